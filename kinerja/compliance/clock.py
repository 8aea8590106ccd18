"""Working time between two moments, counted once per day instead of once per question. Pure."""

import datetime as dt

from sop.durations.calendar import ONE_DAY, Calendar

MICRO = 1_000_000
MINUTE = 60 * MICRO
Spans = list[tuple[int, int]]


class WorkClock:
    """The same minutes as `working_minutes_between`, for many thousands of pairs of one calendar.

    For each day that is asked for it keeps the open time of all days before it, from the first day on.
    """

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._days: dict[int, tuple[int, Spans]] = {}
        self._first = self._last = 0

    def minutes(self, start: dt.datetime, end: dt.datetime) -> int:
        """Whole minutes of open time from start to end; 0 where the end comes first."""
        if end <= start:
            return 0
        return (self._open_until(end) - self._open_until(start)) // MINUTE

    def _open_until(self, moment: dt.datetime) -> int:
        """Microseconds the office was open from the first known day to this moment."""
        clock = self._calendar.on_the_clock(moment)
        day = clock.toordinal()
        if day not in self._days:
            self._extend(day)
        before, spans = self._days[day]
        now = _within_day(clock)
        return before + sum(min(closing, now) - opening for opening, closing in spans if opening < now)

    def _extend(self, day: int) -> None:
        """Know this day too, and all between it and those known; only differences count, so a past may be negative."""
        if not self._days:
            self._first = self._last = day
            self._days[day] = (0, self._spans(day))
        for later in range(self._last + 1, day + 1):
            before, spans = self._days[later - 1]
            self._days[later] = (before + _length(spans), self._spans(later))
        for earlier in range(self._first - 1, day - 1, -1):
            spans = self._spans(earlier)
            self._days[earlier] = (self._days[earlier + 1][0] - _length(spans), spans)
        self._first, self._last = min(self._first, day), max(self._last, day)

    def _spans(self, day: int) -> Spans:
        spans = self._calendar.spans_on(dt.date.fromordinal(day))
        return [(_within_day(opening), _within_day(closing)) for opening, closing in spans]


def day_length(calendar: Calendar, day: dt.date) -> int:
    """Minutes of the longest working day of the week around a day; 1 where the office never opens."""
    days = [day + n * ONE_DAY for n in range(-3, 4)]
    lengths = [sum((end - start for start, end in calendar.spans_on(one)), dt.timedelta()) for one in days]
    return max(1, *(int(length.total_seconds()) // 60 for length in lengths))


def percentile_rank(count: int, share: int) -> int:
    """Place (from 0) of the smallest value that at least `share` per cent of all values do not exceed."""
    return max(0, -(-count * share // 100) - 1)


def median(values: list[int]) -> int:
    """The middle of sorted minutes; of an even number the mean of both middles, half a minute counting as one."""
    low, high = values[(len(values) - 1) // 2], values[len(values) // 2]
    return (low + high + 1) // 2


def _within_day(clock: dt.datetime) -> int:
    return ((clock.hour * 60 + clock.minute) * 60 + clock.second) * MICRO + clock.microsecond


def _length(spans: Spans) -> int:
    return sum(closing - opening for opening, closing in spans)
