"""What was already told of an open step, whether or not anybody was there to hear it."""

from django.db import models
from django.db.models import Q

from sop.runs.models import StepRun


class Told(models.TextChoices):
    REACHED = "reached", "Sampai"
    DUE = "due", "Menjelang tenggat"
    LATE = "late", "Terlambat"
    ESCALATED = "escalated", "Atasan diberi tahu"


class StepMark(models.Model):
    """The opening of a step is its own outbox row; this says that it was read. Once per step and kind."""

    step_run = models.ForeignKey(
        StepRun, models.PROTECT, related_name="marks", verbose_name="pelaksanaan langkah"
    )
    kind = models.CharField("jenis", max_length=10, choices=Told)
    at = models.DateTimeField("waktu")

    class Meta:
        verbose_name = "tanda pemberitahuan"
        verbose_name_plural = "tanda pemberitahuan"
        ordering = ["step_run", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["step_run", "kind"], name="a_step_is_told_of_once"),
            models.CheckConstraint(condition=Q(kind__in=Told.values), name="mark_is_of_a_known_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.step_run_id} {self.kind}"
