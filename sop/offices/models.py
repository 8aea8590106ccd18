"""Offices, their units and posts, and who holds which post on which day."""

import datetime as dt
import zoneinfo
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from sop.offices.people import User

__all__ = ["Appointment", "Holiday", "Office", "Position", "Unit", "User", "WorkHours"]


class OfficeKind(models.TextChoices):
    DINAS = "dinas", "Dinas"
    BADAN = "badan", "Badan"
    KECAMATAN = "kecamatan", "Kecamatan"
    OTHER = "other", "Perangkat daerah lain"


class Paper(models.TextChoices):
    A4 = "A4", "A4 (297 × 210 mm)"
    F4 = "F4", "F4/folio (330 × 215 mm)"
    LETTER = "Letter", "Letter (279 × 216 mm)"
    LEGAL = "Legal", "Legal (356 × 216 mm)"


class Zone(models.TextChoices):
    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


class OfficeManager(models.Manager["Office"]):
    def get_by_natural_key(self, code: str) -> "Office":
        return self.get(code=code)


class Office(models.Model):
    """Perangkat daerah. Everything recorded belongs to exactly one office."""

    code = models.SlugField("kode", max_length=60, unique=True)
    name = models.CharField("nama perangkat daerah", max_length=200)
    kind = models.CharField("bentuk", max_length=12, choices=OfficeKind, default=OfficeKind.DINAS)
    letterhead = models.TextField("kop surat", help_text="Satu baris kop per baris.")
    address = models.CharField("alamat", max_length=250, blank=True)
    city = models.CharField("tempat penandatanganan", max_length=80)
    unit_term = models.CharField("sebutan unit", max_length=40, default="Bidang")
    zone = models.CharField("zona waktu", max_length=20, choices=Zone, default=Zone.WIB)
    paper = models.CharField("kertas", max_length=8, choices=Paper, default=Paper.F4)
    bare_day_is_working = models.BooleanField("‘hari’ dibaca hari kerja", default=True)
    shift_calendar_deadlines = models.BooleanField("tenggat kalender digeser bila libur", default=False)
    reopened_grace_days = models.PositiveSmallIntegerField("hari kerja setelah dibuka kembali", default=1)

    objects = OfficeManager()

    class Meta:
        verbose_name = "perangkat daerah"
        verbose_name_plural = "perangkat daerah"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.code,)

    @property
    def tz(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.zone)


class UnitManager(models.Manager["Unit"]):
    def get_by_natural_key(self, office: str, code: str) -> "Unit":
        return self.get(office__code=office, code=code)


