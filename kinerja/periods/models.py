"""Reporting periods, and which office owes a report for which of them by which SOP."""

import calendar
import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from sop.offices.models import Office
from sop.procedures.models import Sop


class PeriodKind(models.TextChoices):
    MONTH = "month", "Bulan"
    QUARTER = "quarter", "Triwulan"
    YEAR = "year", "Tahun"


MONTHS_IN = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12}
ROMAN = ["I", "II", "III", "IV"]
MONTH_NAMES = [
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
]  # fmt: skip


class Period(models.Model):
    """A month (number 1–12), quarter (1–4) or year (1); shared by all offices."""

    kind = models.CharField("jenis", max_length=8, choices=PeriodKind)
    year = models.PositiveSmallIntegerField("tahun")
    number = models.PositiveSmallIntegerField("nomor", default=1)

    class Meta:
        verbose_name = "periode"
        verbose_name_plural = "periode"
        ordering = ["-year", "kind", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "year", "number"], name="period_exists_once"),
            models.CheckConstraint(
                condition=Q(kind="month", number__range=(1, 12))
                | Q(kind="quarter", number__range=(1, 4))
                | Q(kind="year", number=1),
                name="period_number_fits_its_kind",
                violation_error_message="Nomor periode tidak sesuai jenisnya.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def first_month(self) -> int:
        return (self.number - 1) * MONTHS_IN[PeriodKind(self.kind)] + 1

    @property
    def last_month(self) -> int:
        return self.number * MONTHS_IN[PeriodKind(self.kind)]

    @property
    def start(self) -> dt.date:
        return dt.date(self.year, self.first_month, 1)

    @property
    def end(self) -> dt.date:
        return dt.date(self.year, self.last_month, calendar.monthrange(self.year, self.last_month)[1])

    @property
    def name(self) -> str:
        """Triwulan III 2026, September 2026, Tahun 2026."""
        if self.kind == PeriodKind.QUARTER:
            return f"Triwulan {ROMAN[self.number - 1]} {self.year}"
        if self.kind == PeriodKind.MONTH:
            return f"{MONTH_NAMES[self.number - 1]} {self.year}"
        return f"Tahun {self.year}"

    @property
    def short(self) -> str:
        """TW III 2026, Sep 2026, 2026."""
        if self.kind == PeriodKind.QUARTER:
            return f"TW {ROMAN[self.number - 1]} {self.year}"
        if self.kind == PeriodKind.MONTH:
            return f"{MONTH_NAMES[self.number - 1][:3]} {self.year}"
        return str(self.year)

    @property
    def slug(self) -> str:
        """For addresses: 2026-TW3, 2026-09, 2026."""
        if self.kind == PeriodKind.QUARTER:
            return f"{self.year}-TW{self.number}"
        return f"{self.year}-{self.number:02d}" if self.kind == PeriodKind.MONTH else str(self.year)


TOO_EARLY = "Pengisian ditutup sebelum berkasnya dibuka, sehingga unit tidak sempat mengisi. Pilih hari sesudah pembukaan"


class Obligation(models.Model):
    """Kewajiban lapor: this office reports by this SOP, every month, quarter or year, since a day."""

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="obligations", verbose_name="perangkat daerah"
    )
    sop = models.ForeignKey(Sop, models.PROTECT, related_name="obligations", verbose_name="SOP")
    kind = models.CharField("jenis periode", max_length=8, choices=PeriodKind, default=PeriodKind.QUARTER)
    since = models.DateField("berlaku mulai")
    until = models.DateField("berlaku sampai", null=True, blank=True)
    explain_below = models.DecimalField(
        "penjelasan wajib bila capaian di bawah (%)", max_digits=6, decimal_places=2, null=True, blank=True,
        help_text="Kosongkan bila tidak dipakai. Berlaku bagi berkas yang dimulai sesudahnya.",
    )  # fmt: skip

    automatic = models.BooleanField(
        "dibuka otomatis", default=True, help_text="Berkas dibuka oleh aplikasi pada hari yang ditentukan."
    )
    opens_after = models.SmallIntegerField(
        "dibuka hari ke-", default=1,
        help_text="Hari kalender dari akhir periode: 1 berarti sehari sesudahnya, -5 berarti lima hari sebelumnya.",
    )  # fmt: skip
    window_opens = models.SmallIntegerField("pengisian dibuka hari ke-", null=True, blank=True)
    window_closes = models.SmallIntegerField("pengisian ditutup hari ke-", null=True, blank=True)
    planner_closes = models.SmallIntegerField("penutupan perencana hari ke-", null=True, blank=True)
    window_working = models.BooleanField("dihitung dalam hari kerja", default=True)
    opened_through = models.DateField("dibuka otomatis sampai", null=True, blank=True, editable=False)
    opening_problem = models.CharField("sebab belum terbuka", max_length=400, blank=True, editable=False)

    class Meta:
        verbose_name = "kewajiban lapor"
        verbose_name_plural = "kewajiban lapor"
        ordering = ["office", "sop"]
        constraints = [
            models.UniqueConstraint(fields=["sop", "kind"], name="sop_reports_once_per_kind_of_period"),
            models.CheckConstraint(
                condition=Q(window_opens=None)
                | Q(window_closes=None)
                | Q(window_opens__lte=F("window_closes")),
                name="filling_opens_before_it_closes",
                violation_error_message="Pengisian harus dibuka sebelum ditutup.",
            ),
            models.CheckConstraint(
                condition=Q(planner_closes=None)
                | Q(window_closes=None)
                | Q(window_closes__lte=F("planner_closes")),
                name="the_planner_closes_last",
                violation_error_message="Penutupan perencana tidak boleh sebelum pengisian unit ditutup.",
            ),
            models.CheckConstraint(
                condition=Q(opens_after__range=(-366, 366)),
                name="a_file_opens_within_a_year",
                violation_error_message="Isi hari pembukaan antara -366 dan 366.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sop} – {self.get_kind_display()}"

    def clean(self) -> None:
        if self.sop_id and self.office_id and self.sop.office_id != self.office_id:
            raise ValidationError({"sop": "Pilih SOP milik perangkat daerah ini."})
        if self.closes_unopened:
            raise ValidationError(f"{TOO_EARLY} (hari ke-{self.opens_after}).")

    @property
    def closes_unopened(self) -> bool:
        """Whether filling ends before the file opens by itself. Working days reach at least as far as calendar days."""
        if self.window_closes is None or not self.automatic:
            return False
        reaches = self.window_closes < 0 or not self.window_working
        return reaches and self.window_closes < self.opens_after
