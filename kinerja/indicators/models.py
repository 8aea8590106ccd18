"""Indicators, their yearly and periodical targets, and the bands of the predicate. All of it data of the office."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from kinerja.common.headings import heading
from kinerja.periods.models import Period, PeriodKind
from sop.offices.models import Office, Unit


class Level(models.TextChoices):
    """The chain of Permendagri 86/2017 and PermenPANRB 53/2014."""

    GOAL = "tujuan", "Tujuan"
    OBJECTIVE = "sasaran", "Sasaran"
    PROGRAM = "program", "Program"
    ACTIVITY = "kegiatan", "Kegiatan"
    SUB_ACTIVITY = "sub_kegiatan", "Sub kegiatan"


class Objective(models.Model):
    """A node of the tree tujuan › sasaran › program › kegiatan › sub kegiatan; indicators hang on it."""

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="objectives", verbose_name="perangkat daerah"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="induk"
    )
    level = models.CharField("tingkat", max_length=14, choices=Level, default=Level.OBJECTIVE)
    code = models.CharField("kode", max_length=40, blank=True)
    name = models.CharField("uraian", max_length=300)
    order = models.PositiveSmallIntegerField("urutan", default=0)

    class Meta:
        verbose_name = "tujuan/sasaran/program"
        verbose_name_plural = "tujuan, sasaran, dan program"
        ordering = ["office", "order", "id"]

    def __str__(self) -> str:
        return heading(self.get_level_display(), self.name)

    def clean(self) -> None:
        if self.parent and self.parent.office_id != self.office_id:
            raise ValidationError({"parent": "Pilih induk dari perangkat daerah yang sama."})


class Direction(models.TextChoices):
    HIGHER = "higher", "Semakin tinggi semakin baik"
    LOWER = "lower", "Semakin rendah semakin baik"
    WITHIN = "within", "Semakin dekat rentang semakin baik"


class FormulaChoice(models.TextChoices):
    """Offices disagree on the "negatif" formula, so it belongs to the indicator and is stored with each result."""

    POSITIVE = "positive", "Realisasi ÷ target × 100"
    NEGATIVE_A = "negative_a", "(2 × target − realisasi) ÷ target × 100"
    NEGATIVE_B = "negative_b", "Target ÷ realisasi × 100"
    NEGATIVE_C = "negative_c", "(Target − realisasi) ÷ target × 100"
    RANGE = "range", "Terhadap rentang target"
    PREDICATE = "predicate", "Nilai predikat ÷ nilai target × 100"


class AggregationChoice(models.TextChoices):
    SUM = "sum", "Dijumlahkan (kumulatif)"
    LAST = "last", "Nilai akhir"
    AVERAGE = "average", "Rata-rata"


class ZeroPolicy(models.TextChoices):
    UNDEFINED = "undefined", "Tidak dapat dihitung"
    FULL = "full", "Realisasi 0 berarti 100 %"


class Indicator(models.Model):
    """Indikator kinerja, filled by one or more units."""

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="indicators", verbose_name="perangkat daerah"
    )
    objective = models.ForeignKey(
        Objective, models.PROTECT, related_name="indicators", verbose_name="sasaran/program"
    )
    units = models.ManyToManyField(Unit, related_name="indicators", verbose_name="unit pengisi")
    name = models.CharField("indikator", max_length=300)
    definition = models.TextField("definisi operasional", blank=True)
    measure = models.CharField("satuan", max_length=40)
    decimals = models.PositiveSmallIntegerField("angka desimal", default=2)
    direction = models.CharField("arah", max_length=8, choices=Direction, default=Direction.HIGHER)
    formula = models.CharField(
        "rumus capaian", max_length=12, choices=FormulaChoice, default=FormulaChoice.POSITIVE
    )
    aggregation = models.CharField(
        "penggabungan periode", max_length=8, choices=AggregationChoice, default=AggregationChoice.LAST
    )
    zero_policy = models.CharField(
        "bila realisasi 0", max_length=10, choices=ZeroPolicy, default=ZeroPolicy.UNDEFINED
    )
    scale = models.JSONField(
        "skala predikat",
        default=dict,
        blank=True,
        help_text='Hanya untuk nilai predikat, mis. {"WTP": 4, "WDP": 3}.',
    )
    lowest = models.DecimalField("batas bawah wajar", max_digits=24, decimal_places=6, null=True, blank=True)
    highest = models.DecimalField("batas atas wajar", max_digits=24, decimal_places=6, null=True, blank=True)
    evidence_required = models.BooleanField(
        "bukti dukung wajib",
        default=False,
        help_text="Isian baru dapat dikirim setelah sedikitnya satu berkas dilampirkan.",
    )
    order = models.PositiveSmallIntegerField("urutan", default=0)
    active = models.BooleanField("dipakai", default=True)

    class Meta:
        verbose_name = "indikator"
        verbose_name_plural = "indikator"
        ordering = ["office", "objective__order", "order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decimals__lte=6),
                name="at_most_six_decimals",
                violation_error_message="Paling banyak 6 angka di belakang koma.",
            ),
            models.CheckConstraint(
                condition=~Q(formula="predicate", aggregation__in=["sum", "average"]),
                name="predicates_are_not_added_up",
                violation_error_message="Nilai predikat tidak dapat dijumlahkan atau dirata-ratakan; pilih nilai akhir.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Target(models.Model):
    """Target of an indicator for a unit and a period of a year; kind year is the target of the Perjanjian Kinerja."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets", verbose_name="indikator")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="targets", verbose_name="unit")
    kind = models.CharField("jenis periode", max_length=8, choices=PeriodKind, default=PeriodKind.QUARTER)
    year = models.PositiveSmallIntegerField("tahun")
    number = models.PositiveSmallIntegerField("nomor periode", default=1)
    value = models.DecimalField("target", max_digits=24, decimal_places=6, null=True, blank=True)
    lower = models.DecimalField("rentang dari", max_digits=24, decimal_places=6, null=True, blank=True)
    upper = models.DecimalField("rentang sampai", max_digits=24, decimal_places=6, null=True, blank=True)

    class Meta:
        verbose_name = "target"
        verbose_name_plural = "target"
        ordering = ["indicator", "unit", "year", "kind", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "unit", "kind", "year", "number"],
                name="one_target_per_indicator_unit_period",
                violation_error_message="Target untuk indikator, unit, dan periode ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(lower=None, upper=None, value__isnull=False)
                | Q(lower__isnull=False, upper__isnull=False, lower__lte=F("upper"), value=None),
                name="target_is_a_value_or_a_range",
                violation_error_message="Isi target, atau rentang dari dan sampai.",
            ),
        ]

    def __str__(self) -> str:
        period = Period(kind=self.kind, year=self.year, number=self.number)
        return f"{self.indicator}, {period.short}"


class PredicateBand(models.Model):
    """Predikat kinerja of an office by lower bound (Permendagri 86/2017 unless the office relabels it)."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="bands", verbose_name="perangkat daerah")
    lower = models.DecimalField("batas bawah (%)", max_digits=7, decimal_places=2)
    label = models.CharField("predikat", max_length=40)
    tone = models.CharField(
        "warna",
        max_length=10,
        default="neutral",
        choices=[("success", "hijau"), ("warning", "kuning"), ("danger", "merah"), ("neutral", "netral")],
    )

    class Meta:
        verbose_name = "predikat kinerja"
        verbose_name_plural = "predikat kinerja"
        ordering = ["office", "-lower"]
        constraints = [models.UniqueConstraint(fields=["office", "lower"], name="one_band_per_lower_bound")]

    def __str__(self) -> str:
        return f"≥ {self.lower}: {self.label}"
