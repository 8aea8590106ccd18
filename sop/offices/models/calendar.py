"""When an office works: its hours by weekday, and the days off."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from sop.offices.models.organisation import Office


class WorkHours(models.Model):
    """Working hours of one weekday, with a break; rows with dates (Ramadan) win over rows without.

    A row without times says that the office is closed on that weekday, which a dated week must be able to say.
    """

    NAMES = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="work_hours", verbose_name="perangkat daerah"
    )
    label = models.CharField("keterangan", max_length=60, blank=True)
    weekday = models.PositiveSmallIntegerField("hari", choices=list(enumerate(NAMES)))
    opens = models.TimeField("masuk", null=True, blank=True)
    break_from = models.TimeField("istirahat dari", null=True, blank=True)
    break_to = models.TimeField("istirahat sampai", null=True, blank=True)
    closes = models.TimeField("pulang", null=True, blank=True)
    since = models.DateField("berlaku mulai", null=True, blank=True)
    until = models.DateField("berlaku sampai", null=True, blank=True)

    class Meta:
        verbose_name = "jam kerja"
        verbose_name_plural = "jam kerja"
        ordering = ["office", "since", "weekday"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens=None, closes=None, break_from=None, break_to=None)
                | Q(opens__isnull=False, closes__isnull=False, opens__lt=F("closes")),
                name="office_opens_before_it_closes",
                violation_error_message="Jam masuk harus sebelum jam pulang.",
            ),
            models.CheckConstraint(
                condition=Q(break_from=None, break_to=None)
                | Q(break_from__gte=F("opens"), break_from__lt=F("break_to"), break_to__lte=F("closes")),
                name="break_inside_the_working_day",
                violation_error_message="Istirahat harus berada di antara jam masuk dan jam pulang.",
            ),
        ]

    def __str__(self) -> str:
        times = f"{self.opens:%H.%M}–{self.closes:%H.%M}" if self.opens and self.closes else "libur"
        return f"{self.get_weekday_display()} {times}"


class HolidayKind(models.TextChoices):
    NATIONAL = "national", "Libur nasional"
    COLLECTIVE = "collective", "Cuti bersama"
    LOCAL = "local", "Libur daerah"
    WORKING = "working", "Tetap masuk kerja"


class Holiday(models.Model):
    """A day off: for everyone, or for one office only; or a day off of everyone on which one office works all the same.

    `told`: what the package of national days said at the last import, as `values`; None where it was entered by hand, or
    before that was kept. `replaced`: the values of a correction that an import took the place of, until it is put back.
    """

    office = models.ForeignKey(
        Office,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="holidays",
        verbose_name="perangkat daerah",
        help_text="Kosong: berlaku untuk semua.",
    )
    date = models.DateField("tanggal")
    name = models.CharField("nama", max_length=150)
    kind = models.CharField("jenis", max_length=10, choices=HolidayKind, default=HolidayKind.NATIONAL)
    forecast = models.BooleanField("perkiraan", default=False)
    told = models.JSONField("menurut paket", null=True, blank=True, editable=False)
    replaced = models.JSONField("koreksi yang diganti", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "hari libur"
        verbose_name_plural = "hari libur"
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(
                "date",
                Coalesce("office", 0),
                name="one_holiday_a_day",
                violation_error_message="Tanggal ini sudah tercatat sebagai hari libur.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="working") | Q(office__isnull=False),
                name="working_all_the_same_is_of_one_office",
                violation_error_message="‘Tetap masuk kerja’ berlaku untuk satu perangkat daerah. Pilih perangkat daerahnya.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date:%d-%m-%Y} {self.name}"

    @property
    def values(self) -> list[Any]:
        """What a package can say of a day: its name, its kind, and whether it is only an estimate."""
        return [self.name, str(self.kind), self.forecast]

    @values.setter
    def values(self, values: list[Any]) -> None:
        self.name, self.kind, self.forecast = values

    @property
    def by_hand(self) -> bool:
        """Whether a person decided what stands here: it is kept. An estimate of old, of which nothing more is known, is not."""
        if self.kind == HolidayKind.LOCAL or self.told is not None:
            return self.kind == HolidayKind.LOCAL or self.values != self.told
        return not self.forecast
