"""What was done to people and appointments of an office, by whom and why."""

from django.db import models

from sop.offices.models.organisation import Office
from sop.offices.people import User


class Topic(models.TextChoices):
    STAFF = "staff", "Penugasan dan pegawai"
    WORKTIME = "worktime", "Jam kerja dan libur"


class StaffChange(models.Model):
    """One act on people or appointments. All texts are as on that day, so that a later change of names alters nothing.

    `tasks`: open steps of running files that the act concerned, as they were counted on the page of confirmation.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="perangkat daerah")
    topic = models.CharField("perihal", max_length=10, choices=Topic, default=Topic.STAFF)
    at = models.DateTimeField("waktu")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="oleh")
    by_name = models.CharField("dicatat oleh", max_length=350)
    what = models.TextField("perubahan")
    reason = models.TextField("alasan", blank=True)
    tasks = models.PositiveIntegerField("langkah terbuka", default=0)

    class Meta:
        verbose_name = "perubahan penugasan dan pegawai"
        verbose_name_plural = "perubahan penugasan dan pegawai"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["office", "-at", "-id"], name="staff_changes_of_an_office")]

    def __str__(self) -> str:
        return self.what
