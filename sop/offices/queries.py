"""An office's calendar, as the pure arithmetic wants it."""

import datetime as dt
from functools import lru_cache

from django.db.models import Q

from sop.durations.calendar import Calendar, Hours
from sop.offices.models import Holiday, Office, WorkHours

DEFAULT_SPANS = ((dt.time(7, 30), dt.time(12)), (dt.time(13), dt.time(16)))
FRIDAY_SPANS = ((dt.time(7, 30), dt.time(11, 30)), (dt.time(13), dt.time(16, 30)))


def calendar_of(office: Office, at: dt.datetime) -> Calendar:
    """Working hours and days off of this office; read at most once a minute and process, two queries."""
    settings = (
        office.zone,
        office.bare_day_is_working,
        office.shift_calendar_deadlines,
        office.reopened_grace_days,
    )
    return _calendar(office.pk, settings, int(at.timestamp()) // 60)


@lru_cache(maxsize=256)
def _calendar(office: int, settings: tuple[str, bool, bool, int], _minute: int) -> Calendar:
    zone, bare_day_is_working, shift, grace = settings
    rows = WorkHours.objects.filter(office=office)
    days_off = Holiday.objects.filter(Q(office=None) | Q(office=office)).values_list("date", flat=True)
    return Calendar(
        tz=zone,
        hours=tuple(Hours(row.weekday, row.since, row.until, _spans(row)) for row in rows) or default_hours(),
        holidays=frozenset(days_off),
        bare_day_is_working=bare_day_is_working,
        shift_calendar_deadlines=shift,
        reopened_grace=grace,
    )


def forget_calendars() -> None:
    """Drop what was read, so that a change of hours or days off counts at once in this process."""
    _calendar.cache_clear()


def default_hours() -> tuple[Hours, ...]:
    """37 hours 30 minutes from Monday to Friday (Perpres 21/2023), for an office that has not entered its own."""
    week = [Hours(weekday, None, None, DEFAULT_SPANS) for weekday in range(4)]
    return (*week, Hours(4, None, None, FRIDAY_SPANS))


def _spans(row: WorkHours) -> tuple[tuple[dt.time, dt.time], ...]:
    if row.break_from is None or row.break_to is None:
        return ((row.opens, row.closes),)
    return ((row.opens, row.break_from), (row.break_to, row.closes))
