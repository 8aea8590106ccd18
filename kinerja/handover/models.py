"""How the figures of an office are handed to another application: which columns, in which order, written how."""

from django.db import models
from django.urls import reverse

from kinerja.indicators.models import Level
from sop.offices.models import Office, Unit

FIXED = "text"
SOURCES = {
    "code": "Kode sasaran, program, kegiatan, atau sub kegiatan",
    "objective": "Nama sasaran, program, kegiatan, atau sub kegiatan",
    "level": "Tingkat (tujuan, sasaran, program …)",
    "indicator": "Nama indikator",
    "measure": "Satuan",
    "target": "Target",
    "value": "Realisasi",
    "achievement": "Capaian (%)",
    "predicate": "Predikat",
    "explanation": "Penjelasan",
    "helped": "Faktor pendorong",
    "hindered": "Faktor penghambat",
    "follow_up": "Tindak lanjut",
    "budget": "Pagu",
    "spent": "Realisasi anggaran",
    "unit": "Unit",
    "office": "Perangkat daerah",
    "period": "Periode",
    "year": "Tahun",
    "number": "Nomor triwulan atau bulan",
    "document": "Kode dokumen bertanda tangan",
    FIXED: "Teks tetap",
}


class Mark(models.TextChoices):
    COMMA = ",", "Koma (12,5)"
    DOT = ".", "Titik (12.5)"


class Separator(models.TextChoices):
    SEMICOLON = ";", "Titik koma (;)"
    COMMA = ",", "Koma (,)"
    TAB = "\t", "Tab"


class Encoding(models.TextChoices):
    MARKED = "utf-8-sig", "UTF-8 dengan tanda (untuk Excel)"
    PLAIN = "utf-8", "UTF-8"
    WINDOWS = "cp1252", "Windows-1252"


class Mapping(models.Model):
    """The layout one destination asks for. `columns`: list of {"source": key of SOURCES, "heading", "text"} in order.

    `decimals` None writes figures as they were signed. The letterhead stands in a workbook only, and only on wish.
    """

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="handover_mappings", verbose_name="perangkat daerah"
    )
    name = models.CharField("aplikasi tujuan", max_length=80)
    columns = models.JSONField("kolom", default=list)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="hanya unit"
    )
    level = models.CharField("hanya tingkat", max_length=20, choices=Level, blank=True)
    mark = models.CharField("tanda desimal", max_length=1, choices=Mark, default=Mark.COMMA)
    decimals = models.PositiveSmallIntegerField("angka di belakang koma", null=True, blank=True)
    percent = models.BooleanField("capaian diberi tanda %", default=False)
    separator = models.CharField(
        "pemisah kolom CSV", max_length=1, choices=Separator, default=Separator.SEMICOLON
    )
    encoding = models.CharField("pengodean CSV", max_length=10, choices=Encoding, default=Encoding.MARKED)
    letterhead = models.BooleanField("kop di atas tabel XLSX", default=False)
    used = models.BooleanField("dipakai", default=True)

    class Meta:
        verbose_name = "susunan serah-terima"
        verbose_name_plural = "susunan serah-terima"
        ordering = ["office", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name"],
                name="one_layout_per_office_and_application",
                violation_error_message="Aplikasi ini sudah ada pada daftar.",
            ),
            models.CheckConstraint(
                condition=models.Q(decimals=None) | models.Q(decimals__lte=6),
                name="no_more_decimals_than_are_kept",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("handover:preview", args=[self.office.code, self.pk])
