"""Indicators and targets of a year written into the very form in which they can be loaded again."""

from collections.abc import Mapping
from decimal import Decimal

from kinerja.documents.plan_book import Figure, Leaf, plan_workbook
from kinerja.importers.plans import guide, words
from kinerja.importers.plans.words import Cell
from kinerja.indicators.goals import Goal
from kinerja.indicators.grid import Cell as GridCell
from kinerja.indicators.grid import Grid, Line, Slot, build_grid, goals_of
from kinerja.indicators.office_forms import FIELDS, ObjectiveForm, OfficeIndicatorForm
from kinerja.indicators.tree import branches
from sop.offices.models import Office

WIDE = {
    "name": 48,
    "definition": 48,
    "objective": 40,
    "units": 40,
    "formula": 30,
    "direction": 28,
    "parent": 40,
}
NARROW = 16


def export(office: Office, year: int) -> bytes:
    """The whole tree, all indicators with those no longer used, and the targets of the active ones."""
    leaves = {
        words.OBJECTIVES: _objectives(office),
        words.INDICATORS: _indicators(office),
        words.TARGETS: _targets(build_grid(office, year), office, year),
        words.GUIDE: Leaf(guide.HEADINGS, guide.ROWS, (24, 100)),
    }
    return plan_workbook(leaves, author=office.name, paper=office.paper)


def period_headings(grid: Grid) -> list[str]:
    """TW I 2026 … Tahun 2026."""
    return [words.period_heading(period) for period in grid.columns]


def _objectives(office: Office) -> Leaf:
    form = ObjectiveForm(office=office)
    nodes = [branch.objective for branch in branches(office)]
    names = {node.pk: node.name for node in nodes}
    rows: list[list[Cell]] = [
        [
            _id(node.pk),
            node.get_level_display(),
            names.get(node.parent_id or 0, ""),
            node.code,
            node.name,
        ]
        for node in nodes
    ]
    headings = [words.ID, *(words.heading(form, name) for name in form.fields)]
    choices = {2: words.choices_of(form.fields["level"])}
    return Leaf(headings, rows, (6, 16, 40, 16, 60), choices, frozen=1)


def _indicators(office: Office) -> Leaf:
    form = OfficeIndicatorForm(office=office)
    rows: list[list[Cell]] = []
    for branch in branches(office):
        for row in branch.indicators:
            cells = [words.write(form.fields[name], words.value_of(row, name)) for name in FIELDS]
            rows.append([_id(row.pk), *cells, words.YES if row.active else words.NO])
    headings = [words.ID, *(words.heading(form, name) for name in FIELDS), words.IN_USE]
    offered = {column: words.choices_of(form.fields[name]) for column, name in enumerate(FIELDS, start=2)}
    offered[len(headings)] = [words.YES, words.NO]
    widths = [6, *(WIDE.get(name, NARROW) for name in FIELDS), 10]
    choices = {column: listed for column, listed in offered.items() if listed}
    return Leaf(headings, rows, widths, choices, frozen=1)


def _targets(grid: Grid, office: Office, year: int) -> Leaf:
    goals = goals_of(office, year)
    rows: list[list[Cell]] = [
        [
            _id(line.indicator.pk),
            line.indicator.name,
            line.unit.name,
            *(_target(line, cell, goals) for cell in line.cells),
        ]
        for line in grid.lines
    ]
    headings = [words.ID, words.INDICATOR, words.UNIT, *period_headings(grid)]
    return Leaf(headings, rows, (6, 48, 36, *[14] * len(grid.columns)), frozen=3)


def _target(line: Line, cell: GridCell, goals: Mapping[Slot, Goal]) -> Cell:
    """A figure as a number; a range and a predicate as text."""
    goal = goals.get((line.indicator.pk, line.unit.pk, cell.period.kind, cell.period.number), Goal())
    return cell.text if goal.value is None or line.labels else Figure(goal.value, line.indicator.decimals)


def _id(pk: int) -> Figure:
    return Figure(Decimal(pk), 0)
