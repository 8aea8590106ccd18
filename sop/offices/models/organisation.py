"""Offices, their units and their posts."""

import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models


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
