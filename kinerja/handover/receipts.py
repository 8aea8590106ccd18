"""Receipts of other applications: written by hand after the upload there, never by this application itself."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from kinerja.submissions.models import Submission
from sop.offices.models import Office, User

FOLDER = "receipts"


class Receipt(models.Model):
    """A further record of a hand-over, beside what the step of the SOP recorded. It does not change; another may replace it.

    `sha256` and `path` are those of the picture or PDF of the receipt, "" without one. `recorded_as`: name and post as they were.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="perangkat daerah")
    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="receipts", verbose_name="pengajuan"
    )
    application = models.CharField("aplikasi", max_length=80)
    date = models.DateField("tanggal input")
    officer = models.CharField("petugas yang menginput", max_length=120)
    number = models.CharField("nomor tanda terima", max_length=120, blank=True)
    note = models.TextField("catatan", blank=True)
    name = models.CharField("nama berkas", max_length=200, blank=True)
    path = models.CharField("berkas", max_length=200, blank=True)
    sha256 = models.CharField("sha256 berkas", max_length=64, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="menggantikan"
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="dicatat oleh")
    recorded_as = models.CharField("pencatat", max_length=320)
    at = models.DateTimeField("dicatat pada")

    class Meta:
        verbose_name = "tanda terima"
        verbose_name_plural = "tanda terima"
        ordering = ["submission", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(number="") | ~Q(sha256=""),
                name="a_receipt_has_a_number_or_a_picture",
                violation_error_message="Isi nomor tanda terima atau unggah gambarnya.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.number}".strip()

    def get_absolute_url(self) -> str:
        return reverse("handover:file", args=[self.submission_id])

    def told(self) -> dict[str, object]:
        """What the history says of it; with who recorded it, its event is complete."""
        return {
            "receipt": self.pk, "application": self.application, "date": self.date.isoformat(), "officer": self.officer,
            "number": self.number, "note": self.note, "file": self.name, "sha256": self.sha256, "replaces": self.replaces_id,
        }  # fmt: skip
