"""Papers of a file, and the register from which they take their numbers. Nothing here is ever deleted."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from kinerja.common.blobs import path_of
from kinerja.letters.kinds import LetterKind, NumberKind, is_numbered
from kinerja.letters.patterns import STANDARD, Parts, write_number
from kinerja.submissions.models import Submission
from sop.offices.models import Office, User
from sop.runs.models import offices_of

FOLDER = "letters"
LONGEST = 120  # characters of a number


class State(models.TextChoices):
    DRAFT = "draft", "Draf"
    ISSUED = "issued", "Diterbitkan"
    CANCELLED = "cancelled", "Batal"


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, user: User, day: dt.date) -> Self:
        """Papers of the offices where this person serves on that day."""
        return self.filter(office__in=offices_of(user, day))


class Letter(models.Model):
    """A paper of a file. `content`: field → text as typed (`kinerja.letters.fields`); frozen with its PDF when issued.

    `number` is the number as printed or given afterwards, "" where there is none (yet). `replaces` is the paper that
    this one corrects. `version` counts the saved changes of the draft.
    """

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="letters", verbose_name="perangkat daerah"
    )
    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="letters", verbose_name="pengajuan"
    )
    kind = models.CharField("jenis", max_length=16, choices=LetterKind)
    step = models.PositiveSmallIntegerField("langkah", null=True, blank=True)
    state = models.CharField("keadaan", max_length=10, choices=State, default=State.DRAFT)
    content = models.JSONField("isi", default=dict)
    version = models.PositiveIntegerField("versi", default=0)
    number = models.CharField("nomor", max_length=LONGEST, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="dibuat oleh")
    made_at = models.DateTimeField("dibuat pada")
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="diubah oleh")
    changed_at = models.DateTimeField("diubah pada")
    issued_at = models.DateTimeField("diterbitkan pada", null=True, blank=True)
    issued_as = models.CharField("diterbitkan oleh", max_length=320, blank=True)
    sha256 = models.CharField("sha256 berkas", max_length=64, blank=True)
    size = models.PositiveIntegerField("ukuran (bita)", default=0)
    cancelled_at = models.DateTimeField("dibatalkan pada", null=True, blank=True)
    cancelled_as = models.CharField("dibatalkan oleh", max_length=320, blank=True)
    reason = models.TextField("alasan batal", blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name="menggantikan"
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "naskah dinas"
        verbose_name_plural = "naskah dinas"
        ordering = ["submission", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=LetterKind.values), name="letter_is_of_a_known_kind"),
            models.CheckConstraint(
                condition=~Q(state="issued") | (~Q(sha256="") & Q(issued_at__isnull=False)),
                name="an_issued_letter_has_its_bytes",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | (Q(state__in=["draft", "issued"]) & Q(cancelled_at=None, reason="")),
                name="cancelled_at_some_time",
            ),
            models.UniqueConstraint(
                fields=["replaces"], condition=~Q(state="cancelled"), name="one_correction_of_a_letter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()

    def get_absolute_url(self) -> str:
        return reverse("letters:letter", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_issued(self) -> bool:
        return self.state == State.ISSUED

    @property
    def path(self) -> str:
        """Where the bytes lie, relative to MEDIA_ROOT."""
        return path_of(self.sha256, folder=FOLDER, ending="pdf")

    @property
    def is_numbered(self) -> bool:
        return is_numbered(self.kind)

    @property
    def subject(self) -> str:
        """What the paper is about, for lists."""
        words = self.content.get("subject") or self.content.get("meeting") or self.content.get("items") or ""
        return str(words).partition("\n")[0].partition(" |")[0]


class Timing(models.TextChoices):
    ON_ISSUE = "issue", "Saat naskah diterbitkan (nomor tercetak)"
    AFTER = "after", "Setelah ditandatangani (nomor hanya di buku dan surat pengantar)"


class NumberScheme(models.Model):
    """How an office numbers one kind. `first` is where the numbers of `first_year` begin; other years begin at 1."""

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="number_schemes", verbose_name="perangkat daerah"
    )
    kind = models.CharField("jenis", max_length=16, choices=NumberKind)
    pattern = models.CharField("susunan nomor", max_length=100, default=STANDARD)
    classification = models.CharField("kode klasifikasi", max_length=30, blank=True)
    unit_code = models.CharField("kode unit", max_length=40, blank=True)
    digits = models.PositiveSmallIntegerField("banyaknya angka nomor urut", default=3)
    first = models.PositiveIntegerField("nomor pertama", default=1)
    first_year = models.PositiveSmallIntegerField("tahun nomor pertama", default=0)
    timing = models.CharField("nomor diberikan", max_length=8, choices=Timing, default=Timing.ON_ISSUE)

    class Meta:
        verbose_name = "penomoran"
        verbose_name_plural = "penomoran"
        ordering = ["office", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["office", "kind"], name="one_number_scheme_per_office_and_kind"),
            models.CheckConstraint(
                condition=Q(digits__gte=1, digits__lte=6, first__gte=1), name="number_scheme_can_count"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.pattern}"

    def beginning(self, year: int) -> int:
        """The first number of that year."""
        return self.first if year == self.first_year else 1

    def written(self, serial: int, day: dt.date, classification: str = "") -> str:
        """The number as it stands on paper."""
        code = classification or self.classification
        return write_number(self.pattern, Parts(serial, day, code, self.unit_code, self.digits))


class NumberSeries(models.Model):
    """The last number given of an office, kind and year: the row that is locked, last of all, to take the next one."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="perangkat daerah")
    kind = models.CharField("jenis", max_length=16, choices=NumberKind)
    year = models.PositiveSmallIntegerField("tahun")
    last = models.PositiveIntegerField("nomor terakhir", default=0)

    class Meta:
        verbose_name = "urutan nomor"
        verbose_name_plural = "urutan nomor"
        ordering = ["office", "kind", "year"]
        constraints = [
            models.UniqueConstraint(fields=["office", "kind", "year"], name="one_series_per_office_kind_year")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"


class Use(models.TextChoices):
    RESERVED = "reserved", "Dipesan"
    ISSUED = "issued", "Dipakai"
    CANCELLED = "cancelled", "Batal"


class RegisterEntry(models.Model):
    """A number in the office's register: reserved, then used or cancelled, never given twice.

    `serial` is null where the office's own book gave the number (`manual`), unless our row of numbers has come to the
    same one. It belongs to a paper (`letter`) or, as number of the signed report, to a file alone.
    """

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="register", verbose_name="perangkat daerah"
    )
    kind = models.CharField("jenis", max_length=16, choices=NumberKind)
    year = models.PositiveSmallIntegerField("tahun")
    serial = models.PositiveIntegerField("nomor urut", null=True, blank=True)
    text = models.CharField("nomor", max_length=LONGEST)
    day = models.DateField("tanggal")
    subject = models.CharField("perihal", max_length=250, blank=True)
    addressee = models.CharField("tujuan", max_length=250, blank=True)
    use = models.CharField("keadaan", max_length=10, choices=Use, default=Use.RESERVED)
    manual = models.BooleanField("dari buku agenda", default=False)
    letter = models.OneToOneField(
        Letter, models.PROTECT, null=True, blank=True, related_name="entry", verbose_name="naskah"
    )
    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="numbers", verbose_name="pengajuan"
    )
    given_as = models.CharField("diambil oleh", max_length=320)
    given_at = models.DateTimeField("diambil pada")
    reason = models.TextField("alasan batal", blank=True)

    class Meta:
        verbose_name = "nomor naskah"
        verbose_name_plural = "buku nomor"
        ordering = ["-id"]
        indexes = [models.Index(fields=["office", "-id"], name="register_newest_first")]
        constraints = [
            models.UniqueConstraint(fields=["office", "kind", "year", "serial"], name="a_serial_is_given_once"),
            models.UniqueConstraint(fields=["office", "kind", "year", "text"], name="a_number_is_given_once"),
            models.UniqueConstraint(
                fields=["submission"], condition=Q(kind="laporan") & ~Q(use="cancelled"),
                name="one_number_per_report",
            ),
            models.CheckConstraint(
                condition=Q(use="cancelled") | Q(reason=""), name="only_a_cancelled_number_has_a_reason"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text
