"""Deadlines have two layers: the filling window of the units, and the closing date of the planner. Pure dates."""

import datetime as dt
from dataclasses import dataclass

from kinerja.periods.models import Obligation
from sop.durations.calendar import Calendar, working_day_after

LAST_SECOND = dt.time(23, 59, 59)


@dataclass(frozen=True)
class Window:
    """When the units of an office may fill a period; None where the office sets no such bound. Moments in UTC."""

    opens: dt.datetime | None = None
    closes: dt.datetime | None = None
    planner: dt.datetime | None = None

    def last(self, *, reopened: bool) -> dt.datetime | None:
        """The end that counts. A return reopens a sheet with its own reason, though never past the planner's date."""
        if reopened:
            return self.planner
        return min((end for end in (self.closes, self.planner) if end), default=None)


def has_window(obligation: Obligation) -> bool:
    """Whether any bound is set; most offices set none."""
    return not (obligation.window_opens is obligation.window_closes is obligation.planner_closes is None)


def window_of(obligation: Obligation, period_end: dt.date, calendar: Calendar) -> Window:
    """The window of the period that ends on that day, on the office's clock: from midnight to 23.59."""

    def moment(days: int | None, clock: dt.time) -> dt.datetime | None:
        if days is None:
            return None
        return calendar.moment(dt.datetime.combine(_day(obligation, period_end, days, calendar), clock))

    return Window(
        moment(obligation.window_opens, dt.time()),
        moment(obligation.window_closes, LAST_SECOND),
        moment(obligation.planner_closes, LAST_SECOND),
    )


def opening_day(obligation: Obligation, period_end: dt.date) -> dt.date:
    """The day on which the file of the period opens by itself; calendar days, negative before the end."""
    return period_end + dt.timedelta(days=obligation.opens_after)


def _day(obligation: Obligation, period_end: dt.date, days: int, calendar: Calendar) -> dt.date:
    if obligation.window_working:
        return working_day_after(calendar, period_end, days)
    return period_end + dt.timedelta(days=days)
