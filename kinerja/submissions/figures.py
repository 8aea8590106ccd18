"""The figures of a submission, the verifier's word on each, and where the finished file was put."""

import datetime as dt

from django.db import models
from django.db.models import Q

from kinerja.indicators.models import Indicator
from kinerja.submissions.models import Submission
from sop.offices.models import Office, Unit, User

LAST_DAY = dt.date.max  # of a retention nobody has computed: such a file is kept


class Figure(models.Model):
    """One indicator of one unit. Definition and target are frozen when the period opens.

    `definition`: name, measure, decimals, direction, formula, aggregation, zero_policy, scale, objective path,
    lowest/highest as text, the rules beside them (see `opening.frozen_definition`; older figures lack the newer keys).
    Where it names a numerator and a denominator, these two are entered and `value` is computed from them. `budget` is
    the pagu of the year, `spent` what was spent of it up to the end of the period.
    `version` counts the changes of this cell, `evidence_version` those of its files: somebody who types while a file is
    added has nothing to merge. Zero is a value; None is "belum diisi".
    """

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="figures", verbose_name="pengajuan"
    )
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="perangkat daerah")
    year = models.PositiveSmallIntegerField("tahun")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="figures", verbose_name="indikator")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="figures", verbose_name="unit")
    order = models.PositiveSmallIntegerField("urutan")
    definition = models.JSONField("definisi beku")
    target = models.DecimalField("target", max_digits=24, decimal_places=6, null=True, blank=True)
    target_lower = models.DecimalField("rentang dari", max_digits=24, decimal_places=6, null=True, blank=True)
    target_upper = models.DecimalField(
        "rentang sampai", max_digits=24, decimal_places=6, null=True, blank=True
    )
    value = models.DecimalField("realisasi", max_digits=24, decimal_places=6, null=True, blank=True)
    numerator = models.DecimalField("pembilang", max_digits=24, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField("penyebut", max_digits=24, decimal_places=6, null=True, blank=True)
    budget = models.DecimalField("pagu", max_digits=20, decimal_places=2, null=True, blank=True)
    spent = models.DecimalField("realisasi anggaran", max_digits=24, decimal_places=6, null=True, blank=True)
    no_data = models.BooleanField("tidak ada data", default=False)
    no_data_reason = models.CharField("alasan tidak ada data", max_length=250, blank=True)
    explanation = models.TextField("penjelasan", blank=True)
    helped = models.TextField("faktor pendorong", blank=True)
    hindered = models.TextField("faktor penghambat", blank=True)
    follow_up = models.TextField("tindak lanjut", blank=True)
    achievement = models.DecimalField("capaian (%)", max_digits=24, decimal_places=6, null=True, blank=True)
    achievement_note = models.CharField("catatan capaian", max_length=120, blank=True)
    version = models.PositiveIntegerField("versi isian", default=0)
    evidence_version = models.PositiveIntegerField("versi bukti dukung", default=0)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="diisi oleh"
    )
    entered_at = models.DateTimeField("diisi pada", null=True, blank=True)

    class Meta:
        verbose_name = "angka"
        verbose_name_plural = "angka"
        ordering = ["submission", "order", "unit"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "indicator", "unit"], name="figure_once_per_submission"
            ),
            models.CheckConstraint(
                condition=Q(no_data=False) | (Q(value=None) & ~Q(no_data_reason="")),
                name="no_data_owes_a_reason",
                violation_error_message="Tulis alasan mengapa tidak ada data.",
            ),
            models.CheckConstraint(
                condition=Q(denominator=None) | Q(denominator__gt=0),
                name="denominator_is_above_zero",
                violation_error_message="Penyebut harus lebih besar daripada 0.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.definition.get('name', '')} – {self.unit}"

    @property
    def filled(self) -> bool:
        """A value, zero included, or the statement that there is no data."""
        return self.value is not None or self.no_data


class Disposition(models.TextChoices):
    DESTROY = "destroy", "Musnah"
    PERMANENT = "permanent", "Permanen"
    REVIEW = "review", "Dinilai kembali"


class Judgement(models.Model):
    """The word of an official on one row at one version of it and of its evidence, in one round.

    A return keeps it for rows that did not change.

    An objection is the row's remark ("catatan") that goes back to the unit with the return, and opens a thread there.
    """

    figure = models.ForeignKey(Figure, models.PROTECT, related_name="judgements", verbose_name="baris")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="perangkat daerah")
    version = models.PositiveIntegerField("versi isian")
    round = models.PositiveSmallIntegerField("putaran", default=1)
    evidence_version = models.PositiveIntegerField("versi bukti dukung", default=0)
    agreed = models.BooleanField("sesuai")
    note = models.TextField("catatan", blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="oleh")
    at = models.DateTimeField("waktu")

    class Meta:
        verbose_name = "penilaian baris"
        verbose_name_plural = "penilaian baris"
        ordering = ["figure", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "version", "evidence_version", "round", "by"],
                name="one_judgement_per_version_round_and_person",
            ),
            models.CheckConstraint(
                condition=Q(agreed=True) | ~Q(note=""),
                name="objection_owes_a_note",
                violation_error_message="Tulis catatan untuk baris yang perlu perbaikan.",
            ),
        ]

    def __str__(self) -> str:
        return "Sesuai" if self.agreed else f"Perlu perbaikan: {self.note[:60]}"

    def holds_for(self, figure: Figure) -> bool:
        """Whether neither the row nor its evidence has changed since."""
        return (self.version, self.evidence_version) == (figure.version, figure.evidence_version)


