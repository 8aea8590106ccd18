"""What the pages of one file read besides the file itself; each function is a fixed number of queries."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from kinerja.signing.models import SignedDocument
from kinerja.submissions.case.events import kinds_on
from kinerja.submissions.figures import ArchiveRecord
from kinerja.submissions.models import Submission
from sop.ledger.models import Event
from sop.offices.models import Appointment, AppointmentKind
from sop.procedures.definition import StepDef
from sop.runs.models import Run, StepRun

HEAVY = ("snapshot", "narrative", "entrants")


@dataclass(frozen=True)
class Holder:
    """A person who stands for a column today: `actor` is the place of the column, `unit` that of the post."""

    actor: int
    unit: int | None
    user_id: int
    name: str
    nip: str
    rank: str
    capacity: str
    definitive: bool

    @property
    def told(self) -> str:
        """Write "Sari Rekaan, S.E. (Plh. Sekretaris Dinas)"."""
        return f"{self.name} ({self.capacity})"


@dataclass(frozen=True)
class Holders:
    """Everyone who stands for a column of this SOP today, definitive holders first.

    `serving`: of those to whom an open step of the file was assigned, the ones who hold a post in its office today.
    """

    rows: tuple[Holder, ...]
    serving: frozenset[int] = frozenset()

    def of(self, step: StepDef, unit: int | None = None) -> list[Holder]:
        """Who may do the step for the unit."""
        fitting = [
            row for row in self.rows if row.actor in step.actors and (unit is None or row.unit == unit)
        ]
        return list({row.user_id: row for row in reversed(fitting)}.values())[::-1]

    def at(self, step: StepDef, place: Mapping[str, Any]) -> list[Holder]:
        """Who may do this open place: the one it was assigned to, if he serves today, else its column."""
        assigned = place.get("assigned")
        if assigned is None:
            return self.of(step, place["unit"])
        person = (assigned["name"], assigned["nip"], assigned["rank"], assigned["capacity"])
        there = assigned["user"] in self.serving
        return [Holder(0, place["unit"], assigned["user"], *person, definitive=False)] if there else []

    def besides(self, step: StepDef, unit: int | None, users: Iterable[int]) -> list[Holder]:
        """Who may do the step and is none of these people."""
        left_out = set(users)
        return [row for row in self.of(step, unit) if row.user_id not in left_out]


@dataclass(frozen=True)
class Attached:
    """What has come out of a file: the signed paper, the revision that took its place, where it is filed, what it replaced.

    `correction` is the pk of the next revision while it is not signed, `correction_number` its number; `withdrawn` the
    pk of the latest correction that was taken back. `next_revision` is the number the next one would have.
    """

    document: SignedDocument | None
    newer: Submission | None
    filing: ArchiveRecord | None
    replaces: SignedDocument | None
    correction: int | None = None
    correction_number: int | None = None
    withdrawn: int | None = None
    next_revision: int = 0

    @property
    def stands(self) -> bool:
        """Signed, not replaced, not destroyed, and nobody corrects it."""
        kept = self.document is not None and not self.document.destroyed
        return kept and self.newer is None and self.correction is None


@dataclass(frozen=True)
class Told:
    """An event with its text parsed."""

    event: Event
    data: Mapping[str, Any]


def holders_today(version_id: int, day: dt.date, run: Run | None = None) -> Holders:
    """Who stands for the columns of this version on that day. One query, and one more where steps of `run` are assigned."""
    rows = (
        Appointment.objects.on(day)
        .filter(position__bindings__actor__version=version_id)
        .order_by("position__bindings__actor__order", "position__title", "pk")
        .values_list(
            "position__bindings__actor__order", "position__unit", "user", "user__name", "user__nip", "user__rank",
            "kind", "position__title",
        )
    )  # fmt: skip
    found = [_holder(*row) for row in rows]
    return Holders(tuple(sorted(found, key=lambda holder: not holder.definitive)), _serving(run, day))


def who_else(submission: Submission, step: StepDef, place: Mapping[str, Any]) -> str:
    """Who may do this step today and has entered nothing: "Sari Rekaan, S.E. (Sekretaris Dinas), …". One query."""
    run = submission.run
    day = timezone.now().astimezone(run.office.tz).date()
    holders = holders_today(run.publication.version_id, day)
    return ", ".join(holder.told for holder in holders.besides(step, place["unit"], submission.entrants))


def _serving(run: Run | None, day: dt.date) -> frozenset[int]:
    assigned = (
        {place["assigned"]["user"] for place in run.places() if place.get("assigned")} if run else set()
    )
    if run is None or not assigned:
        return frozenset()
    posts = Appointment.objects.on(day).filter(user__in=assigned, position__office=run.office_id)
    return frozenset(posts.values_list("user", flat=True))


def _holder(
    actor: int, unit: int | None, user: int, name: str, nip: str, rank: str, kind: str, title: str
) -> Holder:
    definitive = kind == AppointmentKind.DEFINITIVE
    capacity = title if definitive else f"{AppointmentKind(kind).label} {title}"
    return Holder(actor, unit, user, name, nip, rank, capacity, definitive)


def step_runs_of(run: Run) -> list[StepRun]:
    """Every opening of every step, oldest first. One query."""
    rows = StepRun.objects.with_deed().filter(run=run).select_related("unit")
    return list(rows.order_by("opened_at", "pk"))


def attached_to(submission: Submission) -> Attached:
    """The papers of a file. One query."""
    newer_file = "document__superseded_by__submission"
    rows = Submission.objects.select_related(newer_file, "filing", "replaces")
    further = Submission.objects.filter(replaces=OuterRef("document"), document=None).order_by("-revision")
    under_way, taken_back = further.standing(), further.exclude(withdrawn_at=None)
    same = Submission.objects.filter(obligation=OuterRef("obligation"), period=OuterRef("period"))
    rows = rows.annotate(
        correction=Subquery(under_way.values("pk")[:1]),
        correction_number=Subquery(under_way.values("revision")[:1]),
        taken_back=Subquery(taken_back.values("pk")[:1]),
        newest=Subquery(same.order_by("-revision").values("revision")[:1]),
    )
    row: Any = rows.defer(*HEAVY, *(f"{newer_file}__{name}" for name in HEAVY)).get(pk=submission.pk)
    document: SignedDocument | None = row.document
    newer = getattr(document, "superseded_by", None)
    return Attached(
        document,
        getattr(newer, "submission", None),
        getattr(row, "filing", None),
        row.replaces,
        row.correction,
        row.correction_number,
        row.taken_back,
        row.newest + 1,
    )


def events_of(
    run: Run, *, size: int, kinds: str = "", before: int | None = None
) -> tuple[list[Told], int | None]:
    """A page of the history, newest first, and the number before which the next one begins. One query."""
    rows = Event.objects.filter(run=run, kind__in=kinds_on(kinds)).order_by("-seq")
    if before is not None:
        rows = rows.filter(seq__lt=before)
    found = list(rows[: size + 1])
    page = [Told(event, json.loads(event.text)) for event in found[:size]]
    return page, page[-1].event.seq if len(found) > size else None
