"""Signed papers as they were signed: bytes in the storage under their sha256, the facts for the public page here."""

from django.db import models

from kinerja.signing.certificates import Certificate
from kinerja.signing.copies import SignedCopy
from kinerja.signing.setups import SignerIdentity, SigningSetup
from sop.offices.models import Office

__all__ = [
    "Certificate",
    "Kind",
    "Manuscript",
    "SignedCopy",
    "SignedDocument",
    "SignerIdentity",
    "SigningSetup",
]


class Kind(models.TextChoices):
    """What kind of signature the head's is."""

    SYSTEM = "system", "Disetujui dalam sistem"
    LOCAL = "local", "Sertifikat kantor"
    BSRE = "bsre", "Sertifikat BSrE"
    RECORD = "record", "Tanda tangan basah"


class Manuscript(models.Model):
    """A report on its way from the first paraf to the signature: rendered once, then only signatures are appended.

    `boxes`: [page, left, bottom, right, top] in points of each signature field. `revisions`: for each state of the
    file {"size", "sha256", "field", "name", "at", "serial"}; every earlier state is a prefix of the later ones, except
    before one that says "rewritten" (a service wrote an unsigned file anew). "mark" is the name of the field in the
    file where a service gave it another. `plan`: who signs and who initials, as decided at the freeze.
    """

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="manuscripts", verbose_name="perangkat daerah"
    )
    code = models.CharField("kode periksa", max_length=8, unique=True)
    sha256 = models.CharField("sha256 berkas", max_length=64)
    size = models.PositiveIntegerField("ukuran (bita)")
    path = models.CharField("berkas", max_length=200)
    data_hash = models.CharField("sha256 data", max_length=64)
    boxes = models.JSONField("kotak tanda tangan")
    revisions = models.JSONField("keadaan berkas", default=list)
    plan = models.CharField("penanda tangan", max_length=25, default="local+local")

    class Meta:
        verbose_name = "naskah berparaf"
        verbose_name_plural = "naskah berparaf"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.code

    @property
    def filled(self) -> set[str]:
        """Names of the fields that carry a signature."""
        return {row["field"] for row in self.revisions if row["field"]}


class SignedDocument(models.Model):
    """A report at the moment of its signature. Never rendered again; a newer revision supersedes it, both stay.

    signers: list of {"act": "verify"|"paraf"|"sign", "name", "nip", "capacity", "at" (ISO), "serial"} in the order of
    the acts; `serial` is the certificate whose signature is in the file, "" where the act is in the ledger alone.
    revisions: as in Manuscript, the last one is the whole file; empty where the file carries no signature.
    facts: five figures to compare with the printed paper, list of [label, text].
    destroyed: the berita acara by which the bytes were destroyed, "" while they are kept; this row stays.
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
    kind = models.CharField("jenis tanda tangan", max_length=10, choices=Kind, default=Kind.SYSTEM)
    revisions = models.JSONField("keadaan berkas", default=list, blank=True)
    destroyed = models.CharField("dimusnahkan dengan", max_length=200, blank=True)
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

    @property
    def listed_copies(self) -> list[SignedCopy]:
        """What came back from the printer, newest first; asked only where a pen signed. One query."""
        return list(self.copies.all()) if self.kind == Kind.RECORD else []
