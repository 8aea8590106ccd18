"""Lines that go on another page: pairs of lettered pentagons (segilima, PermenPANRB 35/2012)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sop.flowchart.board import DOWN, Board
from sop.flowchart.pieces import PERCENT, WHOLE
from sop.flowchart.plan import Link
from sop.flowchart.words import Numbers, listed
from sop.procedures.definition import Definition

# The least distance of two pentagons on one level, in percent of a lane: with few columns the lanes are wide.
WIDE, GAP, NARROW_GAP = 5, 17, 31
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Connector:
    """A pentagon at `track` percent of its cell, at the `foot` or the head of a page.

    `arrow`: the line ends here and goes on at the twin. Neighbours that would touch stand on different levels, 0 the
    highest.
    """

    letter: str
    track: int
    foot: bool
    arrow: bool
    level: int
    levels: int
    title: str


@dataclass(frozen=True)
class Crossing:
    """A line over a page break, at a column of nodes; several arrows where they run together."""

    column: int
    downward: bool
    links: tuple[Link, ...]
    letter: str = ""
    ahead: str = ""
    behind: str = ""

    level: int = 0
    levels: int = 1

    @property
    def dashed(self) -> bool:
        """Whether no arrow of the sheet runs here."""
        return all(link.dashed for link in self.links)

    def connector(self, kind: str, tracks: int) -> Connector:
        """The pentagon at the foot ("out") or at the head ("in")."""
        arrow = self.downward == (kind == "out")
        title = f"Konektor halaman {self.letter}, {self.ahead if arrow else self.behind}"
        track = PERCENT[tracks][self.column % tracks]
        return Connector(self.letter, track, kind == "out", arrow, self.level, self.levels, title)


def crossings(board: Board, pages: tuple[int, ...]) -> dict[int, list[Crossing]]:
    """For each row that is the last of its page or table, the lines that go on below it, from left to right."""
    rows = (row for row in range(len(board.plan.rows) - 1) if _ends(board, pages, row))
    return {row: lines for row in rows if (lines := lines_below(board, row))}


def lines_below(board: Board, row: int) -> list[Crossing]:
    """The lines that go on below a row, from left to right."""
    return _spread(board, list(_lines(board, row)))


def _spread(board: Board, lines: list[Crossing]) -> list[Crossing]:
    """Put pentagons that would touch on different levels, from left to right."""
    percent, tracks = PERCENT[board.tracks], board.tracks
    gap = GAP if len(board.plan.lanes) <= WIDE else NARROW_GAP
    ends: list[int] = []  # where the last pentagon of each level stands, in percent of a lane
    placed = []
    for line in lines:
        at = WHOLE * (line.column // tracks) + percent[line.column % tracks]
        level = next((index for index, end in enumerate(ends) if at - end >= gap), len(ends))
        ends[level : level + 1] = [at]
        placed.append(replace(line, level=level))
    return [replace(line, levels=len(ends)) for line in placed]


def lettered(definition: Definition, breaks: dict[int, list[Crossing]]) -> dict[int, list[Crossing]]:
    """Give each line its letter, A, B, … through the whole document, and words for the two ends."""
    letters, names = _letters(), Numbers(definition)
    return {row: [_named(line, next(letters), names) for line in lines] for row, lines in breaks.items()}


def _ends(board: Board, pages: tuple[int, ...], row: int) -> bool:
    here, below = board.plan.rows[row], board.plan.rows[row + 1]
    return here.table != below.table or bool(pages and pages[row] != pages[row + 1])


def _lines(board: Board, row: int) -> Iterator[Crossing]:
    first = ((row + 1) * board.tracks - 1) * board.width
    for column in range(board.width):
        users = board.segments.get((first + column, DOWN))
        if users:
            yield Crossing(column, users[0][1] == DOWN, tuple(link for link, _ in users))


def _named(line: Crossing, letter: str, names: Numbers) -> Crossing:
    ahead = listed(list(dict.fromkeys(names.target(link.target) for link in line.links)))
    behind = listed(list(dict.fromkeys(_source(link, names) for link in line.links)))
    return replace(line, letter=letter, ahead=f"ke {ahead}", behind=f"dari {behind}")


def _source(link: Link, names: Numbers) -> str:
    return "mulai" if link.source is None else names.target(link.source)


def _letters() -> Iterator[str]:
    """A to Z, then AA, AB and so on."""
    heads = [""]
    while True:
        heads = [head + letter for head in heads for letter in ALPHABET]
        yield from heads
