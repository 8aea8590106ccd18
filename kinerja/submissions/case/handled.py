"""What somebody reads who opens a step that is over."""

import datetime as dt
from zoneinfo import ZoneInfo

from kinerja.common.dates import format_clock, format_moment_short
from sop.offices.models import User
from sop.runs.models import StepRun


def handled(row: StepRun, user: User, zone: str, *, now: dt.datetime) -> str:
    """Write "Sudah ditangani Sari Rekaan, S.E. pukul 10.41."; of another day with its date. Of a row `with_deed()`."""
    if row.closed_at is None or not row.closed_name:
        return "Langkah itu sudah selesai."
    who = "Anda sendiri" if row.closed_by_id == user.pk else row.closed_name
    days = {moment.astimezone(ZoneInfo(zone)).date() for moment in (row.closed_at, now)}
    when = format_clock(row.closed_at, zone) if len(days) == 1 else format_moment_short(row.closed_at, zone)
    return f"Sudah ditangani {who} {'pukul' if len(days) == 1 else 'pada'} {when}."
