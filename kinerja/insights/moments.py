"""Moments in lists: short while they are of this year."""

import datetime as dt
from zoneinfo import ZoneInfo

from kinerja.common.dates import format_date, format_moment_short


def told(moment: dt.datetime, zone: str, *, now: dt.datetime) -> str:
    """Write "3 Okt 09.10"; of another year "3 Oktober 2025"."""
    local = moment.astimezone(ZoneInfo(zone))
    if local.year == now.astimezone(ZoneInfo(zone)).year:
        return format_moment_short(moment, zone)
    return format_date(local.date())
