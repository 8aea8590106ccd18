"""What a figure is compared with at verification: the period before, the year before, or what stood before the return."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kinerja.periods.queries import period_before
from kinerja.submissions.case.turns import Turn
from kinerja.submissions.rows.checks import Before, Change
from kinerja.submissions.rows.past import year_before
from kinerja.submissions.rows.row import Row
from kinerja.submissions.rows.sheet import called
from kinerja.submissions.rows.told_values import values_at
from sop.runs.models import Outcome

BEFORE, YEAR, RETURNED = "", "tahun", "kembali"
NAMES = {BEFORE: "Periode lalu", YEAR: "Tahun lalu", RETURNED: "Sebelum dikembalikan"}


@dataclass(frozen=True)
class Cell:
    """A column beside the figure: its head, the figure there, and whether the difference is counted from it."""

    head: str
    before: Before | None
    text: str
    chosen: bool


@dataclass(frozen=True)
class Comparison:
    """How the page compares: the mode, the heads of its two columns, and the values before the return by row."""

    mode: str
    modes: tuple[str, ...]
    heads: tuple[tuple[str, str], ...]
    returned: Mapping[int, Decimal | None]

    def cells(self, row: Row) -> list[Cell]:
        return [self._cell(row, mode, head) for mode, head in self.heads]

    def change(self, row: Row) -> Change:
        return row.compared_with(self._other(row, self.mode))

    def _cell(self, row: Row, mode: str, head: str) -> Cell:
        other = self._other(row, mode)
        return Cell(head, other, row.written(other.value) if other else "", mode == self.mode)

    def _other(self, row: Row, mode: str) -> Before | None:
        if mode == RETURNED:
            return Before(self.returned.get(row.pk, row.figure.value), NAMES[RETURNED], same_year=False)
        return row.year_before if mode == YEAR else row.before


def comparison_of(turn: Turn, rows: list[Row], asked: str) -> Comparison:
    """The comparison asked for in the address; one that this file does not have falls back to the period before.

    One query, and none in a file that was never sent back.
    """
    sent_back = [
        row.closed_at for row in turn.case.step_runs if row.outcome == Outcome.RETURNED and row.closed_at
    ]
    modes = (BEFORE, YEAR, RETURNED) if sent_back else (BEFORE, YEAR)
    mode = asked if asked in modes else BEFORE
    period = turn.case.submission.period
    heads = {
        BEFORE: called(period_before(period), period),
        YEAR: year_before(period).short,
        RETURNED: NAMES[RETURNED],
    }
    shown = (RETURNED, BEFORE) if mode == RETURNED else (BEFORE, YEAR)
    moments = {row.pk: max(sent_back) for row in rows} if mode == RETURNED else {}
    returned = values_at(turn.case.submission, moments)
    return Comparison(mode, modes, tuple((key, heads[key]) for key in shown), returned)
