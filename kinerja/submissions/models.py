"""A submission: the figures of an office for a period, on their way through the office's SOP."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import FSMField, FSMModelMixin, transition

from kinerja.periods.models import Obligation, Period
from kinerja.signing.models import Manuscript, SignedDocument
from kinerja.submissions.gate import inside_act
from sop.offices.models import Office, User
from sop.runs.models import Run, offices_of


class Status(models.TextChoices):
    DRAFT = "draft", "Draf"
    VERIFIED = "verified", "Terverifikasi"
    PARAF = "paraf", "Diparaf"
    SIGNED = "signed", "Ditandatangani"
    ARCHIVED = "archived", "Diarsipkan"


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, user: User, day: dt.date) -> Self:
        """Submissions of the offices where this person serves on that day."""
        return self.filter(office__in=offices_of(user, day))

    def standing(self) -> Self:
        """Without the corrections that were taken back: those that say what holds, or what will."""
        return self.filter(withdrawn_at=None)


class Submission(FSMModelMixin, models.Model):
    """Status is written by `submissions.actions.act()` alone and equals the phase of the run's position.

    `snapshot` is the canonical JSON frozen at verification (what is initialled and signed), `data_hash` its sha256;
    both are empty while figures may change. `entrants` lists the pk of everyone who ever entered a figure here.
    `withdrawn_at`: a correction begun by mistake was taken back (`taking_back.py`). It stays a draft for good, its
    run is closed, and its number is not given again.
    """

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="submissions", verbose_name="perangkat daerah"
    )
    obligation = models.ForeignKey(
        Obligation, models.PROTECT, related_name="submissions", verbose_name="kewajiban lapor"
    )
    period = models.ForeignKey(Period, models.PROTECT, related_name="submissions", verbose_name="periode")
    revision = models.PositiveSmallIntegerField("revisi", default=1)
    run = models.OneToOneField(Run, models.PROTECT, related_name="submission", verbose_name="berkas berjalan")
    status = FSMField("status", default=Status.DRAFT, choices=Status, protected=True)
    narrative = models.TextField("uraian laporan", blank=True)
    snapshot = models.TextField("salinan beku", blank=True)
    data_hash = models.CharField("sha256 data", max_length=64, blank=True)
    entrants = models.JSONField("pengisi", default=list, blank=True)
    document = models.OneToOneField(
        SignedDocument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="submission",
        verbose_name="dokumen",
    )
    manuscript = models.OneToOneField(
        Manuscript,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="submission",
        verbose_name="naskah berparaf",
    )
    replaces = models.ForeignKey(
        SignedDocument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name="menggantikan dokumen",
    )
    reason = models.TextField("alasan revisi", blank=True)
    withdrawn_at = models.DateTimeField("ditarik kembali", null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "pengajuan"
        verbose_name_plural = "pengajuan"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["office", "-id"], name="submissions_newest_first"),
            models.Index(fields=["office", "status", "-id"], name="submissions_by_status"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "period", "revision"],
                name="one_submission_per_period_and_revision",
                violation_error_message="Berkas untuk periode ini sudah dimulai.",
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=Q(replaces__isnull=False, withdrawn_at=None),
                name="one_correction_per_document",
                violation_error_message="Dokumen ini sudah diperbaiki.",
            ),
            models.CheckConstraint(
                condition=Q(revision=1) | ~Q(reason=""),
                name="a_correction_says_why",
                violation_error_message="Tulis alasan perbaikan.",
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="status_is_one_of_five"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(status="draft", replaces__isnull=False),
                name="only_a_draft_correction_is_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | ~Q(data_hash=""), name="beyond_draft_the_data_is_frozen"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "verified", "paraf"], document=None)
                | Q(status__in=["signed", "archived"], document__isnull=False),
                name="signed_means_there_is_a_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run.title}"

    def get_absolute_url(self) -> str:
        return reverse("submissions:detail", args=[self.pk])

    @property
    def manuscript_sha256(self) -> str:
        """The state of the paper under way; "" where nobody has signed in it."""
        return self.manuscript.sha256 if self.manuscript else ""

    @transition(field=status, source=Status.DRAFT, target=Status.VERIFIED, conditions=[inside_act])
    def verify(self) -> None:
        """The figures have been checked; from here on they are frozen."""

    @transition(
        field=status, source=[Status.VERIFIED, Status.PARAF], target=Status.PARAF, conditions=[inside_act]
    )
    def paraf(self) -> None:
        """An official has put initials under the verified draft; a second one stays here (Musi Rawas 8)."""

    @transition(
        field=status, source=[Status.VERIFIED, Status.PARAF], target=Status.SIGNED, conditions=[inside_act]
    )
    def sign(self) -> None:
        """The head of the office has signed. An SOP without paraf goes here straight from verification."""

    @transition(field=status, source=Status.SIGNED, target=Status.ARCHIVED, conditions=[inside_act])
    def archive(self) -> None:
        """Filed; nothing is open any more."""

    @transition(
        field=status,
        source=[Status.DRAFT, Status.VERIFIED, Status.PARAF],
        target=Status.DRAFT,
        conditions=[inside_act],
    )
    def revise(self) -> None:
        """Returned for correction (dikembalikan)."""
