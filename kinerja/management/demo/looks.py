"""When each finished step was first looked at, in the demo: its people act without opening a page, so chance tells."""

import datetime as dt

from kinerja.management.demo.chance import between
from sop.durations.arithmetic import add_working, working_minutes_between
from sop.durations.calendar import Calendar
from sop.offices.models import Office
from sop.runs.models import StepRun


def remember_looks(office: Office, calendar: Calendar) -> None:
    """Somewhere in the first part of the working time that the step took; the same each time."""
    rows = list(
        StepRun.objects.filter(office=office, seen_at=None, closed_at__isnull=False).only(
            "opened_at", "closed_at"
        )
    )
    for row in rows:
        row.seen_at = _look(row, calendar)
    StepRun.objects.bulk_update(rows, ["seen_at"], batch_size=200)


def _look(row: StepRun, calendar: Calendar) -> dt.datetime:
    ended = row.closed_at or row.opened_at
    share = between(0.1, 0.7, "look", row.opened_at.isoformat(), ended.isoformat())
    minutes = int(working_minutes_between(calendar, row.opened_at, ended) * share)
    return min(add_working(calendar, row.opened_at, minutes), ended)
