"""When an office is open. Moments come in aware, in any zone, and go out in UTC; rules are applied on the office's clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import pairwise
from zoneinfo import ZoneInfo

from sop.errors import RuleError

ONE_DAY = timedelta(days=1)
_WEEK = 7
_LONGEST_CLOSURE = 400  # days without an opening after which the calendar is taken to have none


class CalendarClosed(RuleError):
    """The office's calendar never opens, so no working time can be counted."""

    code = "calendar_closed"

    def __init__(self) -> None:
        super().__init__(
            "Kalender perangkat daerah tidak memuat jam kerja, sehingga tenggat tidak dapat dihitung. "
            "Isi jam kerja dahulu, lalu ulangi."
        )


@dataclass(frozen=True)
class Hours:
    """Working hours of one weekday (Monday is 0); breaks are the gaps between spans, no spans a free day.

    Dates are inclusive; dated hours (Ramadan) win over undated ones. ValueError where spans overlap or run backwards.
    """

    weekday: int
    since: date | None
    until: date | None
    spans: tuple[tuple[time, time], ...]

    def __post_init__(self) -> None:
        clock = [moment for span in self.spans for moment in span]
        if not 0 <= self.weekday < _WEEK or any(earlier > later for earlier, later in pairwise(clock)):
            raise ValueError(f"Hours must run forward within a day of the week: {self!r}")

    def holds_on(self, day: date) -> bool:
        return (
            self.weekday == day.weekday()
            and (self.since is None or self.since <= day)
            and (self.until is None or day <= self.until)
        )

    @property
    def precedence(self) -> tuple[int, date]:
        """Two bounds go before one, one before none; of equals the later beginning."""
        return ((self.since is not None) + (self.until is not None), self.since or date.min)


@dataclass(frozen=True)
class Calendar:
    """Everything about an office that moves a deadline.

    `tz` is an IANA name; `holidays` are the days off, cuti bersama and local ones included. `bare_day_is_working`:
    "hari" without "kerja" counts working days. `shift_calendar_deadlines`: a date that falls on a day off moves to
    the next working day. `reopened_grace`: working days given when a step is reopened after its calendar date.
    """

    tz: str
    hours: tuple[Hours, ...]
    holidays: frozenset[date] = frozenset()
    bare_day_is_working: bool = True
    shift_calendar_deadlines: bool = False
    reopened_grace: int = 1

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.tz)

    @cached_property
    def _by_weekday(self) -> tuple[tuple[Hours, ...], ...]:
        """Per weekday, the hours that go first first."""
        ranked = sorted(self.hours, key=lambda hours: hours.precedence, reverse=True)
        return tuple(tuple(hours for hours in ranked if hours.weekday == weekday) for weekday in range(_WEEK))

    def spans_on(self, day: date) -> list[tuple[datetime, datetime]]:
        """Open times of that day on the office's clock (naive, for arithmetic within this package)."""
        if day in self.holidays:
            return []
        hours = next((hours for hours in self._by_weekday[day.weekday()] if hours.holds_on(day)), None)
        spans = hours.spans if hours else ()
        return [
            (datetime.combine(day, start), datetime.combine(day, end)) for start, end in spans if start < end
        ]

    def on_the_clock(self, moment: datetime) -> datetime:
        """The naive time on the office's wall; ValueError on a naive moment."""
        if moment.utcoffset() is None:
            raise ValueError("A moment without a zone cannot be placed in an office's day.")
        return moment.astimezone(self.zone).replace(tzinfo=None)

    def moment(self, clock: datetime) -> datetime:
        """The moment, in UTC, when the office's wall clock shows this."""
        return clock.replace(tzinfo=self.zone).astimezone(UTC)


def is_working_day(calendar: Calendar, day: date) -> bool:
    """Whether the office is open at all on that day."""
    return bool(calendar.spans_on(day))


def next_opening(calendar: Calendar, moment: datetime) -> datetime:
    """The moment itself while the office is open, else the next opening: after a break, a night, a holiday."""
    opening, _ = next(open_spans(calendar, calendar.on_the_clock(moment)))
    return calendar.moment(opening)


def next_working_day(calendar: Calendar, day: date) -> date:
    """The day itself if it is a working day, else the first one after it."""
    return _nearest(calendar, day, ONE_DAY)


def previous_working_day(calendar: Calendar, day: date) -> date:
    """The day itself if it is a working day, else the last one before it."""
    return _nearest(calendar, day, -ONE_DAY)


def working_day_after(calendar: Calendar, day: date, count: int) -> date:
    """The working day that many working days later (negative: earlier); the day itself need not be one."""
    stride = ONE_DAY if count > 0 else -ONE_DAY
    for _ in range(abs(count)):
        day = _nearest(calendar, day + stride, stride)
    return day


def open_spans(calendar: Calendar, clock: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Open times from a wall-clock time on, the first cut to begin there; without end. CalendarClosed if none come."""
    day, last = clock.date(), clock.date()
    while day - last < timedelta(days=_LONGEST_CLOSURE):
        for opening, closing in calendar.spans_on(day):
            if closing > clock:
                last = day
                yield max(opening, clock), closing
        day += ONE_DAY
    raise CalendarClosed


def _nearest(calendar: Calendar, day: date, stride: timedelta) -> date:
    for _ in range(_LONGEST_CLOSURE):
        if is_working_day(calendar, day):
            return day
        day += stride
    raise CalendarClosed
