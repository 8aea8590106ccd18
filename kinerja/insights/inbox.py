"""The inbox: what waits for a person, by deadline, and what he has passed on."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import DateTimeField, Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from kinerja.common.dates import format_moment_short
from kinerja.common.keyset import SIZE, Page, page
from kinerja.insights.moments import told
from kinerja.insights.task_words import capacity_told, deputies_of, left_until
from kinerja.insights.waiting import Sorted, wanted_of
from kinerja.submissions.labels import step_of
from kinerja.submissions.listing.presence import Presence
from kinerja.submissions.listing.table import FileRow, files_of, rows_of
from kinerja.submissions.verification.attending import Attending, at_steps
from kinerja.submissions.wording import (
    ARCHIVE,
    CHECK,
    FILL,
    INITIAL,
    OTHER,
    SIGNATURE,
    kind_of_task,
    task_url,
)
from sop.durations.calendar import Calendar
from sop.offices.queries import calendar_of
from sop.procedures.queries import definition_of
from sop.runs.models import Outcome, StepRun
from sop.runs.performers import Duty, Performer, performers_for

ICONS = {
    FILL: "edit",
    CHECK: "verified",
    INITIAL: "paraf",
    SIGNATURE: "signed",
    ARCHIVE: "archived",
    OTHER: "flow",
}
NO_DEADLINE = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)  # steps without a deadline stand last
HEAVY = (
    "run__submission__snapshot",
    "run__submission__narrative",
    "run__submission__reason",
    "run__publication__text",
    "run__publication__step_ids",
    "run__publication__lacks",
)
BY_DEADLINE = ("due", "id")
LATEST_FIRST = ("-closed_at", "-id")
DONE = (Outcome.DONE, Outcome.RETURNED)


@dataclass(frozen=True)
class Task:
    """An open step this person may do. `left` is in the office's working time; `capacity` only where he acts for another.

    `stood_in` is told to the absent holder: "dijalankan Plh. Sari Rekaan, S.E. (s.d. 10 Okt)". `pk` is of the open step,
    `at_it` the colleague (or the person himself) who is at it just now.
    """

    pk: int
    submission: int
    at_it: Attending | None
    kind: str
    icon: str
    button: str
    activity: str
    title: str
    step: str
    unit: str
    office: str
    sender: str
    returned: bool
    due: str
    left: str
    late: bool
    opens: str
    capacity: str
    stood_in: str
    url: str


@dataclass(frozen=True)
class Handed:
    """The last thing this person did on a file, and where the file is now."""

    activity: str
    returned: bool
    at: str
    capacity: str
    file: FileRow


def task_page(
    presence: Presence, inbox: Sorted, *, wanted: str = "", cursor: str = "", size: int = SIZE
) -> tuple[list[Task], Page[StepRun]]:
    """A page of the inbox, the most urgent first; `wanted` is a slug of SLUGS or LATE. Five queries, none for nothing."""
    if not inbox.total:
        return [], Page([], "", "")
    waiting = wanted_of(presence, inbox, wanted)
    due = Coalesce("due_at", Value(NO_DEADLINE), output_field=DateTimeField())
    rows = waiting.annotate(due=due).select_related(
        "step", "unit", "run__publication", "run__office", "run__submission"
    )
    found = page(rows.defer(*HEAVY), BY_DEADLINE, cursor, size=size)
    return _tasks(found.rows, presence), found


def handed_page(presence: Presence, *, ended: bool, cursor: str) -> tuple[list[Handed], Page[StepRun]]:
    """Files this person had a hand in that are still on their way, or have ended; latest act first. Five queries."""
    mine = StepRun.objects.filter(
        closed_by=presence.user, outcome__in=DONE, office__in=presence.offices, run__submission__isnull=False
    )
    later = StepRun.objects.filter(
        Q(closed_at__gt=OuterRef("closed_at")) | Q(closed_at=OuterRef("closed_at"), id__gt=OuterRef("id")),
        run=OuterRef("run"), closed_by=presence.user, outcome__in=DONE,
    )  # fmt: skip
    last = mine.filter(~Exists(later), run__closed_at__isnull=not ended).select_related("step")
    found = page(last, LATEST_FIRST, cursor)
    files = files_of(presence.offices).filter(run__in=[row.run_id for row in found.rows])
    by_run = {row.submission.run_id: row for row in rows_of(list(files), presence.at)}
    return [_handed(row, by_run[row.run_id], presence.at) for row in found.rows], found


def _tasks(rows: Sequence[StepRun], presence: Presence) -> list[Task]:
    performers = performers_for(presence.user, {row.run.publication.version_id for row in rows}, presence.day)
    until = {post.capacity: post.until for post in presence.posts}
    senders = _senders(rows)
    deputies, at_it = deputies_of(presence), at_steps(row.pk for row in rows)
    calendars = {row.office_id: calendar_of(row.run.office, presence.at) for row in rows}
    return [
        _task(
            row,
            sender=senders.get((row.run_id, row.opened_at)),
            capacity=capacity_told(duty, until),
            stood_in=deputies.get(duty.capacity, "") if duty else "",
            calendar=calendars[row.office_id],
            at=presence.at,
            at_it=at_it.get(row.pk),
        )
        for row in rows
        for duty in [_duty(row, performers[row.run.publication.version_id])]
    ]


def _senders(rows: Iterable[StepRun]) -> dict[tuple[int, dt.datetime], tuple[str, bool]]:
    """Who closed the step by which another opened, at the same moment of the same run; and whether it was a return."""
    rows = list(rows)
    before = StepRun.objects.filter(
        run__in=[row.run_id for row in rows], closed_at__in=[row.opened_at for row in rows], outcome__in=DONE
    ).values_list("run", "closed_at", "closed_by__name", "closed_as", "outcome")
    return {
        (run, at): (f"{name} ({post})", outcome == Outcome.RETURNED)
        for run, at, name, post, outcome in before
        if at is not None
    }


def _task(
    row: StepRun,
    *,
    sender: tuple[str, bool] | None,
    capacity: str,
    stood_in: str,
    calendar: Calendar,
    at: dt.datetime,
    at_it: Attending | None,
) -> Task:
    definition = definition_of(row.run.publication)
    step = definition.steps[row.step.position]
    kind = kind_of_task(step, definition)
    zone = row.run.office.zone
    soon = row.opens_at if row.opens_at and row.opens_at > at else None
    return Task(
        pk=row.pk,
        submission=row.run.submission.pk,
        at_it=at_it,
        kind=kind,
        icon=ICONS[kind],
        button="Buka" if kind == OTHER else kind,
        activity=step.activity,
        title=row.run.title,
        step=step_of(step, definition).lower(),
        unit=row.unit.name if row.unit else "",
        office=row.run.office.name,
        sender=sender[0] if sender else "",
        returned=bool(sender and sender[1]),
        due=format_moment_short(row.due_at, zone) if row.due_at else "",
        left=left_until(row.due_at, at=at, calendar=calendar),
        late=bool(row.due_at and row.due_at < at),
        opens=format_moment_short(soon, zone) if soon else "",
        capacity=capacity,
        stood_in=stood_in,
        url=task_url(row.run.submission, row, step, definition),
    )


def _duty(row: StepRun, performer: Performer) -> Duty | None:
    """The duty by which the step is this person's: by his post, or because it was assigned to him."""
    step = definition_of(row.run.publication).steps[row.step.position]
    place = next(place for place in row.run.places() if place["id"] == row.pk)
    return performer.duty_at(step, place)


def _handed(row: StepRun, file: FileRow, now: dt.datetime) -> Handed:
    at = told(row.closed_at, file.submission.run.office.zone, now=now) if row.closed_at else ""
    return Handed(row.step.activity, row.outcome == Outcome.RETURNED, at, row.closed_as, file)
