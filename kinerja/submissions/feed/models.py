"""The secret address under which a person's calendar may be read; only the sha256 of its secret part is kept."""

from django.db import models

from sop.offices.models import User


class Feed(models.Model):
    """One address per person; making a new one ends the old one."""

    user = models.OneToOneField(User, models.PROTECT, related_name="feed", verbose_name="pegawai")
    digest = models.CharField("sha256 alamat", max_length=64, unique=True)
    made_at = models.DateTimeField("dibuat")

    class Meta:
        verbose_name = "langganan kalender"
        verbose_name_plural = "langganan kalender"

    def __str__(self) -> str:
        return f"{self.user}"
