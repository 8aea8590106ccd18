"""The drawing of a sheet: for each row and lane the lines and the symbol, from the definition alone."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache

from sop.flowchart.connectors import Connector, Crossing, crossings, lettered, lines_below
from sop.flowchart.labels import Corner, corners
from sop.flowchart.pieces import WHOLE, Piece, Style, pieces
from sop.flowchart.plan import Kind, Shape, Spot, plan
from sop.flowchart.routing import route
from sop.flowchart.words import symbol_title
from sop.procedures.definition import Definition

WORDS = {"out": "bersambung ke {} berikut", "in": "lanjutan dari {} sebelumnya"}
NOTHING: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class Symbol:
    """A symbol with its arrowheads and labels by port ("up", "down", "left", "right"); `title` says it in words.

    `corners` are what the lines beside it leave for labels.
    """

    kind: Kind
    step: int | None
    title: str
    arrows: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    corners: tuple[Corner, ...] = ()
    inferred: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell of a lane. In a row between pages `connectors` stand where lines cross the page break."""

    pieces: tuple[Piece, ...] = ()
    symbol: Symbol | None = None
    connectors: tuple[Connector, ...] = ()


@dataclass(frozen=True)
class Row:
    """A row of the table. `kind` is "step", "capsule" (a capsule of its own), "out" or "in" (page connectors).

    `grid` is the place of the row in a drawing without breaks; connector rows have that of their neighbour. With
    `breaks` a new page begins before the row; `words` stand in a row of connectors.
    """

    kind: str
    grid: int
    table: int
    cells: tuple[Cell, ...]
    step: int | None = None
    breaks: bool = False
    words: str = ""

    @property
    def anchor(self) -> str:
        """Id of the row in a page."""
        return f"alur-{self.kind}-{self.grid}"


@dataclass(frozen=True)
class Drawing:
    """All rows in order. `tracks` is how fine the grid had to be; `left_out` are undrawn returns without room."""

    rows: tuple[Row, ...]
    lanes: tuple[str, ...]
    tracks: int
    left_out: tuple[str, ...] = ()

    def table(self, number: int) -> tuple[Row, ...]:
        """The rows of one table of the sheet."""
        return tuple(row for row in self.rows if row.table == number)

    def row(self, step: int) -> Row:
        """The row of a step; KeyError where there is none."""
        return {row.step: row for row in self.rows if row.kind == "step"}[step]


def draw(
    definition: Definition,
    *,
    pages: tuple[int, ...] = (),
    dashed: Collection[str] = (),
    inferred: Collection[tuple[int, int]] = NOTHING,
) -> Drawing:
    """Draw a sheet. CannotDraw where a step has no column or an arrow no room.

    `pages`: the page of each row of the drawing without breaks; where it changes, connector rows are put in.
    `dashed`: keys of undrawn returns to show; `inferred`: (step, column) read by inference.
    """
    return Sketch(definition, dashed=dashed, inferred=inferred).drawing(pages)


@dataclass(frozen=True)
class _Published:
    """A definition known by the hash of its publication, which is all that is compared."""

    sha256: str
    definition: Definition = field(compare=False)


def draw_once(
    sha256: str,
    definition: Definition,
    *,
    dashed: Collection[str] = (),
    inferred: Collection[tuple[int, int]] = NOTHING,
) -> Drawing:
    """As `draw`, kept in the process by the hash of the publication."""
    return _draw_once(_Published(sha256, definition), frozenset(dashed), frozenset(inferred))


@lru_cache(maxsize=128)
def _draw_once(
    published: _Published, dashed: frozenset[str], inferred: frozenset[tuple[int, int]]
) -> Drawing:
    return draw(published.definition, dashed=dashed, inferred=inferred)


