"""The drawn table of a sheet on the screen (S15): the printed words of each row with its lanes."""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2s

from django.templatetags.static import static

from sop.flowchart.drawing import Drawing, draw, draw_once
from sop.flowchart.errors import CannotDraw
from sop.flowchart.markup import SCREEN, DrawnRow, drawn_rows
from sop.flowchart.styles import stylesheet
from sop.procedures.models import Publication
from sop.procedures.pages import Row, SheetPage

# Whole pixels on the screen, where a browser would round the thickness of each line differently.
LINE = "var(--flow-line)"


@dataclass(frozen=True)
class TableRow:
    """A row of the table. Without `printed` it belongs to the drawing alone; `heading` stands above it."""

    drawn: DrawnRow
    printed: Row | None
    heading: str = ""


@dataclass(frozen=True)
class FlowTable:
    """The rows of a sheet, and the token of its stylesheet: another drawing has another one."""

    rows: tuple[TableRow, ...]
    token: str


def drawing_of(
    page: SheetPage, publication: Publication | None, dashed: Collection[str] = ()
) -> Drawing | None:
    """The drawing of a sheet, kept in the process once it is published; None where it cannot be drawn."""
    if page.definition is None:
        return None
    try:
        if publication is None:
            return draw(page.definition, dashed=dashed, inferred=page.guesses)
        return draw_once(publication.sha256, page.definition, dashed=dashed, inferred=page.guesses)
    except CannotDraw:
        return None


def screen_css(drawing: Drawing) -> str:
    """The lines of a drawing as the screen wants them."""
    return stylesheet(drawing, static, line=LINE)


def token(css: str) -> str:
    """A short name of one state of a stylesheet, so that it may be kept for ever."""
    return blake2s(css.encode(), digest_size=6).hexdigest()


def flow_table(page: SheetPage, publication: Publication | None) -> FlowTable | None:
    """The table with its flow; None where it cannot be drawn and plain marks must do."""
    drawing = drawing_of(page, publication)
    if drawing is None:
        return None
    printed = {row.position: row for row in page.rows}
    drawn = drawn_rows(drawing, size=SCREEN)
    rows = tuple(_row(drawn, index, printed) for index in range(len(drawn)))
    return FlowTable(rows, token(screen_css(drawing)))


def _row(drawn: tuple[DrawnRow, ...], index: int, printed: dict[int, Row]) -> TableRow:
    """The heading of a table stands above everything of that table, its connectors included."""
    here = drawn[index]
    begins = index == 0 or drawn[index - 1].row.table != here.row.table
    first = next((row.step for row in drawn[index:] if row.step is not None), None)
    heading = printed[first].heading if begins and first is not None else ""
    return TableRow(here, printed[here.step] if here.step is not None else None, heading)
