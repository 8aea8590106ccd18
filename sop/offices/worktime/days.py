"""Days off of a year as one office meets them, its own days beside those of everybody."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from sop.offices.models import Holiday, HolidayKind, Office
from sop.offices.national import differing, national_holidays

NEAR = 10  # years around today that can be looked at


@dataclass(frozen=True)
class DayOff:
    """A row of the list. `worked`: everybody is off, but this office has said that it works. `own`: may be taken out here."""

    row: Holiday
    own: bool
    worked: bool

    @property
    def scope(self) -> str:
        return "Kantor ini" if self.own else "Semua perangkat daerah"


@dataclass(frozen=True)
class Import:
    """What the import of a year would do: days to add, and days whose name or kind would change (old, new)."""

    year: int
    added: list[Holiday]
    changed: list[tuple[Holiday, Holiday]]

    @property
    def nothing(self) -> bool:
        return not (self.added or self.changed)

    @property
    def forecast(self) -> bool:
        """Whether some of these days are only an estimate yet."""
        rows = [*self.added, *(new for _, new in self.changed)]
        return any(row.forecast for row in rows)


def days_off(office: Office, year: int) -> list[DayOff]:
    """One query."""
    rows = list(of_office(office).filter(date__year=year).order_by("date", "office"))
    worked = {row.date for row in rows if row.kind == HolidayKind.WORKING}
    return [
        DayOff(row, own=row.office_id is not None, worked=row.office_id is None and row.date in worked)
        for row in rows
    ]


def of_office(office: Office) -> QuerySet[Holiday]:
    """Days off of everybody, and those of this office."""
    return Holiday.objects.filter(Q(office=None) | Q(office=office))


def planned_import(year: int) -> Import:
    """What the package knows of a year against what is entered; writes nothing. One query."""
    known = {row.date: row for row in Holiday.objects.filter(office=None, date__year=year)}
    found = national_holidays(year)
    return Import(
        year,
        [row for row in found if row.date not in known],
        [(known[row.date], row) for row in found if row.date in known and differing(known[row.date], row)],
    )


def year_of(text: str, today: dt.date) -> int:
    """The year asked for within ten years of today; this year where the text names none."""
    year = int(text) if text.isdecimal() and len(text) == len("2026") else today.year
    return year if abs(year - today.year) <= NEAR else today.year
