"""Deadlines of a run's steps: computed once, when the step opens, from the pinned standard and the calendar of the day."""

import datetime as dt

from sop.durations.calendar import Calendar
from sop.durations.deadlines import Due, deadline
from sop.procedures.definition import StepDef
from sop.runs.models import Run


def due_of(step: StepDef, run: Run, *, at: dt.datetime, calendar: Calendar) -> Due:
    """When the step is due. After a return a calendar deadline that has passed becomes a grace period (Mojokerto 1).

    The time of a step of filling runs from the moment at which filling may begin, when the run has opened before it.
    """
    begins = max(at, run.not_before or at) if step.fills else at
    return deadline(
        step.standard,
        opened_at=begins,
        calendar=calendar,
        period_end=run.period_end,
        reopened=run.round > 1,
        not_before=run.not_before,
    )
