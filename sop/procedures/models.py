"""What an SOP says. A version is a sheet of paper: once published, the database refuses to change it."""

import datetime as dt
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models

from sop.offices.models import Office, Position, User


class SopManager(models.Manager["Sop"]):
    def get_by_natural_key(self, office: str, slug: str) -> "Sop":
        return self.get(office__code=office, slug=slug)


class Sop(models.Model):
    """A procedure of an office; its text lives in versions."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="sops", verbose_name="perangkat daerah")
    slug = models.SlugField("kode", max_length=80)
    name = models.CharField("nama SOP", max_length=200)
    withdrawn_on = models.DateField("dicabut tanggal", null=True, blank=True)

    objects = SopManager()

    class Meta:
        verbose_name = "SOP"
        verbose_name_plural = "SOP"
        ordering = ["office", "name"]
        constraints = [models.UniqueConstraint(fields=["office", "slug"], name="sop_slug_once_per_office")]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str]:
        return (*self.office.natural_key(), self.slug)

    natural_key.dependencies = ["sop.office"]  # type: ignore[attr-defined]


class Rhythm(models.TextChoices):
    """How often the sheet says the work is done."""

    MONTH = "month", "Bulanan"
    QUARTER = "quarter", "Triwulanan"
    YEAR = "year", "Tahunan"
    UNSTATED = "", "Tidak tertulis"


class SopVersionQuerySet(models.QuerySet["SopVersion"]):
    def visible_to(self, user: User, day: dt.date) -> Self:
        """Sheets of the offices where this person holds a post on that day; a superuser may look into all."""
        if user.is_superuser:
            return self
        offices = Office.objects.filter(positions__appointments__in=user.appointments.on(day))
        return self.filter(sop__office__in=offices)

    def get_by_natural_key(self, office: str, slug: str, number: int) -> "SopVersion":
        return self.get(sop__office__code=office, sop__slug=slug, version=number)


class SopVersion(models.Model):
    """One sheet, its header exactly as printed (PermenPANRB 35/2012, identity page), spelling included."""

    sop = models.ForeignKey(Sop, models.PROTECT, related_name="versions", verbose_name="SOP")
    version = models.PositiveSmallIntegerField("versi", default=1)
    agency = models.TextField("instansi", help_text="Seperti tercetak, satu baris per baris.")
    cover = models.TextField("halaman sampul", blank=True)
    attachment_of = models.TextField("lampiran keputusan", blank=True)
    number = models.CharField("nomor SOP", max_length=120, blank=True)
    title = models.CharField("nama SOP", max_length=200)
    table_title = models.CharField("judul tabel", max_length=200, blank=True)
    purpose = models.TextField("maksud dan tujuan", blank=True)
    created_printed = models.CharField("tanggal pembuatan", max_length=60, blank=True)
    revised_printed = models.CharField("tanggal revisi", max_length=60, blank=True)
    effective_printed = models.CharField("tanggal efektif", max_length=60, blank=True)
    effective_on = models.DateField("berlaku sejak", null=True, blank=True)
    approver_post = models.CharField("disahkan oleh (jabatan)", max_length=250, blank=True)
    approver_name = models.CharField("disahkan oleh (nama)", max_length=150, blank=True)
    approver_rank = models.CharField("disahkan oleh (pangkat)", max_length=100, blank=True)
    approver_nip = models.CharField("disahkan oleh (NIP)", max_length=60, blank=True)
    labels = models.JSONField(
        "label tercetak",
        default=dict,
        blank=True,
        help_text='Judul baris dan kolom seperti tercetak, mis. {"number": "NOMOR SOP", "time": "Waktu (menit)"}.',
    )
    rhythm = models.CharField("periode", max_length=8, choices=Rhythm, blank=True, default=Rhythm.UNSTATED)

    objects = SopVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "naskah SOP"
        verbose_name_plural = "naskah SOP"
        ordering = ["sop", "-version"]
        constraints = [models.UniqueConstraint(fields=["sop", "version"], name="version_once_per_sop")]

    def __str__(self) -> str:
        return f"{self.title} (versi {self.version})"

    def natural_key(self) -> tuple[str, str, int]:
        return (*self.sop.natural_key(), self.version)

    natural_key.dependencies = ["sop.sop"]  # type: ignore[attr-defined]

    def file_name(self, kind: str) -> str:
        """What this sheet is called as a file: letters, digits and hyphens, and the kind at its end."""
        return f"sop-{self.sop.slug}-versi-{self.version}.{kind}"


class Section(models.TextChoices):
    """The six boxes of the identity page."""

    LEGAL_BASIS = "legal_basis", "Dasar hukum"
    QUALIFICATION = "qualification", "Kualifikasi pelaksana"
    RELATED = "related", "Keterkaitan"
    EQUIPMENT = "equipment", "Peralatan/perlengkapan"
    WARNING = "warning", "Peringatan"
    RECORDING = "recording", "Pencatatan dan pendataan"


class HeaderItemManager(models.Manager["HeaderItem"]):
    def get_by_natural_key(
        self, office: str, slug: str, number: int, section: str, order: int
    ) -> "HeaderItem":
        version = SopVersion.objects.get_by_natural_key(office, slug, number)
        return self.get(version=version, section=section, order=order)


class HeaderItem(models.Model):
    version = models.ForeignKey(SopVersion, models.PROTECT, related_name="items", verbose_name="naskah")
    section = models.CharField("kotak", max_length=14, choices=Section)
    order = models.PositiveSmallIntegerField("urutan")
    marker = models.CharField("tanda", max_length=8, blank=True, help_text="Seperti tercetak: 1., 1 atau •")
    text = models.TextField("isi")

    objects = HeaderItemManager()

    class Meta:
        verbose_name = "butir identitas"
        verbose_name_plural = "butir identitas"
        ordering = ["version", "section", "order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "section", "order"], name="item_once_per_place")
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def natural_key(self) -> tuple[object, ...]:
        return (*self.version.natural_key(), self.section, self.order)

    natural_key.dependencies = ["sop.sopversion"]  # type: ignore[attr-defined]


class ActorManager(models.Manager["Actor"]):
    def get_by_natural_key(self, office: str, slug: str, number: int, order: int) -> "Actor":
        return self.get(version=SopVersion.objects.get_by_natural_key(office, slug, number), order=order)


class Actor(models.Model):
    """Pelaksana: a column of the sheet. It may be nameless, a post, an alternative, a team or a class of posts."""

    version = models.ForeignKey(SopVersion, models.PROTECT, related_name="actors", verbose_name="naskah")
    order = models.PositiveSmallIntegerField("urutan kolom")
    label = models.CharField("nama kolom", max_length=150, blank=True)
    is_group = models.BooleanField("kelompok", default=False)

    objects = ActorManager()

    class Meta:
        verbose_name = "pelaksana"
        verbose_name_plural = "pelaksana"
        ordering = ["version", "order"]
        constraints = [models.UniqueConstraint(fields=["version", "order"], name="actor_column_once")]

    def __str__(self) -> str:
        return self.label or f"Kolom {self.order} (tanpa nama)"

    def natural_key(self) -> tuple[object, ...]:
        return (*self.version.natural_key(), self.order)

    natural_key.dependencies = ["sop.sopversion"]  # type: ignore[attr-defined]


class ActorBindingManager(models.Manager["ActorBinding"]):
    def get_by_natural_key(  # the key of the actor, then the code of the post in the same office
        self, office: str, slug: str, number: int, order: int, position: str
    ) -> "ActorBinding":
        actor = Actor.objects.get_by_natural_key(office, slug, number, order)
        return self.get(actor=actor, position__office__code=office, position__code=position)


class ActorBinding(models.Model):
    """Which posts stand for a column. Staffing, not text: it may change while a version is in use."""

    actor = models.ForeignKey(Actor, models.PROTECT, related_name="bindings", verbose_name="pelaksana")
    position = models.ForeignKey(Position, models.PROTECT, related_name="bindings", verbose_name="jabatan")

    objects = ActorBindingManager()

    class Meta:
        verbose_name = "jabatan pelaksana"
        verbose_name_plural = "jabatan pelaksana"
        ordering = ["actor", "position"]
        constraints = [
            models.UniqueConstraint(fields=["actor", "position"], name="post_bound_once_to_a_column")
        ]

    def __str__(self) -> str:
        return f"{self.actor} = {self.position}"

    def natural_key(self) -> tuple[object, ...]:
        return (*self.actor.natural_key(), self.position.code)

    natural_key.dependencies = ["sop.actor", "sop.position"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        if self.actor.version.sop.office_id != self.position.office_id:
            raise ValidationError({"position": "Pilih jabatan dari perangkat daerah pemilik SOP."})


class Severity(models.TextChoices):
    WARNING = "warning", "Peringatan"
    INFO = "info", "Info"


class RemarkManager(models.Manager["Remark"]):
    def get_by_natural_key(self, office: str, slug: str, number: int, order: int) -> "Remark":
        return self.get(version=SopVersion.objects.get_by_natural_key(office, slug, number), order=order)


class Remark(models.Model):
    """Something odd in the source, shown beside the sheet; the sheet itself is never corrected."""

    version = models.ForeignKey(SopVersion, models.PROTECT, related_name="remarks", verbose_name="naskah")
    order = models.PositiveSmallIntegerField("urutan")
    severity = models.CharField("tingkat", max_length=8, choices=Severity, default=Severity.WARNING)
    text = models.TextField("catatan")

    objects = RemarkManager()

    class Meta:
        verbose_name = "catatan naskah"
        verbose_name_plural = "catatan naskah"
        ordering = ["version", "order"]
        constraints = [models.UniqueConstraint(fields=["version", "order"], name="remark_once_per_place")]

    def __str__(self) -> str:
        return self.text[:60]

    def natural_key(self) -> tuple[object, ...]:
        return (*self.version.natural_key(), self.order)

    natural_key.dependencies = ["sop.sopversion"]  # type: ignore[attr-defined]


class Publication(models.Model):
    """Penerbitan: the frozen text of a version. From here on the database guards the sheet.

    `text` is the canonical JSON of the whole version and `sha256` its hash; runs read the definition from this text
    alone, never from the editable tables. `step_ids` maps the place of a step (as text) to its row.
    """

    version = models.OneToOneField(
        SopVersion, models.PROTECT, related_name="publication", verbose_name="naskah"
    )
    published_at = models.DateTimeField("diterbitkan")
    published_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="diterbitkan oleh"
    )
    text = models.TextField("naskah kanonis")
    sha256 = models.CharField("sha256", max_length=64)
    step_ids = models.JSONField("baris langkah")
    runnable = models.BooleanField("dapat dijalankan")
    lacks = models.JSONField("kekurangan untuk dijalankan", default=list, blank=True)

    class Meta:
        verbose_name = "penerbitan"
        verbose_name_plural = "penerbitan"
        ordering = ["-published_at"]

    def __str__(self) -> str:
        return f"{self.version} diterbitkan {self.published_at:%d-%m-%Y}"
