"""What the pages of working time show."""

import datetime as dt
from dataclasses import dataclass, replace

from sop.durations.calendar import Calendar
from sop.offices.access import Keeping
from sop.offices.models import Holiday, StaffChange, Topic
from sop.offices.queries import calendar_of
from sop.offices.staff import changes_of
from sop.offices.worktime.days import DayOff, days_off, of_office
from sop.offices.worktime.series import Series, series_of
from sop.offices.worktime.trial import Compared, compare

OPENING = dt.time(14)  # late enough in the day that other closing times show


@dataclass(frozen=True)
class WorktimePage:
    """The tab: weeks of hours, the days off of a year, and the latest changes."""

    series: list[Series]
    year: int
    days: list[DayOff]
    changes: list[StaffChange]

    @property
    def years(self) -> tuple[int, int, int]:
        return (self.year - 1, self.year, self.year + 1)

    @property
    def national(self) -> int:
        """Days off of everybody; 0 says that this year has not been imported."""
        return sum(not day.own for day in self.days)


def worktime_page(keeping: Keeping, year: int) -> WorktimePage:
    """Three queries."""
    return WorktimePage(
        series_of(keeping.office), year, days_off(keeping.office, year), changes_of(keeping.office, Topic.WORKTIME)
    )  # fmt: skip


def week_of(keeping: Keeping, key: str) -> Series | None:
    """The week of this address; None where there is none any more."""
    return next((series for series in series_of(keeping.office) if series.key == key), None)


def compared_with(keeping: Keeping, series: Series, old: Series | None, at: dt.datetime) -> list[Compared]:
    """Usual times by the calendar of today and by this week in it, for steps that open when the week begins to hold."""
    calendar = calendar_of(keeping.office, at)
    others = [other for other in series_of(keeping.office) if old is None or other.key != old.key]
    then = replace(calendar, hours=tuple(hours for week in (series, *others) for hours in week.hours()))
    day = max(series.since or keeping.day, keeping.day)
    return compare(dt.datetime.combine(day, OPENING), calendar, then)


def names_of_days(keeping: Keeping) -> dict[dt.date, str]:
    """What the days off of this office are called. One query."""
    rows: list[Holiday] = list(of_office(keeping.office).order_by("-office"))
    return {row.date: row.name for row in rows}


def calendar_today(keeping: Keeping, at: dt.datetime) -> Calendar:
    return calendar_of(keeping.office, at)
