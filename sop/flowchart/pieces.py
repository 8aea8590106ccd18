"""From routed lines to what each cell of the table shows: straight pieces in percent of the cell, merged."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sop.flowchart.board import DOWN, TIE, Board
from sop.flowchart.plan import Link, Spot

# Where the lines of a cell lie, in percent of its width or height. The symbol covers the middle; the others must
# pass beside it and its arrowheads, however low the row is.
PERCENT: Mapping[int, tuple[int, ...]] = {
    3: (9, 50, 91),
    5: (6, 17, 50, 83, 94),
    7: (4, 11, 19, 50, 81, 89, 96),
}
WHOLE = 100


class Style(StrEnum):
    """Solid: an arrow of the sheet. Dash: a return it does not draw. Dot: worked on together."""

    SOLID = "solid"
    DASH = "dash"
    DOT = "dot"


@dataclass(frozen=True, order=True)
class Piece:
    """A straight piece inside one cell: `upright` or level at `track`, from `start` to `end`, all in percent."""

    upright: bool
    track: int
    start: int
    end: int
    style: Style = Style.SOLID


Spans = dict[tuple[bool, int], dict[tuple[int, int], Style]]


def pieces(board: Board) -> dict[Spot, tuple[Piece, ...]]:
    """The pieces of every cell that has lines, whatever arrows they belong to."""
    cells: dict[Spot, Spans] = defaultdict(lambda: defaultdict(dict))
    used = ((place, users) for place, users in sorted(board.segments.items()) if users)
    for (node, axis), users in used:
        style = _style(link for link, _ in users)
        for spot, line, span in _halves(board, node, axis):
            cells[spot][line][span] = style
    return {spot: tuple(sorted(_merged(spans))) for spot, spans in cells.items()}


def _style(links: Iterable[Link]) -> Style:
    styles = {Style.DOT if link is TIE else Style.DASH if link.dashed else Style.SOLID for link in links}
    return min(styles, key=list(Style).index)


def _halves(board: Board, node: int, axis: int) -> Iterable[tuple[Spot, tuple[bool, int], tuple[int, int]]]:
    """Where the way from a node to the next one right or down lies: (cell, (upright, track), (start, end))."""
    percent, tracks = PERCENT[board.tracks], board.tracks
    y, x = divmod(node, board.width)
    along, aside = (y, x) if axis == DOWN else (x, y)
    line = (axis == DOWN, percent[aside % tracks])
    cell, index = divmod(along, tracks)
    other = aside // tracks
    if index + 1 < tracks:
        yield _spot(axis, cell, other), line, (percent[index], percent[index + 1])
    else:
        yield _spot(axis, cell, other), line, (percent[index], WHOLE)
        yield _spot(axis, cell + 1, other), line, (0, percent[0])


def _spot(axis: int, along: int, aside: int) -> Spot:
    return (along, aside) if axis == DOWN else (aside, along)


def _merged(spans: Spans) -> Iterable[Piece]:
    for (upright, track), parts in spans.items():
        run: Piece | None = None
        for (start, end), style in sorted(parts.items()):
            if run and (run.end, run.style) == (start, style):
                run = Piece(upright, track, run.start, end, style)
            else:
                if run:
                    yield run
                run = Piece(upright, track, start, end, style)
        if run:
            yield run
