"""Perpanjangan: leave to fill after the window has closed, for an office or one of its units, with a reason."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q

from kinerja.periods.models import Obligation, Period
from sop.offices.models import Office, Unit, User


class ExtensionQuerySet(models.QuerySet["Extension"]):
    def standing(self, day: dt.date) -> Self:
        """Those that still hold on that day."""
        return self.filter(revoked_at=None, until__gte=day)


class Extension(models.Model):
    """Who may fill late, until which day, why, and who allowed it. Nothing here is deleted: a leave is revoked."""

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="extensions", verbose_name="perangkat daerah"
    )
    obligation = models.ForeignKey(
        Obligation, models.PROTECT, related_name="extensions", verbose_name="kewajiban lapor"
    )
    period = models.ForeignKey(Period, models.PROTECT, related_name="extensions", verbose_name="periode")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="extensions", verbose_name="unit"
    )
    until = models.DateField("sampai tanggal")
    reason = models.TextField("alasan")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="oleh")
    by_name = models.CharField("nama dan jabatan", max_length=320)
    at = models.DateTimeField("dicatat")
    revoked_at = models.DateTimeField("dicabut", null=True, blank=True)
    revoked_name = models.CharField("dicabut oleh", max_length=320, blank=True)

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        verbose_name = "perpanjangan pengisian"
        verbose_name_plural = "perpanjangan pengisian"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["obligation", "period", "until"], name="extensions_of_a_period")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="an_extension_has_a_reason",
                violation_error_message="Tulis alasan perpanjangan.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit or self.office} {self.period}"
