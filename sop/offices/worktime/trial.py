"""What if: the deadline of a step that opens at a moment, by the calendar as it is or as it is being changed. Reads only."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sop.durations.calendar import Calendar, CalendarClosed
from sop.durations.deadlines import Due, deadline
from sop.durations.grammar import parse
from sop.durations.standard import Standard
from sop.durations.wording import describe

SAMPLES = ("3 jam", "1 hari kerja", "3 hari kerja", "maksimal tanggal 5 setiap bulannya")
LONGEST = 62  # days that a trace lists
WEEKEND = "Tidak ada jam kerja"


@dataclass(frozen=True)
class Passed:
    """One day between opening and deadline: its open times, or why there are none."""

    date: dt.date
    text: str
    open: bool


@dataclass(frozen=True)
class Trial:
    """`at` is the deadline on the office's clock, None where none can be computed; `reading` says how it is counted."""

    waktu: str
    reading: str
    at: dt.datetime | None
    note: str
    days: list[Passed]
    cut: bool = False


@dataclass(frozen=True)
class Compared:
    """The same time by the calendar of today and by the one that is being entered."""

    waktu: str
    now: dt.datetime | None
    then: dt.datetime | None

    @property
    def moves(self) -> bool:
        return self.now != self.then


def try_out(
    waktu: str, opened: dt.datetime, calendar: Calendar, *, names: dict[dt.date, str], period_end: dt.date | None = None
) -> Trial:  # fmt: skip
    """`opened` is on the office's clock (naive); `names` calls the days off."""
    standard = parse(waktu)
    due = _due(standard, opened, calendar, period_end)
    reading = describe(standard, bare_day_is_working=calendar.bare_day_is_working)
    at = calendar.on_the_clock(due.at) if due.at else None
    if at is None:
        return Trial(waktu, reading, None, due.note, [])
    last = min(at.date(), opened.date() + dt.timedelta(days=LONGEST))
    days = [_passed(day, calendar, names) for day in _between(opened.date(), last)]
    return Trial(waktu, reading, at, _beyond(reading, due.note), days, cut=last < at.date())


def compare(opened: dt.datetime, now: Calendar, then: Calendar) -> list[Compared]:
    """Some usual times by two calendars."""
    return [
        Compared(waktu, _on_clock(parse(waktu), opened, now), _on_clock(parse(waktu), opened, then))
        for waktu in SAMPLES
    ]


def _beyond(reading: str, note: str) -> str:
    """What the note says that the reading does not say already."""
    return "; ".join(part for part in note.split("; ") if part not in reading)


def _on_clock(standard: Standard, opened: dt.datetime, calendar: Calendar) -> dt.datetime | None:
    due = _due(standard, opened, calendar, None)
    return calendar.on_the_clock(due.at) if due.at else None


def _due(standard: Standard, opened: dt.datetime, calendar: Calendar, period_end: dt.date | None) -> Due:
    try:
        return deadline(standard, opened_at=calendar.moment(opened), calendar=calendar, period_end=period_end)
    except CalendarClosed as closed:
        return Due(None, None, str(closed))


def _between(first: dt.date, last: dt.date) -> Iterable[dt.date]:
    return (first + dt.timedelta(days=count) for count in range((last - first).days + 1))


def _passed(day: dt.date, calendar: Calendar, names: dict[dt.date, str]) -> Passed:
    spans = calendar.spans_on(day)
    text = ", ".join(f"{first:%H.%M}–{last:%H.%M}" for first, last in spans)
    closed = names.get(day, WEEKEND) if day in calendar.holidays else WEEKEND
    return Passed(day, text or closed, bool(spans))
