"""Signed papers as they were signed: bytes in the storage under their sha256, the facts for the public page here."""

from django.db import models

from sop.offices.models import Office


class SignedDocument(models.Model):
    """A report at the moment of its signature. Never rendered again; a newer revision supersedes it, both stay.

    signers: list of {"act": "verify"|"paraf"|"sign", "name", "nip", "capacity", "at" (ISO)} in the order of the acts.
    facts: five figures to compare with the printed paper, list of [label, text].
    """

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="documents", verbose_name="perangkat daerah"
    )
    code = models.CharField("kode periksa", max_length=8, unique=True)
    title = models.CharField("judul", max_length=250)
    period = models.CharField("periode", max_length=60)
    sha256 = models.CharField("sha256 berkas", max_length=64)
    size = models.PositiveIntegerField("ukuran (bita)")
    path = models.CharField("berkas", max_length=200)
    data_hash = models.CharField("sha256 data", max_length=64)
    signed_at = models.DateTimeField("ditandatangani")
    signers = models.JSONField("penanda tangan")
    facts = models.JSONField("angka pembanding", default=list)
    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name="menggantikan",
    )

    class Meta:
        verbose_name = "dokumen bertanda tangan"
        verbose_name_plural = "dokumen bertanda tangan"
        ordering = ["-signed_at"]
        indexes = [models.Index(fields=["sha256"], name="document_by_its_bytes")]

    def __str__(self) -> str:
        return f"{self.title} [{self.code}]"
