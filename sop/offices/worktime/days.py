"""Days off of a year as one office meets them, its own days beside those of everybody."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from sop.offices.access import Keeping
from sop.offices.models import Holiday, HolidayKind, Office
from sop.offices.national_import import Choice, Verb, plan_for

NEAR = 10  # years around today that can be looked at
KEPT = "Dipertahankan. Hanya admin aplikasi yang dapat menggantinya, karena berlaku untuk semua perangkat daerah."
SECTIONS = (
    (Verb.ADD, "Hari baru", ""),
    (Verb.UPDATE, "Diperbarui", ""),
    (Verb.TAKE, "Dikoreksi manual", KEPT),
    (Verb.DROP, "Tidak ada lagi dalam paket", "Perkiraan yang sudah bergeser dihapus; hari lain hanya oleh admin aplikasi."),
    (Verb.RESTORE, "Koreksi yang pernah diganti impor", "Admin aplikasi dapat mengembalikannya."),
)  # fmt: skip


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
class Group:
    """Rows of the preview of one sort."""

    title: str
    note: str
    rows: tuple[Choice, ...]


@dataclass(frozen=True)
class Import:
    """What the import of a year would do; `offered`: keys of the rows that this person may choose."""

    year: int
    groups: tuple[Group, ...]
    offered: set[str]
    forecast: bool

    @property
    def nothing(self) -> bool:
        """Whether there is nothing that this person could choose."""
        return not self.offered


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


def planned_import(keeping: Keeping, year: int) -> Import:
    """What the package knows of a year against what is entered; writes nothing. One query."""
    plan, mighty = plan_for([year]), keeping.user.is_superuser
    groups = [
        Group(title, note, tuple(row for row in plan.choices if row.verb == verb))
        for verb, title, note in SECTIONS
    ]
    shown = tuple(group for group in groups if group.rows)
    offered = {row.key for row in plan.choices if mighty or not row.guarded}
    rows = [row for row in plan.choices if row.new and row.verb != Verb.RESTORE]
    return Import(year, shown, offered, forecast=any(row.new and row.new.forecast for row in rows))


def year_of(text: str, today: dt.date) -> int:
    """The year asked for within ten years of today; this year where the text names none."""
    year = int(text) if text.isdecimal() and len(text) == len("2026") else today.year
    return year if abs(year - today.year) <= NEAR else today.year
