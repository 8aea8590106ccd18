"""Who keeps the settings of an office."""

from django.db import models

from sop.offices.models.organisation import Position


class KeeperPost(models.Model):
    """Rights come from posts: whoever holds this post today keeps the settings of its office."""

    position = models.OneToOneField(
        Position, models.PROTECT, related_name="keeping", verbose_name="jabatan pengelola"
    )

    class Meta:
        verbose_name = "jabatan pengelola"
        verbose_name_plural = "jabatan pengelola"
        ordering = ["position__office", "position__title"]

    def __str__(self) -> str:
        return f"{self.position} – {self.position.office}"
