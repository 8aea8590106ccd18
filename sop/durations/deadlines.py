"""When a step is due: computed once, when the step opens, from the pinned standard and the calendar of that day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sop.durations.arithmetic import (
    WORKING_DAYS_A_WEEK,
    add_amounts,
    add_working_days,
    day_of_month,
    month_after,
)
from sop.durations.calendar import (
    Calendar,
    is_working_day,
    next_working_day,
    previous_working_day,
    working_day_after,
)
from sop.durations.standard import Kind, Standard
from sop.durations.units import Amount, Unit
from sop.durations.wording import NOT_ASSESSED, UNREAD, counting, counts_working_days

ON_A_HOLIDAY = "jatuh pada hari libur"
END_OF_DAY = time(23, 59)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """`at`, the deadline in UTC, is None where none can be computed; `note` (Indonesian, at most 120 characters) says why.

    `opens_at` is set only for a window: before it the step is "belum dibuka".
    """

    at: datetime | None
    opens_at: datetime | None
    note: str


@dataclass(frozen=True)
class _Case:
    """What is known when a step opens."""

    opened_at: datetime
    calendar: Calendar
    period_end: date | None
    items: int | None
    anchor: date | None
    reopened: bool
    not_before: datetime | None

    @property
    def today(self) -> date:
        return self.calendar.on_the_clock(self.opened_at).date()


def deadline(
    standard: Standard,
    *,
    opened_at: datetime,
    calendar: Calendar,
    period_end: date | None = None,
    items: int | None = None,
    anchor: date | None = None,
    reopened: bool = False,
    not_before: datetime | None = None,
) -> Due:
    """The deadline of a step opened at that (aware) moment.

    `period_end`: last day of the month or quarter reported on; calendar dates fall in the month after it (without it:
    their next occurrence). `items`: how many the step handles (per-item times). `anchor`: the day a relative time
    stands before. `reopened`: the step was open before, so a date already passed gives way to the office's grace.
    `not_before`: the moment before which nobody could have begun; a date that ended earlier binds nobody. It gives way
    to the grace, and where the office gives none the step has no deadline: nobody is late for what was never possible.
    ValueError on a naive moment or a negative number of items; CalendarClosed where the office never opens.
    """
    if opened_at.utcoffset() is None or (items is not None and items < 0):
        raise ValueError("A deadline needs an aware moment and a number of items from 0 up.")
    case = _Case(opened_at, calendar, period_end, items, anchor, reopened, not_before)
    return _RULES[standard.kind](standard, case)


def _by_duration(standard: Standard, case: _Case) -> Due:
    return _after(standard, case, standard.maximum)


def _by_items(standard: Standard, case: _Case) -> Due:
    if case.items is None:
        return Due(None, None, f"jumlah {standard.item} belum diketahui; waktu hanya dicatat")
    amounts = tuple(amount.times(case.items) for amount in standard.maximum)
    if not all(amount.within_reason for amount in amounts):
        return Due(None, None, f"waktu untuk semua {standard.item} terlalu panjang; {NOT_ASSESSED}")
    return _after(standard, case, amounts)


def _after(standard: Standard, case: _Case, amounts: tuple[Amount, ...]) -> Due:
    bare = case.calendar.bare_day_is_working
    working = counts_working_days(standard, bare_day_is_working=bare)
    at = add_amounts(case.calendar, case.opened_at, amounts, working_days=working)
    note = counting(standard, bare_day_is_working=bare)
    if working or Unit.DAY not in {amount.unit for amount in amounts}:
        return Due(at, None, note)
    clock = case.calendar.on_the_clock(at)
    day, remark = _settled(case.calendar, clock.date())
    return Due(case.calendar.moment(datetime.combine(day, clock.time())), None, _joined(note, remark))


def _by_date(standard: Standard, case: _Case) -> Due:
    day, moved = _settled(case.calendar, _date_after_period(case, standard.day_to or 1))
    at, instead = _end_of(case, day)
    return Due(at, None, _joined(f"tenggat kalender tanggal {standard.day_to}", instead or moved))


def _by_window(standard: Standard, case: _Case) -> Due:
    last = _date_after_period(case, standard.day_to or 1)
    opens_at = datetime.combine(day_of_month(last.year, last.month, standard.day_from or 1), time.min)
    day, moved = _settled(case.calendar, last)
    at, instead = _end_of(case, day)
    note = _joined(f"tanggal {standard.day_from} sampai {standard.day_to}", instead or moved)
    return Due(at, case.calendar.moment(opens_at), note)


def _by_anchor(standard: Standard, case: _Case) -> Due:
    if case.anchor is None:
        return Due(None, None, f"tanggal acuan belum diketahui; {NOT_ASSESSED}")
    amounts = (
        standard.minimum or standard.maximum
    )  # "3 – 5 hari sebelum rapat": three days before is the last moment
    if any(amount.unit in {Unit.MINUTE, Unit.HOUR} or amount.value % 1 for amount in amounts):
        return Due(None, None, f"acuan hanya bertanggal, jam tidak dapat dihitung mundur; {NOT_ASSESSED}")
    bare = case.calendar.bare_day_is_working
    working = counts_working_days(standard, bare_day_is_working=bare)
    day = _before(case.calendar, case.anchor, amounts, working_days=working)
    holiday = "" if is_working_day(case.calendar, day) else ON_A_HOLIDAY
    at, instead = _end_of(case, day)
    counted = counting(standard, bare_day_is_working=bare) or "sebelum tanggal acuan"
    return Due(at, None, _joined(counted, instead or holiday))


def _before(calendar: Calendar, anchor: date, amounts: tuple[Amount, ...], *, working_days: bool) -> date:
    """The last day that is still so long before the anchor; without amounts the eve."""
    day = anchor
    for amount in amounts:
        count = int(amount.value)
        if amount.unit is Unit.MONTH:
            day = previous_working_day(calendar, day_of_month(*month_after(day, -count), day.day))
        elif amount.unit is Unit.WEEK:
            day = working_day_after(calendar, day, -count * WORKING_DAYS_A_WEEK)
        else:
            day = working_day_after(calendar, day, -count) if working_days else day - _ONE_DAY * count
    return day if amounts else anchor - _ONE_DAY


def _date_after_period(case: _Case, day: int) -> date:
    """That day in the month after the period; with no period its next occurrence."""
    if case.period_end:
        return day_of_month(*month_after(case.period_end, 1), day)
    this_month = day_of_month(case.today.year, case.today.month, day)
    return this_month if this_month >= case.today else day_of_month(*month_after(case.today, 1), day)


def _settled(calendar: Calendar, day: date) -> tuple[date, str]:
    """Where the office lets a calendar date fall. It does not move for a holiday unless the office has set it so."""
    if is_working_day(calendar, day):
        return day, ""
    if calendar.shift_calendar_deadlines:
        return next_working_day(calendar, day), "digeser ke hari kerja berikutnya"
    return day, ON_A_HOLIDAY


def _end_of(case: _Case, day: date) -> tuple[datetime | None, str]:
    """The end of that day; where it has passed what holds instead, in words ("" for the day itself)."""
    at = case.calendar.moment(datetime.combine(day, END_OF_DAY))
    begins = max(case.opened_at, case.not_before or case.opened_at)
    if begins <= at:
        return at, ""
    impossible = case.not_before is not None and at < case.not_before
    grace = case.calendar.reopened_grace
    if grace and (case.reopened or impossible):
        why = "dibuka kembali" if case.reopened else "tanggalnya lewat sebelum dapat dikerjakan"
        spoken = "satu" if grace == 1 else str(grace)
        return add_working_days(case.calendar, begins, grace), f"{why}: {spoken} hari kerja"
    if impossible:
        return None, "tanggalnya lewat sebelum dapat dikerjakan; tanpa batas waktu"
    return at, "sudah lewat saat langkah dibuka"


def _unread(_standard: Standard, _case: _Case) -> Due:
    return Due(None, None, UNREAD)


def _blank(_standard: Standard, _case: _Case) -> Due:
    return Due(None, None, NOT_ASSESSED)


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


_RULES: dict[Kind, Callable[[Standard, _Case], Due]] = {
    Kind.FIXED: _by_duration,
    Kind.RANGE: _by_duration,
    Kind.PER_ITEM: _by_items,
    Kind.DEADLINE: _by_date,
    Kind.WINDOW: _by_window,
    Kind.RELATIVE: _by_anchor,
    Kind.FREE: _unread,
    Kind.BLANK: _blank,
}
