"""The event log of an SOP for process mining: one case per file, one activity per finished step. Streamed, case by case."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db.models import F

from kinerja.compliance.lines import StepLine
from kinerja.compliance.names import named_users
from kinerja.compliance.scope import Scope
from sop.runs.models import Outcome, StepRun

CHUNK = 1000


@dataclass(frozen=True)
class LogRow:
    """One finished step. `activity` is the step as printed, `person` "" for readers who may not know it."""

    activity: str
    started: dt.datetime
    ended: dt.datetime
    resource: str
    person: str
    unit: str
    outcome: str
    outside: bool
    round: int
    due: dt.datetime | None
    note: str
    line: StepLine


@dataclass(frozen=True)
class Case:
    """A file with its steps in the order in which they ended."""

    name: str
    file: int | None
    title: str
    period_end: dt.date | None
    version: int
    opened: dt.datetime
    closed: dt.datetime | None
    rows: tuple[LogRow, ...]
    withdrawn: bool = False

    @property
    def variant(self) -> tuple[str, ...]:
        """The order of activities, which makes two cases alike."""
        return tuple(row.activity for row in self.rows)


def cases_of(scope: Scope) -> Iterator[Case]:
    """Files that were begun in the scope's quarters, with all that has ended in them since; no more than a chunk in memory.

    What a return overtook ("ditarik") was not done by anybody and is left out.
    """
    home = {pk: line for line in scope.lines for pk in line.ids}
    runs = StepRun.objects.filter(
        office=scope.office, step__in=sorted(home), closed_at__isnull=False,
        run__opened_at__gte=scope.since, run__opened_at__lt=scope.until,
    ).exclude(outcome=Outcome.WITHDRAWN)  # fmt: skip
    runs = (
        runs.select_related("run", "unit", "closed_by").order_by("run", "closed_at", "id")
        .defer("run__marking", "run__units", "run__returning", "record")
        .annotate(
            number=F("run__publication__version__version"), file=F("run__submission"),
            taken_back=F("run__submission__withdrawn_at"),
        )
    )  # fmt: skip
    named = named_users(scope.presence, scope.office)
    for _, group in groupby(runs.iterator(chunk_size=CHUNK), key=lambda row: row.run_id):
        yield _case(list(group), home, named)


def _case(rows: list[StepRun], home: dict[int, StepLine], named: set[int] | None) -> Case:
    run = rows[0].run
    return Case(
        name=str(run.pk), file=getattr(rows[0], "file", None), title=run.title, period_end=run.period_end, version=getattr(rows[0], "number", 1),
        opened=run.opened_at, closed=run.closed_at, rows=tuple(_row(row, home[row.step_id], named) for row in rows),
        withdrawn=getattr(rows[0], "taken_back", None) is not None,
    )  # fmt: skip


def _row(row: StepRun, line: StepLine, named: set[int] | None) -> LogRow:
    known = row.closed_by is not None and (named is None or row.closed_by_id in named)
    return LogRow(
        activity=line.called, started=row.opened_at, ended=row.closed_at or row.opened_at, resource=row.closed_as,
        person=row.closed_by.name if known and row.closed_by else "", unit=row.unit.name if row.unit else "",
        outcome=row.outcome, outside=row.outside_flow, round=row.round, due=row.due_at, note=row.note, line=line,
    )  # fmt: skip
