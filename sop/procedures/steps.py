"""The rows of the sheet: steps, who does them, their quality standard, and the arrows between them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from sop.procedures.models import Actor, SopVersion


class Nature(models.TextChoices):
    """PermenPANRB 35/2012 knows two natures of an activity, drawn as a box and as a diamond."""

    PROCESS = "process", "Proses"
    DECISION = "decision", "Keputusan"


class RecordKind(models.TextChoices):
    """What the person must write down when the step is done, beyond the note."""

    NONE = "", "Tidak ada"
    HANDOVER = "handover", "Tanda terima aplikasi lain"
    NUMBERING = "numbering", "Nomor dan tanggal surat"
    DISTRIBUTION = "distribution", "Daftar distribusi"


class StepManager(models.Manager["Step"]):
    def get_by_natural_key(self, office: str, slug: str, number: int, position: int) -> "Step":
        return self.get(
            version=SopVersion.objects.get_by_natural_key(office, slug, number), position=position
        )


class Step(models.Model):
    """Kegiatan: one row. `position` is its place in the version, `number` what is printed in its first cell."""

    version = models.ForeignKey(SopVersion, models.PROTECT, related_name="steps", verbose_name="naskah")
    position = models.PositiveSmallIntegerField("urutan")
    table = models.PositiveSmallIntegerField("tabel alur", default=1)
    table_heading = models.CharField("judul tabel alur", max_length=200, blank=True)
    number = models.CharField("nomor tercetak", max_length=12, blank=True)
    activity = models.TextField("kegiatan", blank=True)
    note = models.TextField("keterangan", blank=True)
    nature = models.CharField("sifat", max_length=10, choices=Nature, default=Nature.PROCESS)
    starts = models.BooleanField("mulai", default=False)
    fills = models.BooleanField("mengisi angka", default=False)
    per_unit = models.BooleanField("per unit", default=False)
    is_meeting = models.BooleanField("rapat", default=False)
    record = models.CharField(
        "pencatatan", max_length=14, choices=RecordKind, blank=True, default=RecordKind.NONE
    )

    objects = StepManager()

    class Meta:
        verbose_name = "langkah"
        verbose_name_plural = "langkah"
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="step_once_per_place"),
            models.CheckConstraint(
                condition=~Q(nature="decision", per_unit=True),
                name="decision_is_not_taken_per_unit",
                violation_error_message="Keputusan tidak dapat dikerjakan per unit.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number or self.position} {self.activity[:60]}"

    def natural_key(self) -> tuple[object, ...]:
        return (*self.version.natural_key(), self.position)

    natural_key.dependencies = ["sop.sopversion"]  # type: ignore[attr-defined]


class StepRole(models.TextChoices):
    """What a symbol in a column means.

    Two that perform in one row do one piece of work with one output: "melakukan koordinasi dengan Tim SAKIP", one nota
    dinas (Sumenep 2). It is done once, by whichever of them writes it down, and the event says who and as what. Where
    each has to act for himself the sheet has a row for each, which a fork opens and a join waits for; a meeting is
    confirmed once, with its attendance.
    """

    PERFORMS = "performs", "Mengerjakan"
    ATTENDS = "attends", "Hadir"
    SECOND_READING = "second_reading", "Bacaan kedua"


class Source(models.TextChoices):
    PRINTED = "printed", "Tertulis"
    INFERRED = "inferred", "Dugaan"


class StepActorManager(models.Manager["StepActor"]):
    def get_by_natural_key(
        self, office: str, slug: str, number: int, position: int, actor: int
    ) -> "StepActor":
        step = Step.objects.get_by_natural_key(office, slug, number, position)
        return self.get(step=step, actor__order=actor)


class StepActor(models.Model):
    """A symbol in a column. Where the drawing was lost the placement is inferred and says how sure it is."""

    step = models.ForeignKey(Step, models.PROTECT, related_name="step_actors", verbose_name="langkah")
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="step_actors", verbose_name="pelaksana")
    role = models.CharField("peran", max_length=16, choices=StepRole, default=StepRole.PERFORMS)
    source = models.CharField("sumber", max_length=10, choices=Source, default=Source.PRINTED)
    confidence = models.PositiveSmallIntegerField("keyakinan (%)", null=True, blank=True)

    objects = StepActorManager()

    class Meta:
        verbose_name = "pelaksana langkah"
        verbose_name_plural = "pelaksana langkah"
        ordering = ["step", "actor"]
        constraints = [models.UniqueConstraint(fields=["step", "actor"], name="actor_once_per_step")]

    def __str__(self) -> str:
        return f"{self.step} – {self.actor}"

    def natural_key(self) -> tuple[object, ...]:
        return (*self.step.natural_key(), self.actor.order)

    natural_key.dependencies = ["sop.step", "sop.actor"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        if self.step.version_id != self.actor.version_id:
            raise ValidationError({"actor": "Pilih pelaksana dari naskah yang sama."})


class QualityStandardManager(models.Manager["QualityStandard"]):
    def get_by_natural_key(self, office: str, slug: str, number: int, position: int) -> "QualityStandard":
        return self.get(step=Step.objects.get_by_natural_key(office, slug, number, position))


class QualityStandard(models.Model):
    """Mutu baku of a step, word for word. The time is read by `sop.durations`; the text is always kept and printed."""

    step = models.OneToOneField(Step, models.PROTECT, related_name="standard", verbose_name="langkah")
    requirements = models.TextField("kelengkapan", blank=True)
    time = models.CharField("waktu", max_length=150, blank=True)
    output = models.TextField("output", blank=True)

    objects = QualityStandardManager()

    class Meta:
        verbose_name = "mutu baku"
        verbose_name_plural = "mutu baku"
        ordering = ["step"]

    def __str__(self) -> str:
        return f"{self.step}: {self.time}"

    def natural_key(self) -> tuple[object, ...]:
        return self.step.natural_key()

    natural_key.dependencies = ["sop.step"]  # type: ignore[attr-defined]


class Basis(models.TextChoices):
    """How an arrow is known, since the drawn symbols may be lost."""

    ORDER = "order", "Urutan baris"
    TEXT = "text", "Tertulis"
    INFERRED = "inferred", "Dugaan dari kata-kata"
    UNDRAWN = "undrawn", "Tidak tergambar"


class FlowManager(models.Manager["Flow"]):
    def get_by_natural_key(self, office: str, slug: str, number: int, position: int, order: int) -> "Flow":
        return self.get(source=Step.objects.get_by_natural_key(office, slug, number, position), order=order)


class Flow(models.Model):
    """Alur: an arrow from a step to a step, or to the end (no target). Rows, so that any graph can be said.

    Of a process all forward arrows are taken together (a fork); of a decision those that carry the chosen label.
    """

    source = models.ForeignKey(Step, models.PROTECT, related_name="flows_out", verbose_name="dari langkah")
    order = models.PositiveSmallIntegerField("urutan", default=1)
    target = models.ForeignKey(
        Step,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="flows_in",
        verbose_name="ke langkah",
        help_text="Kosong: selesai.",
    )
    label = models.CharField("label", max_length=60, blank=True)
    effects = models.JSONField(
        "akibat",
        default=list,
        blank=True,
        help_text='Daftar dari: "verify", "paraf", "sign", "archive", "revise".',
    )
    is_return = models.BooleanField("pengembalian (alasan wajib)", default=False)
    drawn = models.BooleanField("tergambar", default=True)
    basis = models.CharField("dasar", max_length=10, choices=Basis, default=Basis.ORDER)

    objects = FlowManager()

    class Meta:
        verbose_name = "alur"
        verbose_name_plural = "alur"
        ordering = ["source", "order"]
        constraints = [
            models.UniqueConstraint(fields=["source", "order"], name="flow_once_per_place"),
            models.CheckConstraint(
                condition=~Q(target=None, is_return=True),
                name="return_leads_to_a_step",
                violation_error_message="Pengembalian harus menuju sebuah langkah.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source.position} → {self.target.position if self.target else 'selesai'} {self.label}".strip()

    def natural_key(self) -> tuple[object, ...]:
        return (*self.source.natural_key(), self.order)

    natural_key.dependencies = ["sop.step"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        if self.target and self.target.version_id != self.source.version_id:
            raise ValidationError({"target": "Pilih langkah dari naskah yang sama."})
