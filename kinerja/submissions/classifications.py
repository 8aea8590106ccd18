"""What kinds of papers an office files and how long each is kept: its jadwal retensi arsip (JRA), local data."""

from django.db import models

from kinerja.submissions.figures import Disposition
from sop.offices.models import Office


class Classification(models.Model):
    """One line of the JRA of an office. What is filed copies it; changing a line changes nothing that was filed."""

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="classifications", verbose_name="perangkat daerah"
    )
    code = models.CharField("kode klasifikasi", max_length=40)
    name = models.CharField("isi", max_length=120)
    active_years = models.PositiveSmallIntegerField("retensi aktif (tahun)")
    inactive_years = models.PositiveSmallIntegerField("retensi inaktif (tahun)")
    disposition = models.CharField("nasib akhir", max_length=10, choices=Disposition)
    in_use = models.BooleanField("dipakai", default=True)

    class Meta:
        verbose_name = "klasifikasi arsip"
        verbose_name_plural = "klasifikasi arsip"
        ordering = ["office", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "code"],
                name="classification_once_per_office",
                violation_error_message="Kode ini sudah ada pada daftar.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} – {self.name}"

    @property
    def kept(self) -> str:
        """Write "2 tahun aktif, 3 tahun inaktif, lalu musnah"."""
        end = self.get_disposition_display().lower()
        return f"{self.active_years} tahun aktif, {self.inactive_years} tahun inaktif, lalu {end}"
