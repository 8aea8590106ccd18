"""Rows of a drawing as HTML: the same for the browser, for printing from it, and for the PDF engine."""

from dataclasses import dataclass, replace
from functools import partial

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from sop.flowchart.drawing import Cell, Drawing, Row
from sop.flowchart.sizes import Size
from sop.flowchart.standing import NOWHERE, Standing, Standings, State
from sop.flowchart.styles import css_class
from sop.flowchart.symbols import connectors_svg, symbol_svg

NOMINAL = 19.0  # millimetres of a lane for symbols of their nominal size; in narrower lanes they shrink
PAPER = Size()
SCREEN = Size(scale=1.15, lane=23.0, letters=2.6, least=2.2)
SHRUNK = {3: 1.0, 5: 0.8, 7: 0.65}  # by the number of tracks, so that the lines have room beside the symbols


@dataclass(frozen=True)
class DrawnRow:
    """A table row to be printed. `lanes` are its cells of the columns, `css` is the class of the row.

    `standing` is None where no case is shown.
    """

    row: Row
    lanes: SafeString
    css: str
    standing: Standing | None = None

    @property
    def step(self) -> int | None:
        """The place of the step; None in a row of its own."""
        return self.row.step

    @property
    def words(self) -> str:
        """In a row of connectors: "bersambung ke hal. berikut"."""
        return self.row.words

    @property
    def current(self) -> bool:
        """Whether the case is here."""
        return self.standing is not None and self.standing.state is State.CURRENT


def paper_size(lane_mm: float) -> Size:
    """For lanes of this width on paper."""
    return Size(scale=min(1.0, lane_mm / NOMINAL), lane=lane_mm)


def drawn_rows(
    drawing: Drawing, *, size: Size = PAPER, standings: Standings = NOWHERE
) -> tuple[DrawnRow, ...]:
    """All rows of a drawing."""
    fitted = replace(size, scale=size.scale * SHRUNK[drawing.tracks])
    return tuple(_drawn(row, fitted, standings) for row in drawing.rows)


def _drawn(row: Row, size: Size, standings: Standings) -> DrawnRow:
    standing = standings.get(row.step) if row.step is not None else None
    done = standing is not None and standing.state is State.DONE
    cell = partial(_cell, size=size, done=done)
    lanes = format_html_join("", '<td class="flow-lane{}">{}</td>', map(cell, row.cells))
    return DrawnRow(row, lanes, _row_class(row, standing), standing)


def _cell(cell: Cell, *, size: Size, done: bool) -> tuple[str, SafeString | str]:
    lines = css_class(cell.pieces)
    return f" {lines}" if lines else "", _content(cell, size=size, done=done)


def _content(cell: Cell, *, size: Size, done: bool) -> SafeString | str:
    if cell.symbol:
        return symbol_svg(cell.symbol, size=size, done=done)
    return connectors_svg(cell.connectors) if cell.connectors else ""


def _row_class(row: Row, standing: Standing | None) -> str:
    names = ["flow-between"] if row.words else []
    if row.breaks:
        names.append("flow-break")
    if standing:
        names.append(f"flow-{standing.state}")
    return " ".join(names)
