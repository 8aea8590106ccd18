"""Rows of a drawing as HTML: the same for the browser, for printing from it, and for the PDF engine."""

from dataclasses import dataclass
from functools import partial

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from sop.flowchart.drawing import Cell, Drawing, Row
from sop.flowchart.standing import NOWHERE, Standing, Standings, State
from sop.flowchart.styles import css_class
from sop.flowchart.symbols import connectors_svg, symbol_svg

FULL_LANE = 19.0  # millimetres; in narrower lanes the symbols shrink
SHRUNK = {3: 1.0, 5: 0.8, 7: 0.65}  # by the number of tracks, so that the lines have room beside the symbols
BETWEEN = {"out": "bersambung ke hal. berikut", "in": "lanjutan dari hal. sebelumnya"}


@dataclass(frozen=True)
class DrawnRow:
    """A table row to be printed. `lanes` are its cells of the columns; `words` stand in a row between pages.

    `css` is the class of the row; `standing` is None where no case is shown.
    """

    row: Row
    lanes: SafeString
    css: str
    words: str = ""
    standing: Standing | None = None

    @property
    def step(self) -> int | None:
        """The place of the step; None in a row of its own."""
        return self.row.step

    @property
    def current(self) -> bool:
        """Whether the case is here."""
        return self.standing is not None and self.standing.state is State.CURRENT


def drawn_rows(
    drawing: Drawing, *, lane_mm: float = FULL_LANE, standings: Standings = NOWHERE
) -> tuple[DrawnRow, ...]:
    """All rows of a drawing. `lane_mm` is the width a lane has on paper, or the least on screen."""
    size = min(1.0, lane_mm / FULL_LANE) * SHRUNK[drawing.tracks]
    return tuple(_drawn(row, size, standings) for row in drawing.rows)


def _drawn(row: Row, size: float, standings: Standings) -> DrawnRow:
    standing = standings.get(row.step) if row.step is not None else None
    done = standing is not None and standing.state is State.DONE
    cell = partial(_cell, size=size, done=done)
    lanes = format_html_join("", '<td class="flow-lane{}">{}</td>', map(cell, row.cells))
    return DrawnRow(row, lanes, _row_class(row, standing), BETWEEN.get(row.kind, ""), standing)


def _cell(cell: Cell, *, size: float, done: bool) -> tuple[str, SafeString | str]:
    lines = css_class(cell.pieces)
    return f" {lines}" if lines else "", _content(cell, size=size, done=done)


def _content(cell: Cell, *, size: float, done: bool) -> SafeString | str:
    if cell.symbol:
        return symbol_svg(cell.symbol, scale=size, done=done)
    return connectors_svg(cell.connectors) if cell.connectors else ""


def _row_class(row: Row, standing: Standing | None) -> str:
    names = ["flow-between"] if row.kind in BETWEEN else []
    if row.breaks:
        names.append("flow-break")
    if standing:
        names.append(f"flow-{standing.state}")
    return " ".join(names)
