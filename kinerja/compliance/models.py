"""Sums of finished step runs, and the yearly evaluation of an SOP."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from sop.offices.models import Office, Unit, User
from sop.procedures.models import SopVersion
from sop.procedures.steps import Step


class TallyMark(models.Model):
    """How far the step runs of an office are summed. `hours` is the hash of the calendar by which they were counted."""

    office = models.OneToOneField(
        Office, models.PROTECT, related_name="tally_mark", verbose_name="perangkat daerah"
    )
    through = models.DateTimeField("direkap sampai")
    hours = models.CharField("sidik kalender kerja", max_length=64)

    class Meta:
        verbose_name = "batas rekap kepatuhan"
        verbose_name_plural = "batas rekap kepatuhan"

    def __str__(self) -> str:
        return f"{self.office} {self.through:%d-%m-%Y %H.%M}"


class Tally(models.Model):
    """Step runs of one step, unit and post that ended in one quarter: a derived row, made anew at will from `StepRun`.

    `quarter` is year × 4 + quarter - 1 on the office's clock. `minutes`: real working minutes of all that were done or
    returned, rising, as a JSON list. `waited` is the sum of minutes before the first look of the `seen` among them.
    """

    mark = models.ForeignKey(TallyMark, models.PROTECT, related_name="tallies", verbose_name="rekap")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="perangkat daerah")
    step = models.ForeignKey(Step, models.PROTECT, related_name="tallies", verbose_name="langkah")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="unit"
    )
    post = models.CharField("jabatan", max_length=250, blank=True)
    quarter = models.PositiveIntegerField("triwulan")
    minutes = models.TextField("menit kerja", default="[]")
    judged = models.PositiveIntegerField("dinilai", default=0)
    on_time = models.PositiveIntegerField("tepat waktu", default=0)
    drawn = models.PositiveIntegerField("dikembalikan menurut alur", default=0)
    outside = models.PositiveIntegerField("dikembalikan di luar alur", default=0)
    withdrawn = models.PositiveIntegerField("ditarik", default=0)
    seen = models.PositiveIntegerField("tercatat pertama dibuka", default=0)
    waited = models.PositiveBigIntegerField("menit menunggu", default=0)

    class Meta:
        verbose_name = "rekap pelaksanaan langkah"
        verbose_name_plural = "rekap pelaksanaan langkah"
        constraints = [
            models.UniqueConstraint(
                "step",
                Coalesce("unit", 0),
                "post",
                "quarter",
                name="one_tally_per_step_unit_post_and_quarter",
            )
        ]

    def __str__(self) -> str:
        return f"{self.step_id}/{self.unit_id} {self.quarter}"


class Form(models.TextChoices):
    F01 = "F01", "F01 – Pelaksana"
    F02 = "F02", "F02 – Evaluator"


class Question(models.Model):
    """A question of the yearly evaluation, editable; an evaluation that was begun keeps its own copy."""

    form = models.CharField("formulir", max_length=3, choices=Form)
    aspect = models.CharField("aspek", max_length=120)
    order = models.PositiveSmallIntegerField("urutan")
    text = models.TextField("pertanyaan")
    figure = models.CharField(
        "angka yang ditawarkan",
        max_length=12,
        blank=True,
        choices=[
            ("time", "Waktu nyata"),
            ("returns", "Pengembalian"),
            ("waiting", "Penumpukan"),
            ("flow", "Alur"),
        ],
    )
    used = models.BooleanField("dipakai", default=True)

    class Meta:
        verbose_name = "pertanyaan evaluasi SOP"
        verbose_name_plural = "pertanyaan evaluasi SOP"
        ordering = ["form", "order"]
        constraints = [models.UniqueConstraint(fields=["form", "order"], name="question_once_per_place")]

    def __str__(self) -> str:
        return f"{self.form}.{self.order} {self.text[:60]}"


class Result(models.TextChoices):
    GOOD = "baik", "Berjalan dengan baik"
    POOR = "kurang", "Kurang baik"
    IDLE = "tidak", "Tidak berjalan"


class Evaluation(models.Model):
    """Evaluasi SOP of one version and year. Once finished it does not change; a correction is number n+1.

    `facts` are the figures that were offered, frozen when it was finished: {"headline", "period", "rows": [[…], …]}.
    """

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="evaluations", verbose_name="perangkat daerah"
    )
    version = models.ForeignKey(
        SopVersion, models.PROTECT, related_name="evaluations", verbose_name="naskah SOP"
    )
    year = models.PositiveSmallIntegerField("tahun")
    number = models.PositiveSmallIntegerField("nomor", default=1)
    result = models.CharField("hasil", max_length=6, choices=Result, blank=True)
    revision_plan = models.TextField("rencana revisi", blank=True)
    remarks = models.TextField("catatan perangkat daerah", blank=True)
    facts = models.JSONField("angka saat selesai", default=dict, blank=True)
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="dimulai oleh")
    begun_at = models.DateTimeField("dimulai")
    finished_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="diselesaikan oleh"
    )
    finished_as = models.CharField("sebagai", max_length=320, blank=True)
    finished_at = models.DateTimeField("diselesaikan", null=True, blank=True)
    reason = models.TextField("alasan perbaikan", blank=True)

    class Meta:
        verbose_name = "evaluasi SOP"
        verbose_name_plural = "evaluasi SOP"
        ordering = ["version", "-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "year", "number"], name="evaluation_number_once_per_version_and_year"
            ),
            models.UniqueConstraint(
                fields=["version", "year"],
                condition=Q(finished_at=None),
                name="one_unfinished_evaluation_per_version_and_year",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None, finished_by=None)
                | (Q(finished_at__isnull=False, finished_by__isnull=False) & ~Q(result="")),
                name="finished_evaluation_has_a_result_and_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"Evaluasi {self.version} {self.year} ({self.number})"


class Answer(models.Model):
    """One question of an evaluation, as it was worded then, and what the evaluator answered.

    `answered_by`, `answered_as` (person and post as text) and `answered_at` are of whoever changed it last.
    """

    evaluation = models.ForeignKey(
        Evaluation, models.PROTECT, related_name="answers", verbose_name="evaluasi"
    )
    form = models.CharField("formulir", max_length=3, choices=Form)
    aspect = models.CharField("aspek", max_length=120)
    order = models.PositiveSmallIntegerField("urutan")
    text = models.TextField("pertanyaan")
    figure = models.CharField("angka yang ditawarkan", max_length=12, blank=True)
    answer = models.CharField("jawaban", max_length=5, blank=True, choices=[("ya", "Ya"), ("tidak", "Tidak")])
    note = models.TextField("catatan", blank=True)
    measure = models.TextField("tindakan", blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dijawab oleh"
    )
    answered_as = models.CharField("sebagai", max_length=320, blank=True)
    answered_at = models.DateTimeField("dijawab", null=True, blank=True)

    class Meta:
        verbose_name = "jawaban evaluasi SOP"
        verbose_name_plural = "jawaban evaluasi SOP"
        ordering = ["evaluation", "form", "order"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "form", "order"], name="answer_once_per_question")
        ]

    def __str__(self) -> str:
        return f"{self.form}.{self.order} {self.answer}"


def numbered(answers: Iterable[Answer]) -> Iterator[tuple[int, Answer]]:
    """Questions in their order, counted within each form as page and paper show them."""
    for _, group in groupby(answers, key=lambda answer: answer.form):
        yield from enumerate(group, start=1)