class Unit(models.Model):
    """Bidang, seksi, sekretariat or sub bagian of an office."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="units", verbose_name="perangkat daerah")
    code = models.SlugField("kode", max_length=60)
    name = models.CharField("nama unit", max_length=150)
    order = models.PositiveSmallIntegerField("urutan", default=0)

    objects = UnitManager()

    class Meta:
        verbose_name = "unit"
        verbose_name_plural = "unit"
        ordering = ["office", "order", "id"]
        constraints = [models.UniqueConstraint(fields=["office", "code"], name="unit_code_once_per_office")]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str]:
        return (*self.office.natural_key(), self.code)

    natural_key.dependencies = ["sop.office"]  # type: ignore[attr-defined]


class PositionManager(models.Manager["Position"]):
    def get_by_natural_key(self, office: str, code: str) -> "Position":
        return self.get(office__code=office, code=code)


class Position(models.Model):
    """Jabatan, or membership of a team (Tim SAKIP): what an SOP column is bound to."""

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="positions", verbose_name="perangkat daerah"
    )
    code = models.SlugField("kode", max_length=80)
    title = models.CharField("nama jabatan", max_length=150)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="positions", verbose_name="unit"
    )
    superior = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subordinates", verbose_name="atasan"
    )
    aliases = models.TextField(
        "sebutan lain",
        blank=True,
        help_text="Satu sebutan per baris, seperti tertulis pada kolom pelaksana SOP.",
    )
    shared = models.BooleanField("boleh dijabat beberapa orang", default=False)

    objects = PositionManager()

    class Meta:
        verbose_name = "jabatan"
        verbose_name_plural = "jabatan"
        ordering = ["office", "title"]
        constraints = [
            models.UniqueConstraint(fields=["office", "code"], name="position_code_once_per_office")
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str, str]:
        return (*self.office.natural_key(), self.code)

    natural_key.dependencies = ["sop.office", "sop.unit"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        if self.unit is not None and self.unit.office_id != self.office_id:
            raise ValidationError({"unit": "Pilih unit dari perangkat daerah yang sama."})


class AppointmentKind(models.TextChoices):
    DEFINITIVE = "definitif", "Definitif"
    CARETAKER = "pj", "Pj."
    ACTING_VACANT = "plt", "Plt."
    ACTING_ABSENT = "plh", "Plh."


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def on(self, day: dt.date) -> Self:
        """Appointments in force on that day, of people whose account is active."""
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day, user__is_active=True)


class Appointment(models.Model):
    """Penugasan: a person holds a post from a day to a day, by decree (UU 30/2014 art. 14 for Plt. and Plh.)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="appointments", verbose_name="pegawai")
    position = models.ForeignKey(
        Position, models.PROTECT, related_name="appointments", verbose_name="jabatan"
    )
    kind = models.CharField(
        "jenis penugasan", max_length=10, choices=AppointmentKind, default=AppointmentKind.DEFINITIVE
    )
    decree_number = models.CharField("nomor SK/surat perintah", max_length=80, blank=True)
    decree_date = models.DateField("tanggal SK/surat perintah", null=True, blank=True)
    since = models.DateField("mulai")
    until = models.DateField("sampai", null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "penugasan"
        verbose_name_plural = "penugasan"
        ordering = ["position", "-since"]
        indexes = [models.Index(fields=["user", "since", "until"], name="appointments_of_a_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="appointment_period_not_empty",
                violation_error_message="Tanggal selesai tidak boleh sebelum tanggal mulai.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.capacity}"

    @property
    def capacity(self) -> str:
        """The post as printed: "Plh. Kepala Dinas …"; a definitive holder prints the bare post."""
        if self.kind == AppointmentKind.DEFINITIVE:
            return self.position.title
        return f"{self.get_kind_display()} {self.position.title}"

    def clean(self) -> None:
        if self.position_id is None or self.since is None or self.position.shared:
            return
        same = Appointment.objects.filter(position_id=self.position_id, kind=self.kind).exclude(pk=self.pk)
        clash = same.filter(Q(until=None) | Q(until__gte=self.since))
        if self.until:
            clash = clash.filter(since__lte=self.until)
        if other := clash.select_related("user").first():
            end = f"{other.until:%d-%m-%Y}" if other.until else "seterusnya"
            raise ValidationError(
                f"{self.position.title} sudah dijabat {other.user} ({other.get_kind_display()}) pada "
                f"{other.since:%d-%m-%Y} – {end}. Akhiri penugasan itu dahulu atau pilih tanggal lain."
            )


class WorkHours(models.Model):
    """Working hours of one weekday, with a break; rows with dates (Ramadan) win over rows without."""

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="work_hours", verbose_name="perangkat daerah"
    )
    label = models.CharField("keterangan", max_length=60, blank=True)
    weekday = models.PositiveSmallIntegerField(
        "hari", choices=list(enumerate(["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]))
    )
    opens = models.TimeField("masuk")
    break_from = models.TimeField("istirahat dari", null=True, blank=True)
    break_to = models.TimeField("istirahat sampai", null=True, blank=True)
    closes = models.TimeField("pulang")
    since = models.DateField("berlaku mulai", null=True, blank=True)
    until = models.DateField("berlaku sampai", null=True, blank=True)

    class Meta:
        verbose_name = "jam kerja"
        verbose_name_plural = "jam kerja"
        ordering = ["office", "since", "weekday"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens__lt=F("closes")),
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
        return f"{self.get_weekday_display()} {self.opens:%H.%M}–{self.closes:%H.%M}"


class HolidayKind(models.TextChoices):
    NATIONAL = "national", "Libur nasional"
    COLLECTIVE = "collective", "Cuti bersama"
    LOCAL = "local", "Libur daerah"


class Holiday(models.Model):
    """A day off: for everyone, or for one office only."""

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
            )
        ]

    def __str__(self) -> str:
        return f"{self.date:%d-%m-%Y} {self.name}"
