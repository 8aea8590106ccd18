"""Deadlines of a run's steps: computed once, when the step opens, from the pinned standard and the calendar of the day."""

import datetime as dt

from sop.durations.calendar import Calendar
from sop.durations.deadlines import Due, deadline
from sop.procedures.definition import StepDef
from sop.runs.models import Run


def begins_at(opened_at: dt.datetime, not_before: dt.datetime | None, *, fills: bool) -> dt.datetime:
    """From when the time of a step runs, for its deadline and for what it took: filling may begin later than it opens."""
    return max(opened_at, not_before) if fills and not_before else opened_at


def due_of(
    step: StepDef, run: Run, *, at: dt.datetime, calendar: Calendar, reopened: bool | None = None
) -> Due:
    """When the step is due. After a return a calendar deadline that has passed becomes a grace period (Mojokerto 1).

    `reopened`: told of a return that may come; by itself it is known from the run.
    """
    return deadline(
        step.standard,
        opened_at=begins_at(at, run.not_before, fills=step.fills),
        calendar=calendar,
        period_end=run.period_end,
        reopened=run.round > 1 if reopened is None else reopened,
        not_before=run.not_before,
    )
