"""The sheet of targets of a year: a row for each indicator and unit, a column for each period and the whole year."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kinerja.indicators.agreements import PerformanceAgreement, TargetRevision
from kinerja.indicators.consistency import doubts
from kinerja.indicators.goals import Goal, goal_of, write_goal
from kinerja.indicators.kinds import Formula
from kinerja.indicators.models import Indicator, Objective, Target
from kinerja.indicators.tree import branches
from kinerja.periods.models import Obligation, Period, PeriodKind
from kinerja.periods.queries import periods_of_year
from sop.offices.models import Office, Unit

FINEST_FIRST = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)
Slot = tuple[int, int, str, int]  # indicator, unit, kind and number of the period


@dataclass(frozen=True)
class Cell:
    """One input. `seen` is what stood there when the page was made; `problem` why the text was not saved."""

    name: str
    period: Period
    text: str
    seen: str
    problem: str = ""
    revised: bool = False

    @property
    def label(self) -> str:
        return "Tahun" if self.period.kind == PeriodKind.YEAR else short_name(self.period)

    @property
    def whole_year(self) -> bool:
        return self.period.kind == PeriodKind.YEAR


@dataclass(frozen=True)
class Line:
    """The targets of one indicator for one unit."""

    indicator: Indicator
    unit: Unit
    cells: tuple[Cell, ...]
    warnings: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{self.indicator.pk}-{self.unit.pk}"

    @property
    def seen(self) -> str:
        return json.dumps([cell.seen for cell in self.cells], ensure_ascii=False)

    @property
    def labels(self) -> list[str]:
        """The predicates to choose from; none where figures are typed."""
        return list(self.indicator.scale) if self.indicator.formula == Formula.PREDICATE else []

    @property
    def is_range(self) -> bool:
        return self.indicator.formula == Formula.RANGE


@dataclass(frozen=True)
class Section:
    objective: Objective
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Grid:
    """`agreement` locks the year. `units` are those that fill something."""

    office: Office
    year: int
    columns: tuple[Period, ...]
    sections: tuple[Section, ...]
    units: tuple[Unit, ...]
    agreement: PerformanceAgreement | None

    @property
    def lines(self) -> list[Line]:
        return [line for section in self.sections for line in section.lines]

    @property
    def filled(self) -> int:
        return sum(1 for line in self.lines for cell in line.cells if cell.seen)

    @property
    def total(self) -> int:
        return sum(len(line.cells) for line in self.lines)


def kind_of(office: Office, year: int) -> PeriodKind:
    """The shortest period this office reports in that year; quarters where it owes nothing yet."""
    owed = Obligation.objects.filter(office=office, since__year__lte=year).exclude(until__year__lt=year)
    kinds = set(owed.values_list("kind", flat=True))
    return next((kind for kind in FINEST_FIRST if kind in kinds), PeriodKind.QUARTER)


def columns_of(office: Office, year: int) -> tuple[Period, ...]:
    """The periods of the year as this office reports them, the whole year last."""
    kind = kind_of(office, year)
    parts = [] if kind == PeriodKind.YEAR else periods_of_year(kind, year)
    return (*parts, Period(kind=PeriodKind.YEAR, year=year, number=1))


def short_name(period: Period) -> str:
    """TW III, Sep, Tahun: where the year is said elsewhere."""
    return "Tahun" if period.kind == PeriodKind.YEAR else period.short.removesuffix(f" {period.year}")


def agreement_of(office: Office, year: int) -> PerformanceAgreement | None:
    return PerformanceAgreement.objects.filter(office=office, year=year).first()


def goals_of(office: Office, year: int) -> dict[Slot, Goal]:
    """Every target of the office in that year."""
    rows = Target.objects.filter(indicator__office=office, year=year)
    return {(row.indicator_id, row.unit_id, row.kind, row.number): goal_of(row) for row in rows}


def build_grid(office: Office, year: int, *, unit: int | None = None) -> Grid:
    """Active indicators with their targets, of one unit or of all. Seven queries."""
    columns, goals = columns_of(office, year), goals_of(office, year)
    revisions = TargetRevision.objects.filter(indicator__office=office, year=year)
    revised = set(revisions.order_by().values_list("indicator", "unit", "kind", "number"))
    units: dict[int, Unit] = {}
    sections = []
    for branch in branches(office, active_only=True):
        units |= {one.pk: one for row in branch.indicators for one in row.units.all()}
        lines = _lines(branch.indicators, unit, columns, goals, revised)
        if lines:
            sections.append(Section(branch.objective, tuple(lines)))
    ordered = sorted(units.values(), key=lambda one: (one.order, one.pk))
    return Grid(office, year, columns, tuple(sections), tuple(ordered), agreement_of(office, year))


def with_refused(grid: Grid, texts: Mapping[str, str], problems: Mapping[str, str]) -> Grid:
    """The same sheet with the refused texts still in their cells, and the sentence of each."""
    sections = tuple(
        replace(section, lines=tuple(_refused(line, texts, problems) for line in section.lines))
        for section in grid.sections
    )
    return replace(grid, sections=sections)


def _refused(line: Line, texts: Mapping[str, str], problems: Mapping[str, str]) -> Line:
    cells = tuple(
        replace(cell, text=texts[cell.name], problem=problems[cell.name]) if cell.name in problems else cell
        for cell in line.cells
    )
    return replace(line, cells=cells)


def _lines(
    indicators: Iterable[Indicator],
    unit: int | None,
    columns: Sequence[Period],
    goals: Mapping[Slot, Goal],
    revised: set[Slot],
) -> list[Line]:
    return [
        line_of(indicator, one, columns, goals, revised)
        for indicator in indicators
        for one in indicator.units.all()
        if unit in {None, one.pk}
    ]


def line_of(
    indicator: Indicator,
    unit: Unit,
    columns: Sequence[Period],
    goals: Mapping[Slot, Goal],
    revised: set[Slot],
) -> Line:
    """One row of the sheet, with the doubts about it."""
    found = {
        (period.kind, period.number): goals.get((indicator.pk, unit.pk, period.kind, period.number), Goal())
        for period in columns
    }
    cells = tuple(
        _cell(indicator, unit, period, found[period.kind, period.number], revised) for period in columns
    )
    parts = {
        short_name(period): found[period.kind, period.number]
        for period in columns
        if period.kind != PeriodKind.YEAR
    }
    return Line(indicator, unit, cells, doubts(indicator, parts, found[PeriodKind.YEAR, 1]))


def _cell(indicator: Indicator, unit: Unit, period: Period, goal: Goal, revised: set[Slot]) -> Cell:
    text = write_goal(indicator, goal)
    slot = (indicator.pk, unit.pk, period.kind, period.number)
    return Cell(
        f"target-{indicator.pk}-{unit.pk}-{period.kind}-{period.number}",
        period,
        text,
        text,
        revised=slot in revised,
    )
