"""The drawn flow of a sheet on paper: which row falls on which page, and the connectors from page to page.

Two passes at most: the first tells how high each row is; where a table needs several pages, the second puts a row of
pentagons at the foot and at the head of the pages wherever lines go on (PermenPANRB 35/2012: segilima).
"""

from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from kinerja.documents.engine import SIZES, LaidOut, Place, lay_out
from kinerja.documents.sheet import SheetData, SheetStep
from kinerja.documents.sheet_breaks import Room, page_ends
from kinerja.documents.sheet_page import PaperRow, sheet_page
from sop.flowchart.drawing import Drawing, Sketch
from sop.flowchart.errors import CannotDraw
from sop.flowchart.markup import DrawnRow, drawn_rows, paper_size
from sop.flowchart.styles import stylesheet
from sop.flowchart.symbols import STOREY
from sop.procedures.definition import Definition

# Widths in millimetres; what is fixed beside the lanes stands in documents.css (doc-w-…).
MARGINS = 28  # left and right of the page
ACTIVITY = 0.21  # of the table
BESIDE = 9 + 18 + 19 + 2 * 27  # number, waktu, keterangan, and kelengkapan and output at their narrowest
WIDEST, WIDE, FEW, NARROWEST = 24, 21, 3, 9
FOOT = 17  # millimetres below the text of this kind of page (documents-paper.css)
BORDER = 0.3  # of a row of connectors
SPARE = 0.5  # what rounding may take, and more on a second try
TRIES = 3


@dataclass(frozen=True, slots=True)
class PaperFlow:
    """The rows of each table of a sheet, and the lines of the drawing as CSS."""

    tables: tuple[tuple[PaperRow, ...], ...]
    css: str

    def keeps(self, places: dict[str, Place]) -> bool:
        """Whether each row lies where the connectors say: breaks at the feet and heads, nowhere else."""
        pairs = (pair for rows in self.tables for pair in pairwise(rows))
        return all(
            (places[upper.anchor].page != places[lower.anchor].page) == lower.breaks for upper, lower in pairs
        )


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
    laid = _lay(data, whole)
    places = laid.places
    if whole.keeps(places):
        return laid
    for trial in range(1, TRIES + 1):
        broken = paper_flow(data, sketch.drawing(_pages(data, sketch, whole, places, trial * SPARE)))
        laid = _lay(data, broken)
        if broken.keeps(laid.places):
            return laid
    return None


def _lay(data: SheetData, flow: PaperFlow | None) -> LaidOut:
    return lay_out(
        sheet_page(data, flow.tables if flow else ()),
        paper=data.paper,
        landscape=True,
        logo_png=data.logo_png,
        extra_css=flow.css if flow else "",
    )


def _pages(
    data: SheetData, sketch: Sketch, whole: PaperFlow, places: dict[str, Place], spare: float
) -> tuple[int, ...]:
    """The page of each row of the grid, as far as rows and connectors fit on it."""
    bottom = SIZES[data.paper][0] - FOOT - spare
    pages: list[int] = []
    for number, rows in enumerate(whole.tables, start=1):
        legend = places[f"kaki-tabel-{number}"]
        room = _room(rows, places, bottom - (legend.bottom - legend.top))
        first = len(pages)  # row of the grid with which the table begins
        ends = page_ends(_heights(rows, places), room, partial(_between, sketch, first))
        after = pages[-1] + 1 if pages else 0
        pages += [after + page for page in ends]
    return tuple(pages)


def _room(rows: tuple[PaperRow, ...], places: dict[str, Place], bottom: float) -> Room:
    """From below the head of the table, which is repeated, to above its legend, which is too."""
    first = places[rows[0].anchor]
    later = next((place for row in rows if (place := places[row.anchor]).page != first.page), first)
    return Room(bottom - first.top, bottom - later.top)


def _heights(rows: tuple[PaperRow, ...], places: dict[str, Place]) -> list[float]:
    """Of each row of the grid; connectors between two tables stay with their neighbour."""
    heights: list[float] = []
    carried = 0.0
    for row in rows:
        height = places[row.anchor].bottom - places[row.anchor].top
        if row.kind == "in":
            carried = height
        elif row.kind == "out":
            heights[-1] += height
        else:
            heights.append(height + carried)
            carried = 0.0
    return heights


def _between(sketch: Sketch, first: int, row: int) -> float:
    storeys = sketch.storeys(first + row)
    return STOREY * storeys + BORDER if storeys else 0


def paper_flow(data: SheetData, drawing: Drawing) -> PaperFlow:
    """The rows of a sheet as drawn, table by table."""
    lane = lane_width(data.paper, len(data.actors))
    steps = {step.position: step for table in data.tables for step in table.steps}
    rows = [_row(drawn, steps) for drawn in drawn_rows(drawing, size=paper_size(lane))]
    tables = dict.fromkeys(row.table for row in rows)
    by_table = tuple(tuple(row for row in rows if row.table == table) for table in tables)
    return PaperFlow(
        by_table, f"{stylesheet(drawing, str)}.doc-sop-table .doc-w-lane {{ width: {lane}mm }}\n"
    )


def lane_width(paper: str, count: int) -> float:
    """Millimetres of a lane: as wide as the paper allows, so that symbols stay large in many lanes too."""
    room = (SIZES[paper][1] - MARGINS) * (1 - ACTIVITY) - BESIDE
    return round(max(NARROWEST, min(WIDEST if count <= FEW else WIDE, room / count)), 1)


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
