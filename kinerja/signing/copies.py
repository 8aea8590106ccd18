"""What comes back from the printer: the scan of a wet-signed paper, or the file as somebody signed it elsewhere."""

from django.db import models

from sop.offices.models import Office


class SignedCopy(models.Model):
    """Kept as it came, under its sha256, and never changed; a better scan is one more row.

    `is_same_paper`: our own file, with signatures of others inside; else a scan, which proves nothing by itself.
    """

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="signed_copies", verbose_name="perangkat daerah"
    )
    document = models.ForeignKey(
        "kinerja.SignedDocument", models.PROTECT, related_name="copies", verbose_name="dokumen"
    )
    name = models.CharField("nama berkas", max_length=150)
    sha256 = models.CharField("sha256 berkas", max_length=64)
    size = models.PositiveIntegerField("ukuran (bita)")
    path = models.CharField("berkas", max_length=200)
    is_same_paper = models.BooleanField("isinya naskah kami", default=False)
    added_by = models.CharField("diunggah oleh", max_length=250)
    added_at = models.DateTimeField("diunggah")

    class Meta:
        verbose_name = "salinan bertanda tangan basah"
        verbose_name_plural = "salinan bertanda tangan basah"
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "sha256"],
                name="a_copy_is_kept_once",
                violation_error_message="Berkas yang sama persis sudah diunggah.",
            )
        ]

    def __str__(self) -> str:
        return self.name
