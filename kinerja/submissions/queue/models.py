"""That an official has opened a document: nobody signs in the queue what he has not opened himself."""

from django.db import models

from sop.offices.models import Office, User
from sop.runs.models import StepRun


class Reading(models.Model):
    """A person had the document of an open step before him, with the data of this hash. Kept once, for the first time.

    Not `StepRun.seen_at`: that is the first look of any holder, and a Plh. may have looked for the definitive one.
    """

    step_run = models.ForeignKey(
        StepRun, models.PROTECT, related_name="readings", verbose_name="pelaksanaan langkah"
    )
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="perangkat daerah")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="pembaca")
    data_hash = models.CharField("sha256 data", max_length=64)
    at = models.DateTimeField("dibuka")

    class Meta:
        verbose_name = "pembacaan dokumen"
        verbose_name_plural = "pembacaan dokumen"
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["step_run", "user", "data_hash"], name="one_reading_per_person_and_content"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.data_hash[:12]}"
