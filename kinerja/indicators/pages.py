"""What the screens of indicators and targets show."""

import datetime as dt
import re
from dataclasses import dataclass

from kinerja.common.dates import format_date
from kinerja.indicators.access import Desk
from kinerja.indicators.agreements import PerformanceAgreement, TargetRevision
from kinerja.indicators.goals import Goal, goal_of, write_goal
from kinerja.indicators.grid import Grid, Line, agreement_of, build_grid, goals_of
from kinerja.indicators.models import Indicator, Target
from kinerja.indicators.tree import Branch, branches
from kinerja.periods.models import Period, PeriodKind
from sop.offices.models import Office, Unit

FIRST_YEAR, LAST_YEAR = 2000, 2099
_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True)
class Entry:
    """An indicator in the tree with its targets of the year, and which ways it can be moved."""

    indicator: Indicator
    goals: tuple[tuple[Unit, str], ...]
    first: bool
    last: bool


@dataclass(frozen=True)
class Node:
    branch: Branch
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class TreePage:
    """The tree of an office with the targets of one year."""

    desk: Desk
    year: int
    years: tuple[int, ...]
    nodes: tuple[Node, ...]
    agreement: PerformanceAgreement | None

    @property
    def indicators(self) -> int:
        return sum(len(node.entries) for node in self.nodes)


@dataclass(frozen=True)
class Change:
    """A revision in words: "12,00 → 13,50 sejak 1 Juli 2026"."""

    period: str
    before: str
    after: str
    record: TargetRevision

    @property
    def of_year(self) -> bool:
        """Whether it is the target of the year: no file holds it, only the recap compares with it."""
        return bool(self.record.kind == PeriodKind.YEAR)


def year_of(text: str, today: dt.date) -> int:
    """The year asked for; this year where the text names none."""
    year = int(text) if _YEAR.fullmatch(text) else today.year
    return year if FIRST_YEAR <= year <= LAST_YEAR else today.year


def tree_page(desk: Desk, year: int) -> TreePage:
    """Six queries, however many indicators."""
    goals = goals_of(desk.office, year)
    found = (
        Target.objects.filter(indicator__office=desk.office).order_by("year").values_list("year", flat=True)
    )
    years = {desk.day.year, desk.day.year + 1, year, *found.distinct()}
    nodes = []
    for branch in branches(desk.office):
        rows = branch.indicators
        entries = (
            Entry(row, _year_goals(row, goals), first=place == 0, last=place == len(rows) - 1)
            for place, row in enumerate(rows)
        )
        nodes.append(Node(branch, tuple(entries)))
    return TreePage(desk, year, tuple(sorted(years)), tuple(nodes), agreement_of(desk.office, year))


def revised_line(office: Office, year: int, indicator: int, unit: int) -> Line | None:
    """The row of one indicator and unit; None where there is no such row."""
    grid = build_grid(office, year, unit=unit)
    return next((line for line in grid.lines if line.indicator.pk == indicator), None)


def changes_of(line: Line, year: int) -> list[Change]:
    """Every change of this row's targets in the year, newest first."""
    records = TargetRevision.objects.of([line.indicator.pk], year).filter(unit=line.unit).reverse()
    return [_change(line, record) for record in records]


def changed_cells(grid: Grid) -> list[tuple[Line, Change]]:
    """Every change of the year on this sheet, newest first. One query."""
    lines = {(line.indicator.pk, line.unit.pk): line for line in grid.lines}
    records = TargetRevision.objects.of([key[0] for key in lines], grid.year).reverse()
    return [
        (line, _change(line, record))
        for record in records
        if (line := lines.get((record.indicator_id, record.unit_id)))
    ]


def lock_note(agreement: PerformanceAgreement | None) -> str:
    if agreement is None:
        return ""
    return (
        f"{agreement} ditandatangani {format_date(agreement.signed_on)} oleh {agreement.first_party} dan "
        f"{agreement.second_party}. Target hanya berubah melalui adendum, dan berkas yang sudah dibuka tetap memakai "
        "target saat berkas itu dibuka."
    )


def _change(line: Line, record: TargetRevision) -> Change:
    indicator = line.indicator
    before = Goal(record.old_value, record.old_lower, record.old_upper)
    period = Period(kind=record.kind, year=record.year, number=record.number)
    return Change(
        period.name,
        write_goal(indicator, before),
        write_goal(indicator, goal_of(record)),
        record,
    )


def _year_goals(
    indicator: Indicator, goals: dict[tuple[int, int, str, int], Goal]
) -> tuple[tuple[Unit, str], ...]:
    slots = ((unit, (indicator.pk, unit.pk, PeriodKind.YEAR.value, 1)) for unit in indicator.units.all())
    return tuple((unit, write_goal(indicator, goals.get(slot, Goal()))) for unit, slot in slots)
