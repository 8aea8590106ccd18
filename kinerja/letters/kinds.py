"""Which papers an SOP asks for, and which of them take a number from the register of the office."""

from django.db import models


class LetterKind(models.TextChoices):
    MEMO = "nota_dinas", "Nota dinas"
    INVITATION = "undangan", "Undangan rapat"
    ATTENDANCE = "daftar_hadir", "Daftar hadir"
    DISPOSITION = "disposisi", "Lembar disposisi"
    COVER = "pengantar", "Surat pengantar"
    MINUTES = "notulen", "Notulen"
    RECORD = "berita_acara", "Berita acara"


class NumberKind(models.TextChoices):
    """Each has its own row of numbers in an office and year; the slip takes an agenda number."""

    MEMO = "nota_dinas", "Nota dinas"
    INVITATION = "undangan", "Undangan rapat"
    DISPOSITION = "disposisi", "Agenda disposisi"
    COVER = "pengantar", "Surat pengantar"
    RECORD = "berita_acara", "Berita acara"
    REPORT = "laporan", "Laporan Pengukuran Kinerja"


def is_numbered(kind: str) -> bool:
    """Daftar hadir and notulen carry no number."""
    return kind in NumberKind.values
