"""Open steps that nobody may do today (*tanpa pelaksana*): which they are, and why."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from kinerja.common.dates import format_moment_short
from kinerja.common.keyset import Page, page
from kinerja.submissions.labels import step_of
from kinerja.submissions.models import Submission
from sop.offices.models import Office
from sop.procedures.queries import definition_of
from sop.runs.engine import holders_at
from sop.runs.models import StepRun
from sop.runs.reassigning import signs

OLDEST_FIRST = ("opened_at", "id")


@dataclass(frozen=True)
class Orphan:
    """An open step without anybody. `signs`: only an appointment helps, not an order to a person."""

    title: str
    step: str
    activity: str
    unit: str
    columns: str
    since: str
    due: str
    signs: bool
    url: str
    assign_url: str


def orphan_page(office: Office, day: dt.date, cursor: str) -> tuple[list[Orphan], Page[StepRun]]:
    """A page of the list, the longest waiting first. One query."""
    rows = (
        StepRun.objects.filter(office=office, run__submission__isnull=False)
        .without_performer(day)
        .select_related("step", "unit", "run__publication", "run__submission")
        .defer(*(f"run__submission__{name}" for name in ("snapshot", "narrative", "reason")))
        .defer("run__publication__text")
    )
    found = page(rows, OLDEST_FIRST, cursor)
    return [_orphan(row, office) for row in found.rows], found


def runs_with_orphans(files: Sequence[Submission], at: dt.datetime) -> set[int]:
    """Of these files, the runs that have an open step without anybody. One query; the day is that of the first office."""
    here = [file for file in files if file.run.closed_at is None]
    if not here:
        return set()
    day = at.astimezone(here[0].run.office.tz).date()
    rows = StepRun.objects.filter(run__in=[file.run_id for file in here]).without_performer(day)
    return set(rows.order_by().values_list("run", flat=True))


def _orphan(row: StepRun, office: Office) -> Orphan:
    definition = definition_of(row.run.publication)
    step = definition.steps[row.step.position]
    place = next((place for place in row.run.places() if place["id"] == row.pk), {"step": step.position})
    return Orphan(
        title=row.run.title,
        step=step_of(step, definition),
        activity=step.activity,
        unit=row.unit.name if row.unit else "",
        columns=holders_at(definition, place),
        since=format_moment_short(row.opened_at, office.zone),
        due=format_moment_short(row.due_at, office.zone) if row.due_at else "",
        signs=signs(definition, step.position),
        url=row.run.submission.get_absolute_url(),
        assign_url=reverse("assigning:assign", args=[row.run.submission.pk, row.pk]),
    )