class Sketch:
    """A sheet with its lines laid, to be broken into pages as often as needed. CannotDraw as in `draw`."""

    def __init__(
        self,
        definition: Definition,
        *,
        dashed: Collection[str] = (),
        inferred: Collection[tuple[int, int]] = NOTHING,
    ) -> None:
        self.definition, self.inferred = definition, frozenset(inferred)
        self.plan = plan(definition, dashed)
        self.routed = route(self.plan)
        self.board = self.routed.board
        self.pieces = pieces(self.board)

    def storeys(self, row: int) -> int:
        """How many storeys of pentagons a page break below this row of the grid would need; 0 for none."""
        return max((line.levels for line in lines_below(self.board, row)), default=0)

    def drawing(self, pages: tuple[int, ...] = ()) -> Drawing:
        """Put lines and symbols together; `pages` as in `draw`."""
        rows: list[Row] = []
        breaks = lettered(self.definition, crossings(self.board, pages))
        for index in range(len(self.plan.rows)):
            if index - 1 in breaks:
                rows.append(self._between("in", index, breaks[index - 1]))
            turned = bool(pages) and index > 0 and pages[index] != pages[index - 1]
            rows.append(self._row(index, breaks=turned and index - 1 not in breaks and self._goes_on(index)))
            if index in breaks:
                rows.append(self._between("out", index, breaks[index]))
        lanes = tuple(self.definition.actors[actor] for actor in self.plan.lanes)
        return Drawing(tuple(rows), lanes, self.board.tracks, self.routed.left_out)

    def _goes_on(self, index: int) -> bool:
        """Whether a row belongs to the table of the row above; a new table begins a page by itself."""
        return self.plan.rows[index - 1].table == self.plan.rows[index].table

    def _row(self, index: int, *, breaks: bool) -> Row:
        row = self.plan.rows[index]
        cells = tuple(self._cell((index, lane)) for lane in range(len(self.plan.lanes)))
        kind = "capsule" if row.step is None else "step"
        return Row(kind, index, row.table, cells, row.step, breaks)

    def _cell(self, spot: Spot) -> Cell:
        shape = self.plan.shapes.get(spot)
        return Cell(self.pieces.get(spot, ()), self._symbol(spot, shape) if shape else None)

    def _symbol(self, spot: Spot, shape: Shape) -> Symbol:
        centre, actor = self.board.centre(spot), self.plan.lanes[spot[1]]
        arrows, labels = [], []
        for direction, port in enumerate(("right", "down", "left", "up")):
            uses = self.board.ports.get((centre, direction), [])
            if any(use == "in" for _, use in uses):
                arrows.append(port)
            labels += [
                (port, link.label.strip()) for link, use in uses if use == "out" and link.label.strip()
            ]
        shown = self.routed.paths
        edges = [edge for edge in self.definition.edges if edge.source == shape.step and edge.key in shown]
        guessed = (shape.step, actor) in self.inferred
        return Symbol(
            kind=shape.kind,
            step=shape.step,
            title=symbol_title(self.definition, shape, actor, edges, inferred=guessed),
            arrows=tuple(arrows),
            labels=tuple(dict.fromkeys(labels)),
            corners=corners(self.pieces.get(spot, ())) if labels else (),
            inferred=guessed,
        )

    def _between(self, kind: str, index: int, lines: list[Crossing]) -> Row:
        """A row of connectors at the foot ("out") or the head ("in") of a page."""
        cells = []
        for lane in range(len(self.plan.lanes)):
            here = [line for line in lines if line.column // self.board.tracks == lane]
            stubs = tuple(sorted(self._stub(kind, line) for line in here))
            cells.append(Cell(stubs, None, tuple(line.connector(kind, self.board.tracks) for line in here)))
        goes_on = self._goes_on(index if kind == "in" else index + 1)
        words = WORDS[kind].format("hal." if goes_on else "tabel")
        table = self.plan.rows[index].table
        return Row(kind, index, table, tuple(cells), breaks=kind == "in" and goes_on, words=words)

    def _stub(self, kind: str, line: Crossing) -> Piece:
        """From the neighbouring row to the pentagon, which hides the end of the line."""
        pentagon = line.connector(kind, self.board.tracks)
        track, middle = pentagon.track, round(WHOLE * (pentagon.level + 0.5) / pentagon.levels)
        start, end = (0, middle) if pentagon.foot else (middle, WHOLE)
        style = Style.DASH if line.dashed else Style.SOLID
        return Piece(upright=True, track=track, start=start, end=end, style=style)
