"""Deadlines of a run's steps: computed once, when the step opens, from the pinned standard and the calendar of the day."""

import datetime as dt

from sop.durations.calendar import Calendar
from sop.durations.deadlines import Due, deadline
from sop.durations.standard import Standard
from sop.runs.models import Run


def due_of(standard: Standard, run: Run, *, at: dt.datetime, calendar: Calendar) -> Due:
    """When the step is due. After a return a calendar deadline that has passed becomes a grace period (Mojokerto 1)."""
    return deadline(
        standard, opened_at=at, calendar=calendar, period_end=run.period_end, reopened=run.round > 1
    )
