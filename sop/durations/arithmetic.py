"""Working-time arithmetic on an office's calendar. All moments returned are in UTC."""

from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from sop.durations.calendar import (
    ONE_DAY,
    Calendar,
    next_opening,
    next_working_day,
    open_spans,
    working_day_after,
)
from sop.durations.units import Amount, Unit

WORKING_DAYS_A_WEEK = 5
_MONTHS_A_YEAR = 12
_MINUTE = timedelta(minutes=1)


def add_working(calendar: Calendar, start: datetime, minutes: Decimal | int) -> datetime:
    """The moment by which so many minutes of open time have passed; a start outside hours counts from the next opening.

    ValueError on a naive start or negative minutes, CalendarClosed where the office never opens.
    """
    return _run_down(calendar, start, _as_time(minutes))


def add_working_days(calendar: Calendar, start: datetime, days: Decimal | int) -> datetime:
    """The same clock time so many working days later; half a day is half of the open time of the day reached.

    The clock time is kept also where the office closes earlier on that day: Thursday 15.30 plus a day is Friday 15.30.
    """
    whole, part = divmod(_not_negative(days), 1)
    opening = calendar.on_the_clock(next_opening(calendar, start))
    day = working_day_after(calendar, opening.date(), int(whole))
    landed = calendar.moment(datetime.combine(day, opening.time()))
    share, whole_day = part.as_integer_ratio()
    return _run_down(calendar, landed, _open_time_on(calendar, day) * share // whole_day) if part else landed


def add_working_weeks(calendar: Calendar, start: datetime, weeks: Decimal | int) -> datetime:
    """A week is five working days."""
    return add_working_days(calendar, start, weeks * WORKING_DAYS_A_WEEK)


def add_calendar_days(calendar: Calendar, start: datetime, days: Decimal | int) -> datetime:
    """So many times 24 hours after the opening, holidays included."""
    return next_opening(calendar, start) + _as_time(_not_negative(days) * 24 * 60)


def add_months(calendar: Calendar, start: datetime, months: Decimal | int) -> datetime:
    """The same date and clock time so many months later (the last day where the month is shorter), moved to a working day."""
    opening = calendar.on_the_clock(next_opening(calendar, start))
    year, month = month_after(opening.date(), int(_not_negative(months)))
    day = next_working_day(calendar, day_of_month(year, month, opening.day))
    return calendar.moment(datetime.combine(day, opening.time()))


def add_amounts(
    calendar: Calendar, start: datetime, amounts: tuple[Amount, ...], *, working_days: bool
) -> datetime:
    """Amounts one after the other, largest unit first; `working_days` says how "hari" counts."""
    steps: dict[Unit, Callable[[Calendar, datetime, Decimal], datetime]] = {
        Unit.MONTH: add_months,
        Unit.WEEK: add_working_weeks,
        Unit.DAY: add_working_days if working_days else add_calendar_days,
        Unit.HOUR: lambda calendar, start, hours: add_working(calendar, start, hours * 60),
        Unit.MINUTE: add_working,
    }
    for amount in sorted(amounts, key=lambda amount: -amount.unit.rank):
        start = steps[amount.unit](calendar, start, amount.value)
    return start.astimezone(UTC)


def working_minutes_between(calendar: Calendar, start: datetime, end: datetime) -> int:
    """Whole minutes of open time from start to end; 0 where the end comes first (a clock set back)."""
    first, last = calendar.on_the_clock(start), calendar.on_the_clock(end)
    passed = timedelta()
    day = first.date()
    while day <= last.date():
        for opening, closing in calendar.spans_on(day):
            passed += max(min(closing, last) - max(opening, first), timedelta())
        day += ONE_DAY
    return passed // _MINUTE


def month_after(day: date, months: int) -> tuple[int, int]:
    """Year and month so many months later (negative: earlier) than the month of that day."""
    years, month = divmod(day.month - 1 + months, _MONTHS_A_YEAR)
    return day.year + years, month + 1


def day_of_month(year: int, month: int, day: int) -> date:
    """That day, or the last one of a month that is shorter."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def _run_down(calendar: Calendar, start: datetime, left: timedelta) -> datetime:
    spans = open_spans(calendar, calendar.on_the_clock(start))
    opening, closing = next(spans)
    while left > closing - opening:
        left -= closing - opening
        opening, closing = next(spans)
    return calendar.moment(opening + left)


def _open_time_on(calendar: Calendar, day: date) -> timedelta:
    return sum((closing - opening for opening, closing in calendar.spans_on(day)), timedelta())


def _as_time(minutes: Decimal | int) -> timedelta:
    return timedelta(microseconds=int(_not_negative(minutes) * 60_000_000))


def _not_negative(value: Decimal | int) -> Decimal:
    if value < 0:
        raise ValueError(f"A standard time is not negative: {value}")
    return Decimal(value)
