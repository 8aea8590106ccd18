"""What the pages of one file read besides the file itself; each function is a fixed number of queries."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kinerja.signing.models import SignedDocument
from kinerja.submissions.figures import ArchiveRecord
from kinerja.submissions.models import Submission
from sop.ledger.models import Event
from sop.offices.models import Appointment, AppointmentKind
from sop.procedures.definition import StepDef
from sop.runs.models import Run, StepRun

PAGE = 50
HEAVY = ("snapshot", "narrative", "entrants")
DECISIONS = ("start", "step", "verify", "paraf", "sign", "archive", "return", "destroy")
VALUES = ("figures", "evidence", "narrative", "judgement", "reply")
# Filters of the history, by their value in the address.
FILTERS = {"": (*DECISIONS, *VALUES), "keputusan": DECISIONS, "nilai": VALUES}


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
    """Everyone who stands for a column of this SOP today, definitive holders first."""

    rows: tuple[Holder, ...]

    def of(self, step: StepDef, unit: int | None = None) -> list[Holder]:
        """Who may do the step for the unit."""
        fitting = [
            row for row in self.rows if row.actor in step.actors and (unit is None or row.unit == unit)
        ]
        return list({row.user_id: row for row in reversed(fitting)}.values())[::-1]

    def besides(self, step: StepDef, unit: int | None, users: Iterable[int]) -> list[Holder]:
        """Who may do the step and is none of these people."""
        left_out = set(users)
        return [row for row in self.of(step, unit) if row.user_id not in left_out]


@dataclass(frozen=True)
class Attached:
    """What has come out of a file: the signed paper, the revision that took its place, where it is filed, what it replaced."""

    document: SignedDocument | None
    newer: Submission | None
    filing: ArchiveRecord | None
    replaces: SignedDocument | None


@dataclass(frozen=True)
class Told:
    """An event with its text parsed."""

    event: Event
    data: Mapping[str, Any]


def holders_today(version_id: int, day: dt.date) -> Holders:
    """Who stands for the columns of this version on that day. One query."""
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
    return Holders(tuple(sorted(found, key=lambda holder: not holder.definitive)))


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
    row = rows.defer(*HEAVY, *(f"{newer_file}__{name}" for name in HEAVY)).get(pk=submission.pk)
    document: SignedDocument | None = row.document
    newer = getattr(document, "superseded_by", None)
    return Attached(document, getattr(newer, "submission", None), getattr(row, "filing", None), row.replaces)


def events_of(run: Run, *, kinds: str = "", before: int | None = None) -> tuple[list[Told], int | None]:
    """A page of the history, newest first, and the number before which the next one begins. One query."""
    rows = Event.objects.filter(run=run, kind__in=FILTERS.get(kinds, FILTERS[""])).order_by("-seq")
    if before is not None:
        rows = rows.filter(seq__lt=before)
    found = list(rows[: PAGE + 1])
    page = [Told(event, json.loads(event.text)) for event in found[:PAGE]]
    return page, page[-1].event.seq if len(found) > PAGE else None
