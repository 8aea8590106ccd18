"""The Perjanjian Kinerja of a year, the changes of its targets afterwards, and the posts that keep both."""

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q

from kinerja.indicators.models import Indicator
from kinerja.periods.models import Period, PeriodKind
from sop.offices.models import Office, Position, Unit, User


class PlanningPost(models.Model):
    """Rights come from posts: whoever holds this post today keeps the indicators and targets of its office."""

    position = models.OneToOneField(
        Position, models.PROTECT, related_name="planning", verbose_name="jabatan perencana"
    )

    class Meta:
        verbose_name = "jabatan perencana"
        verbose_name_plural = "jabatan perencana"
        ordering = ["position__office", "position__title"]

    def __str__(self) -> str:
        return f"{self.position} – {self.position.office}"


class PerformanceAgreement(models.Model):
    """Perjanjian Kinerja as signed on paper (PermenPANRB 53/2014). From then on the targets of its year are locked.

    The database refuses every change of it, and of a target of its year that has no revision (`kinerja.migrations._locks`).
    """

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="agreements", verbose_name="perangkat daerah"
    )
    year = models.PositiveSmallIntegerField("tahun")
    number = models.CharField("nomor", max_length=80)
    signed_on = models.DateField("ditandatangani pada")
    first_party = models.CharField("pihak pertama", max_length=200)
    second_party = models.CharField("pihak kedua", max_length=200)
    note = models.TextField("catatan", blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="dicatat oleh")
    recorded_at = models.DateTimeField("dicatat pada")

    class Meta:
        verbose_name = "Perjanjian Kinerja"
        verbose_name_plural = "Perjanjian Kinerja"
        ordering = ["office", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year"],
                name="one_agreement_per_office_and_year",
                violation_error_message="Perjanjian Kinerja tahun ini sudah dicatat.",
            )
        ]

    def __str__(self) -> str:
        return f"Perjanjian Kinerja {self.year} nomor {self.number}"


class TargetRevisionQuerySet(models.QuerySet["TargetRevision"]):
    def of(self, indicators: Iterable[int], year: int) -> "TargetRevisionQuerySet":
        """Revisions of a year in the order in which they were made."""
        return self.filter(indicator__in=indicators, year=year).order_by("pk")


class TargetRevision(models.Model):
    """A change of a locked target: what it was, what it is, since when, why, and on which paper. Only ever added to."""

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="target_revisions", verbose_name="indikator"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="target_revisions", verbose_name="unit")
    kind = models.CharField("jenis periode", max_length=8, choices=PeriodKind)
    year = models.PositiveSmallIntegerField("tahun")
    number = models.PositiveSmallIntegerField("nomor periode")
    old_value = models.DecimalField("target semula", max_digits=24, decimal_places=6, null=True, blank=True)
    old_lower = models.DecimalField("semula dari", max_digits=24, decimal_places=6, null=True, blank=True)
    old_upper = models.DecimalField("semula sampai", max_digits=24, decimal_places=6, null=True, blank=True)
    value = models.DecimalField("target", max_digits=24, decimal_places=6, null=True, blank=True)
    lower = models.DecimalField("rentang dari", max_digits=24, decimal_places=6, null=True, blank=True)
    upper = models.DecimalField("rentang sampai", max_digits=24, decimal_places=6, null=True, blank=True)
    since = models.DateField("berlaku sejak")
    reason = models.TextField("alasan")
    basis = models.CharField("nomor adendum atau dasar", max_length=120)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="oleh")
    by_name = models.CharField("nama dan jabatan saat itu", max_length=320)
    at = models.DateTimeField("dicatat pada")

    objects = TargetRevisionQuerySet.as_manager()

    class Meta:
        verbose_name = "perubahan target"
        verbose_name_plural = "perubahan target"
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["indicator", "unit", "kind", "year", "number"], name="revisions_of_a_target"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(lower=None, upper=None, value__isnull=False)
                | Q(lower__isnull=False, upper__isnull=False, lower__lte=F("upper"), value=None),
                name="revised_to_a_value_or_a_range",
                violation_error_message="Isi target, atau rentang dari dan sampai.",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(basis=""),
                name="revision_says_why",
                violation_error_message="Isi alasan dan dasar perubahan.",
            ),
        ]

    def __str__(self) -> str:
        period = Period(kind=self.kind, year=self.year, number=self.number)
        return f"{self.indicator}, {period.short}"
