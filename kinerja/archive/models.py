"""Destroying archives: what is proposed, by whom, and the berita acara without which nothing is destroyed."""

from django.db import models
from django.db.models import F, Q

from kinerja.common.blobs import path_of
from kinerja.submissions.figures import ArchiveRecord
from sop.offices.models import Office, User

FOLDER = "disposals"


class State(models.TextChoices):
    PROPOSED = "proposed", "Diusulkan"
    CANCELLED = "cancelled", "Dibatalkan"
    DONE = "done", "Dimusnahkan"


class Disposal(models.Model):
    """A proposal to destroy (usul musnah), and after it the berita acara. Once recorded it cannot be taken back.

    `proposed_as`, `recorded_as`: name and post as they were. `members`: one member of the panel a line. `number`,
    `dated` and `scan` (sha256 of the signed PDF) belong to the berita acara.
    """

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="disposals", verbose_name="perangkat daerah"
    )
    state = models.CharField("keadaan", max_length=10, choices=State, default=State.PROPOSED)
    members = models.TextField("panitia penilai")
    note = models.TextField("pertimbangan", blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="diusulkan oleh")
    proposed_as = models.CharField("pengusul", max_length=250)
    proposed_at = models.DateTimeField("diusulkan pada")
    number = models.CharField("nomor berita acara", max_length=80, blank=True)
    dated = models.DateField("tanggal berita acara", null=True, blank=True)
    scan = models.CharField("sha256 pindaian", max_length=64, blank=True)
    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dicatat oleh"
    )
    recorded_as = models.CharField("pencatat", max_length=250, blank=True)
    recorded_at = models.DateTimeField("dicatat pada", null=True, blank=True)

    class Meta:
        verbose_name = "usul musnah"
        verbose_name_plural = "usul musnah"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["office", "-id"], name="disposals_newest_first")]
        constraints = [
            models.CheckConstraint(
                condition=Q(recorded_by=None) | ~Q(recorded_by=F("proposed_by")) | ~Q(state="done"),
                name="nobody_destroys_what_he_proposed",
                violation_error_message="Berita acara dicatat oleh orang lain, bukan pengusulnya.",
            ),
            models.CheckConstraint(
                condition=~Q(state="done")
                | (~Q(number="") & Q(dated__isnull=False) & ~Q(scan="") & Q(recorded_by__isnull=False)),
                name="destroyed_only_with_a_berita_acara",
            ),
        ]

    def __str__(self) -> str:
        return f"Usul musnah {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == State.PROPOSED

    @property
    def scan_path(self) -> str:
        """Where the signed berita acara lies, relative to MEDIA_ROOT."""
        return path_of(self.scan, folder=FOLDER, ending="pdf")


class DisposalItem(models.Model):
    """A file on the list of a proposal. `live` is false once the proposal was cancelled."""

    disposal = models.ForeignKey(Disposal, models.PROTECT, related_name="items", verbose_name="usul musnah")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="perangkat daerah")
    record = models.ForeignKey(
        ArchiveRecord, models.PROTECT, related_name="disposals", verbose_name="catatan arsip"
    )
    live = models.BooleanField("berlaku", default=True)

    class Meta:
        verbose_name = "isi usul musnah"
        verbose_name_plural = "isi usul musnah"
        ordering = ["disposal", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(live=True),
                name="a_file_is_proposed_once",
                violation_error_message="Berkas ini sudah ada pada usul lain.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.record}"
