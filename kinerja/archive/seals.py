"""What a bundle is held to: the timestamp it was given, and the printed sheet of the SOP as it went in first."""

from django.db import models

from kinerja.submissions.models import Submission
from sop.offices.models import Office
from sop.procedures.models import Publication


class Seal(models.Model):
    """The timestamp (RFC 3161) over a bundle, kept once: made again from the same content, it is the same file.

    `manifest`: sha256 of its tagmanifest-sha256.txt, and so of every byte of it. `submission` is null for a year.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="perangkat daerah")
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, blank=True, related_name="seals", verbose_name="pengajuan"
    )
    name = models.CharField("arsip", max_length=120)
    manifest = models.CharField("sha256 manifes", max_length=64, unique=True)
    stamp = models.BinaryField("stempel waktu")
    sealed_at = models.DateTimeField("disegel")

    class Meta:
        verbose_name = "segel arsip"
        verbose_name_plural = "segel arsip"
        ordering = ["-sealed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.name} · {self.manifest[:12]}"


class KeptSheet(models.Model):
    """The printed sheet of a published SOP as the first bundle took it: another renderer would draw other bytes."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="perangkat daerah")
    publication = models.ForeignKey(
        Publication, models.PROTECT, related_name="kept_sheets", verbose_name="penerbitan"
    )
    paper = models.CharField("kertas", max_length=10)
    sha256 = models.CharField("sha256 berkas", max_length=64)
    path = models.CharField("berkas", max_length=200)
    kept_at = models.DateTimeField("disimpan", auto_now_add=True)

    class Meta:
        verbose_name = "lembar SOP tersimpan"
        verbose_name_plural = "lembar SOP tersimpan"
        ordering = ["publication", "paper"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "paper"], name="a_sheet_is_kept_once_per_paper")
        ]

    def __str__(self) -> str:
        return f"{self.publication} · {self.paper}"
