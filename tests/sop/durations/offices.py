"""Calendars of invented offices, and moments written as on their wall clock."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sop.durations.calendar import Calendar, Hours

WIB, WITA, WIT = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"


def span(text: str) -> tuple[time, time]:
    """A span out of "07.30-12.00"."""
    start, end = (time.fromisoformat(clock.replace(".", ":")) for clock in text.split("-"))
    return start, end


def week(days: str, friday: str, since: date | None = None, until: date | None = None) -> tuple[Hours, ...]:
    """Monday to Thursday alike, and Friday; spans separated by blanks."""
    spans = [days, days, days, days, friday]
    return tuple(Hours(n, since, until, tuple(map(span, text.split()))) for n, text in enumerate(spans))


# 37 h 30 min a week, in Ramadan 32 h 30 min (Perpres 21/2023).
NORMAL = week("07.30-12.00 13.00-16.00", "07.30-11.30 13.00-16.30")
RAMADAN = week("08.00-12.00 12.30-15.00", "08.00-11.30 12.30-15.30", date(2026, 2, 18), date(2026, 3, 19))

NYEPI_AND_LEBARAN = {date(2026, 3, day) for day in (19, 20, 21)}
CUTI_BERSAMA = {date(2026, 3, 23), date(2026, 3, 24), date(2026, 12, 24)}
NEW_YEAR_AND_CHRISTMAS = {date(2026, 1, 1), date(2026, 12, 25), date(2027, 1, 1)}
HOLIDAYS = frozenset(NYEPI_AND_LEBARAN | CUTI_BERSAMA | NEW_YEAR_AND_CHRISTMAS)

OFFICE = Calendar(WIB, NORMAL + RAMADAN, HOLIDAYS)
SHORT_FRIDAY = Calendar(WIB, week("07.30-16.00", "07.30-11.00"), HOLIDAYS)
NEVER_OPEN = Calendar(WIB, ())


def at(text: str, zone: str = WIB) -> datetime:
    """The moment of "2026-10-05 07.30" on a wall in that zone."""
    return datetime.strptime(text, "%Y-%m-%d %H.%M").replace(tzinfo=ZoneInfo(zone))