class Reply(models.Model):
    """What the unit answers to an objection; changing the figure is an answer too, and needs no row here."""

    judgement = models.ForeignKey(
        Judgement, models.PROTECT, related_name="replies", verbose_name="catatan pemeriksa"
    )
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="perangkat daerah")
    text = models.TextField("tanggapan")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="oleh")
    at = models.DateTimeField("waktu")

    class Meta:
        verbose_name = "tanggapan"
        verbose_name_plural = "tanggapan"
        ordering = ["judgement", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="a_reply_says_something",
                violation_error_message="Tulis tanggapan Anda.",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]


class ArchiveRecord(models.Model):
    """Where the file lies and how long it is kept. "Diarsipkan" means filed; only a berita acara destroys.

    `active_until`, `inactive_until`: the last days of its retention (see `submissions.filing`). `signer`, `units`
    ("|Bidang A|Bidang B|") and `search` (words in small letters) repeat what stands elsewhere, so that a search reads
    this table alone; `manage.py reindex_archive` writes them anew. `destroyed` names the berita acara, "" while the
    bytes are kept.
    """

    submission = models.OneToOneField(
        Submission, models.PROTECT, related_name="filing", verbose_name="pengajuan"
    )
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="perangkat daerah")
    classification = models.CharField("kode klasifikasi", max_length=40)
    classified_as = models.CharField("isi menurut klasifikasi", max_length=120, blank=True)
    number = models.CharField("nomor arsip", max_length=80, blank=True)
    location = models.CharField("lokasi simpan", max_length=200)
    active_years = models.PositiveSmallIntegerField("retensi aktif (tahun)", default=2)
    inactive_years = models.PositiveSmallIntegerField("retensi inaktif (tahun)", default=3)
    disposition = models.CharField(
        "nasib akhir", max_length=10, choices=Disposition, default=Disposition.DESTROY
    )
    filed_at = models.DateTimeField("diarsipkan")
    active_until = models.DateField("aktif sampai", default=LAST_DAY)
    inactive_until = models.DateField("inaktif sampai", default=LAST_DAY)
    signer = models.CharField("penandatangan", max_length=250, blank=True)
    units = models.TextField("unit", blank=True)
    search = models.TextField("kata pencarian", blank=True)
    destroyed = models.CharField("dimusnahkan dengan", max_length=200, blank=True)

    class Meta:
        verbose_name = "catatan arsip"
        verbose_name_plural = "catatan arsip"
        ordering = ["-filed_at"]
        indexes = [
            models.Index(fields=["office", "-filed_at"], name="archive_newest_first"),
            models.Index(
                fields=["office", "inactive_until"],
                condition=Q(disposition="destroy", destroyed=""),
                name="archive_to_be_destroyed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.classification} {self.number}".strip()
