"""The sheet Target: each filled cell is the target of a period; an empty one leaves what is there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kinerja.documents.cells import Grid
from kinerja.importers.plans import words
from kinerja.importers.plans.report import Report
from kinerja.importers.plans.tables import Table, find_table
from kinerja.importers.plans.words import Unreadable, plain
from kinerja.indicators import actions
from kinerja.indicators.actions import Wanted
from kinerja.indicators.errors import TargetsLocked
from kinerja.indicators.goals import Goal, UnreadableGoal, goal_from_number, read_goal, write_goal
from kinerja.indicators.grid import Slot, agreement_of, columns_of, goals_of
from kinerja.indicators.models import Indicator
from kinerja.indicators.tree import indicators_of
from kinerja.periods.models import Period
from sop.offices.models import Office, Unit, User


@dataclass(frozen=True)
class Place:
    """One cell of the sheet: whose target it is, and for which period."""

    table: Table
    row: int
    heading: str
    indicator: Indicator
    unit: Unit
    period: Period

    @property
    def column(self) -> int:
        return self.table.column(self.heading)

    @property
    def name(self) -> str:
        return f"{self.indicator.name}, {self.unit}, {self.heading}"

    @property
    def slot(self) -> Slot:
        return (self.indicator.pk, self.unit.pk, self.period.kind, self.period.number)

    def goal(self) -> Goal:
        """What the cell says; a numeric cell is never read from its text."""
        number = self.table.grid.numbers.get((self.row, self.column))
        text = self.table.grid.text(self.row, self.column)
        try:
            return (
                read_goal(self.indicator, text)
                if number is None
                else goal_from_number(self.indicator, number)
            )
        except UnreadableGoal as problem:
            raise Unreadable(problem.sentence) from problem


def load_targets(office: Office, year: int, grids: dict[str, Grid], report: Report, *, by: User) -> None:
    """Write the targets that differ; those of a locked year are findings."""
    periods = {words.period_heading(period): period for period in columns_of(office, year)}
    needed = [words.INDICATOR, words.UNIT]
    table = find_table(grids, words.TARGETS, [words.ID, *needed, *periods], needed, report)
    if table is None:
        return
    now, agreement = goals_of(office, year), agreement_of(office, year)
    wanted = []
    for place, goal in _filled(office, table, periods, report):
        before = now.get(place.slot, Goal())
        if goal == before:
            continue
        if agreement:
            refusal = TargetsLocked(year, agreement.number)
            report.refuse(table.grid, place.row, place.column, refusal.sentence)
            continue
        said = write_goal(place.indicator, before)
        report.change("Target", place.name, said, write_goal(place.indicator, goal))
        wanted.append(Wanted(place.name, place.indicator, place.unit, place.period, goal, said))
    if wanted and report.clean:
        actions.save_targets(office, year, wanted, by=by)


def _filled(
    office: Office, table: Table, periods: Mapping[str, Period], report: Report
) -> Iterator[tuple[Place, Goal]]:
    """Every cell in which a target can be read."""
    indicators = indicators_of(office)
    seen: set[Slot] = set()
    for row in table.rows():
        owner = _owner(table, row, indicators, report)
        for heading, period in periods.items() if owner else ():
            column = table.columns.get(heading)
            if owner is None or column is None or not table.grid.text(row, column):
                continue
            place = Place(table, row, heading, *owner, period)
            if place.slot in seen:
                report.refuse(
                    table.grid, row, column, "Target ini sudah tertulis pada baris lain. Hapus salah satu."
                )
                continue
            seen.add(place.slot)
            with report.at(table.grid, row, column):
                yield place, place.goal()


def _owner(
    table: Table, row: int, indicators: list[Indicator], report: Report
) -> tuple[Indicator, Unit] | None:
    """Indicator and unit of a row; what is not known is a finding at its cell."""
    pk, name = table.text(row, words.ID), table.text(row, words.INDICATOR)
    fitting = [one for one in indicators if (str(one.pk) == pk if pk else plain(one.name) == plain(name))]
    if len(fitting) != 1:
        sentence = (
            f"Beberapa indikator bernama ‘{name}’. Isi ID-nya."
            if fitting
            else f"Indikator ‘{name}’ tidak dikenal. Tulis ID atau namanya seperti pada lembar Indikator."
        )
        report.refuse(table.grid, row, table.column(words.ID if pk else words.INDICATOR), sentence)
        return None
    said = plain(table.text(row, words.UNIT))
    unit = next((one for one in fitting[0].units.all() if said in {plain(one.name), plain(one.code)}), None)
    if unit is None:
        sentence = f"Unit ‘{table.text(row, words.UNIT)}’ bukan unit pengisi indikator ini."
        report.refuse(table.grid, row, table.column(words.UNIT), sentence)
        return None
    return fitting[0], unit
