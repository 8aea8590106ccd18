"""A case on its way through a published SOP."""

import datetime as dt
import json
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from sop.ledger.models import Event
from sop.offices.models import Appointment, Office, Unit, User
from sop.procedures.models import Publication
from sop.procedures.steps import Step

ENDED_EARLY = "withdraw"  # the kind of event that closes a run before its time (`ending.py`)


class RunQuerySet(models.QuerySet["Run"]):
    def visible_to(self, user: User, day: dt.date) -> Self:
        """Runs of the offices where this person serves on that day."""
        return self.filter(office__in=offices_of(user, day))


def offices_of(user: User, day: dt.date) -> models.QuerySet[Office]:
    """Offices where the person holds a post on that day; a superuser may look into all, and act in none."""
    if user.is_superuser:
        return Office.objects.all()
    appointments = user.appointments.on(day)
    return Office.objects.filter(positions__appointments__in=appointments).distinct()


class Run(models.Model):
    """Berkas berjalan. `marking` is the position in the graph, `seq` and `head` the end of its chain of events.

    marking: list of {"id": StepRun pk or null while waiting, "step": place, "unit": unit pk or null,
    "seq": last event that concerns it, "waiting": bool}.
    units: {place of a per-unit step: [unit pk, ...]}, settled when the run starts.
    returning: {"units": [...], "reason": ...} from the act of return until its units are reopened, else {}.
    not_before: the moment before which nobody could have filled: calendar dates that ended earlier bind nobody.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="runs", verbose_name="perangkat daerah")
    publication = models.ForeignKey(
        Publication, models.PROTECT, related_name="runs", verbose_name="naskah SOP"
    )
    year = models.PositiveSmallIntegerField("tahun")
    title = models.CharField("judul", max_length=250)
    period_end = models.DateField("akhir periode", null=True, blank=True)
    seq = models.PositiveIntegerField("nomor peristiwa terakhir", default=0)
    head = models.CharField("hash peristiwa terakhir", max_length=64, blank=True)
    units = models.JSONField("unit per langkah", default=dict)
    marking = models.JSONField("posisi", default=list)
    returning = models.JSONField("pengembalian berjalan", default=dict, blank=True)
    round = models.PositiveSmallIntegerField("putaran", default=1)
    not_before = models.DateTimeField("dapat diisi sejak", null=True, blank=True)
    opened_at = models.DateTimeField("dibuka")
    closed_at = models.DateTimeField("ditutup", null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = "berkas berjalan"
        verbose_name_plural = "berkas berjalan"
        ordering = ["-opened_at", "-id"]
        indexes = [
            models.Index(fields=["office", "-opened_at", "-id"], name="runs_of_an_office_newest_first")
        ]

    def __str__(self) -> str:
        return self.title

    def places(self) -> list[dict[str, Any]]:
        """Open places of the marking, those waiting at a join left out."""
        return [place for place in self.marking if not place["waiting"]]


class StepRunQuerySet(models.QuerySet["StepRun"]):
    def open(self) -> Self:
        return self.filter(closed_at=None)

    def with_deed(self) -> Self:
        """With the text of the event that closed each step, from which `closed_name` reads."""
        deeds = Event.objects.filter(
            run=OuterRef("run"), at=OuterRef("closed_at"), user=OuterRef("closed_by")
        )
        return self.annotate(deed=Subquery(deeds.order_by("-seq").values("text")[:1]))

    def for_person(self, user: User, day: dt.date) -> Self:
        """Open steps this person may do today: the column is bound to a post he holds, and the unit is that post's.

        A step that was assigned belongs to the one it was assigned to, as long as he serves in the office.
        """
        of_column = self._unassigned().filter(
            Q(unit=None) | Q(unit=F("step__step_actors__actor__bindings__position__unit")),
            step__step_actors__role="performs",
            step__step_actors__actor__bindings__position__appointments__in=user.appointments.on(day),
        )
        assigned = StepRunAssignment.objects.serving(day).filter(user=user)
        mine = of_column.order_by().values("pk").union(assigned.order_by().values("step_run"))
        return self.open().filter(pk__in=mine)

    def without_performer(self, day: dt.date) -> Self:
        """Open steps that nobody may do today: vacant post, account switched off, or the one assigned has left."""
        held = Appointment.objects.on(day).filter(
            position__bindings__actor__step_actors__step=OuterRef("step"),
            position__bindings__actor__step_actors__role="performs",
        )
        of_unit = held.filter(position__unit=OuterRef("unit"))
        serving = StepRunAssignment.objects.serving(day).filter(step_run=OuterRef("pk"))
        assigned = StepRunAssignment.objects.filter(step_run=OuterRef("pk"), ended_at=None)
        vacant = Q(Q(unit=None) & ~Exists(held)) | Q(Q(unit__isnull=False) & ~Exists(of_unit))
        return self.open().exclude(Exists(serving)).filter(Exists(assigned) | vacant)

    def _unassigned(self) -> Self:
        return self.open().exclude(
            Exists(StepRunAssignment.objects.filter(step_run=OuterRef("pk"), ended_at=None))
        )


class Outcome(models.TextChoices):
    OPEN = "", "Berjalan"
    DONE = "done", "Selesai"
    RETURNED = "returned", "Dikembalikan"
    WITHDRAWN = "withdrawn", "Ditarik"


class StepRun(models.Model):
    """One opening of a step, for one unit where the step is done per unit. The deadline is computed once, at opening."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="step_runs", verbose_name="berkas")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="perangkat daerah")
    step = models.ForeignKey(Step, models.PROTECT, related_name="step_runs", verbose_name="langkah")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="step_runs", verbose_name="unit"
    )
    round = models.PositiveSmallIntegerField("putaran", default=1)
    opened_at = models.DateTimeField("dibuka")
    opens_at = models.DateTimeField("dapat dikerjakan mulai", null=True, blank=True)
    due_at = models.DateTimeField("tenggat", null=True, blank=True)
    due_note = models.CharField("catatan tenggat", max_length=120, blank=True)
    seen_at = models.DateTimeField("pertama dibuka pelaksananya", null=True, blank=True)
    closed_at = models.DateTimeField("selesai", null=True, blank=True)
    outcome = models.CharField("hasil", max_length=10, choices=Outcome, blank=True, default=Outcome.OPEN)
    label = models.CharField("jalur", max_length=60, blank=True)
    outside_flow = models.BooleanField("di luar alur tertulis", default=False)
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dikerjakan oleh"
    )
    closed_as = models.CharField("sebagai", max_length=250, blank=True)
    note = models.TextField("catatan", blank=True)
    record = models.JSONField("pencatatan", default=dict, blank=True)

    objects = StepRunQuerySet.as_manager()
    deed: str | None = None

    class Meta:
        verbose_name = "pelaksanaan langkah"
        verbose_name_plural = "pelaksanaan langkah"
        ordering = ["run", "opened_at", "id"]
        indexes = [
            models.Index(
                fields=["office", "due_at"], condition=Q(closed_at=None), name="open_steps_by_deadline"
            ),
            models.Index(fields=["office", "-closed_at", "-id"], name="steps_that_ended_newest_first"),
        ]
        constraints = [
            models.UniqueConstraint(
                "run",
                "step",
                Coalesce("unit", 0),
                condition=Q(closed_at=None),
                name="one_open_step_run_per_step_and_unit",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="closed_step_run_has_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run} – {self.step}"

    @property
    def closed_name(self) -> str:
        """Who closed it, called as on that day; "" for an open step. Of a row fetched by `with_deed()`."""
        return str(json.loads(self.deed)["by"]["name"]) if self.deed else ""


class StepRunAssignmentQuerySet(models.QuerySet["StepRunAssignment"]):
    def serving(self, day: dt.date) -> Self:
        """Those in force of people who hold a post in the office of the file that day."""
        posts = Appointment.objects.on(day).filter(user=OuterRef("user"), position__office=OuterRef("office"))
        return self.filter(Exists(posts), ended_at=None)


class StepRunAssignment(models.Model):
    """An open step given to a named person, with a reason; while it stands, the step is his and not its column's.

    `capacity` is how the step will be told and printed. It ends when it is withdrawn or replaced, or with the step.
    """

    step_run = models.ForeignKey(
        StepRun, models.PROTECT, related_name="assignments", verbose_name="pelaksanaan langkah"
    )
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="perangkat daerah")
    user = models.ForeignKey(User, models.PROTECT, related_name="assigned_steps", verbose_name="pegawai")
    capacity = models.CharField("sebagai", max_length=250)
    reason = models.TextField("alasan")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="ditugaskan oleh")
    at = models.DateTimeField("waktu")
    ended_at = models.DateTimeField("berakhir", null=True, blank=True)

    objects = StepRunAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "penugasan langkah"
        verbose_name_plural = "penugasan langkah"
        ordering = ["step_run", "at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["step_run"], condition=Q(ended_at=None), name="one_assignment_per_step_run"
            )
        ]

    def __str__(self) -> str:
        return f"{self.step_run} – {self.user}"
