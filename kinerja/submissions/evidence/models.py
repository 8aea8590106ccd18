"""A file that supports a figure. It is marked as removed, never deleted: what was once shown stays provable."""

from django.db import models
from django.db.models import Q

from kinerja.common.blobs import path_of
from kinerja.submissions.figures import Figure
from sop.offices.models import Office, User

FOLDER = "evidence"


class Kind(models.TextChoices):
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "XLSX"
    JPG = "jpg", "JPG"
    PNG = "png", "PNG"


MEDIA_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.JPG: "image/jpeg",
    Kind.PNG: "image/png",
}
_ICONS = {Kind.PDF: "pdf", Kind.XLSX: "sheet", Kind.JPG: "attachment", Kind.PNG: "attachment"}


class Evidence(models.Model):
    """The bytes lie in the storage under `sha256`, exactly as uploaded; several rows may name the same bytes.

    `destroyed` names the berita acara by which this file was destroyed; the row stays.
    """

    figure = models.ForeignKey(Figure, models.PROTECT, related_name="evidence", verbose_name="baris")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="perangkat daerah")
    name = models.CharField("nama berkas", max_length=150)
    kind = models.CharField("jenis", max_length=4, choices=Kind)
    size = models.PositiveIntegerField("ukuran (bita)")
    sha256 = models.CharField("sha256 berkas", max_length=64, db_index=True)
    caption = models.CharField("keterangan", max_length=200, blank=True)
    dated = models.DateField("tanggal dokumen", null=True, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="diunggah oleh")
    added_at = models.DateTimeField("diunggah pada")
    removed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dihapus oleh"
    )
    removed_at = models.DateTimeField("dihapus pada", null=True, blank=True)
    destroyed = models.CharField("dimusnahkan dengan", max_length=200, blank=True)

    class Meta:
        verbose_name = "bukti dukung"
        verbose_name_plural = "bukti dukung"
        ordering = ["figure", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "sha256"],
                condition=Q(removed_at=None),
                name="the_same_bytes_once_per_row",
                violation_error_message="Berkas yang sama sudah terlampir pada baris ini.",
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="evidence_is_not_empty"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="evidence_is_of_a_known_kind"),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="removed_by_somebody_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Where the bytes lie, relative to MEDIA_ROOT."""
        return path_of(self.sha256, folder=FOLDER, ending=self.kind)

    @property
    def removed(self) -> bool:
        return self.removed_at is not None

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[Kind(self.kind)]

    @property
    def icon(self) -> str:
        return _ICONS[Kind(self.kind)]

    @property
    def shows(self) -> str:
        """How a browser can show it beside the row: "frame", "image", or "" where it can only be downloaded."""
        return {Kind.XLSX: "", Kind.PDF: "frame"}.get(Kind(self.kind), "image")
