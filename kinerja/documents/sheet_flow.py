"""The drawn flow of a sheet on paper: which row falls on which page, and the connectors from page to page.

Two passes: the first, with room kept free, tells the page of each row; the second puts a row of pentagons at the foot
and at the head of the pages wherever lines go on (PermenPANRB 35/2012: segilima).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kinerja.documents.engine import LaidOut, lay_out
from kinerja.documents.sheet import SheetData, SheetStep
from kinerja.documents.sheet_page import PaperRow, sheet_page
from sop.flowchart.connectors import WIDE
from sop.flowchart.drawing import Drawing, Sketch
from sop.flowchart.errors import CannotDraw
from sop.flowchart.markup import DrawnRow, drawn_rows, paper_size
from sop.flowchart.styles import stylesheet
from sop.flowchart.symbols import STOREY
from sop.procedures.definition import Definition

# Width of a lane by number of columns, as documents.css has it (doc-lanes-…).
LANES = ((3, 24), (5, 21), (7, 17), (9, 13))
NARROWEST = 11
FOOT = 17  # millimetres below the text of this kind of page (documents-paper.css)
SPARE = 3
TRIES = 3


@dataclass(frozen=True, slots=True)
class PaperFlow:
    """The rows of each table of a sheet, and the lines of the drawing as CSS."""

    drawing: Drawing
    tables: tuple[tuple[PaperRow, ...], ...]
    css: str

    @property
    def anchors(self) -> list[str]:
        """Ids of the rows of the grid, without those between pages."""
        return [row.anchor for row in self._rows if row.kind not in {"out", "in"}]

    @property
    def _rows(self) -> Iterator[PaperRow]:
        return (row for table in self.tables for row in table)

    def keeps(self, pages: dict[str, int]) -> bool:
        """Whether each row lies where the connectors say: breaks at the feet and heads, nowhere else."""
        for rows in self.tables:
            for upper, lower in pairwise(rows):
                if (pages[upper.anchor] != pages[lower.anchor]) != lower.breaks:
                    return False
        return True


def lay_out_sheet(data: SheetData) -> LaidOut:
    """Lay a sheet on its pages: drawn, or with plain marks where no drawing is possible."""
    if data.definition is None:
        return _lay(data, None)
    try:
        return _drawn(data, data.definition) or _lay(data, None)
    except CannotDraw:
        return _lay(data, None)


def _drawn(data: SheetData, definition: Definition) -> LaidOut | None:
    """None where the breaks do not come to rest: a row is then higher than its page."""
    sketch = Sketch(definition, inferred=_inferred(data, definition))
    whole = paper_flow(data, sketch.drawing())
    for trial in range(1, TRIES + 1):
        first = _lay(data, whole, reserve=trial * _reserve(whole.drawing)).pages
        pages = tuple(first[anchor] for anchor in whole.anchors)
        broken = paper_flow(data, sketch.drawing(pages))
        laid = _lay(data, broken)
        if broken.keeps(laid.pages):
            return laid
    return None


def _reserve(drawing: Drawing) -> float:
    """Room for a connector row at the head and one at the foot; many columns may need two storeys."""
    storeys = max(drawing.tracks // 2, 1 + (len(drawing.lanes) > WIDE))
    return 2 * STOREY * storeys + SPARE


def _lay(data: SheetData, flow: PaperFlow | None, *, reserve: float = 0) -> LaidOut:
    page = f"@page sheet {{ margin-bottom: {FOOT + reserve}mm }}" if reserve else ""
    return lay_out(
        sheet_page(data, flow.tables if flow else ()),
        paper=data.paper,
        landscape=True,
        logo_png=data.logo_png,
        extra_css=f"{flow.css}{page}" if flow else "",
    )


def paper_flow(data: SheetData, drawing: Drawing) -> PaperFlow:
    """The rows of a sheet as drawn, table by table."""
    lane = next((width for most, width in LANES if len(data.actors) <= most), NARROWEST)
    steps = {step.position: step for table in data.tables for step in table.steps}
    rows = [_row(drawn, steps) for drawn in drawn_rows(drawing, size=paper_size(lane))]
    tables = dict.fromkeys(row.table for row in rows)
    by_table = tuple(tuple(row for row in rows if row.table == table) for table in tables)
    return PaperFlow(drawing, by_table, stylesheet(drawing, str))


def _row(drawn: DrawnRow, steps: dict[int, SheetStep]) -> PaperRow:
    step = steps[drawn.step] if drawn.step is not None else None
    return PaperRow(
        anchor=step.anchor if step else drawn.row.anchor,
        kind=drawn.row.kind,
        table=drawn.row.table,
        breaks=drawn.row.breaks,
        step=step,
        lanes=drawn.lanes,
        css=drawn.css,
        words=drawn.words,
    )


def _inferred(data: SheetData, definition: Definition) -> frozenset[tuple[int, int]]:
    """Steps and columns that are only a reading of the words."""
    lanes = sorted(definition.actors)
    return frozenset(
        (step.position, lane)
        for table in data.tables
        for step in table.steps
        for lane, mark in zip(lanes, step.marks, strict=True)
        if mark.inferred
    )
