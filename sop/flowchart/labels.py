"""Where the labels of a symbol stand: each in a corner of its own beside its port, clear of the lines."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from sop.flowchart.pieces import Piece
from sop.flowchart.sizes import HALF, HALFWAY, HEIGHT, LEADING, MARGIN, MIDDLE, NARROW, WIDTH, Size
from sop.flowchart.syllables import broken

# The corners a label may stand in, by the port of its arrow; the first is where a reader looks first.
PLACES = {
    "up": ("up right", "up left"),
    "down": ("down right", "down left"),
    "left": ("up left", "down left"),
    "right": ("up right", "down right"),
}
CORNERS = ("up left", "up right", "down left", "down right")
UPPER, LOWER = (10, 45), (55, 90)  # where labels stand, in percent of the height of a row
ASIDE, NARROWED, LINED = (
    1,
    3,
    4,
)  # costs of the second corner, of one with less room, of one with a level line
BESIDE_LINE, BESIDE_HEAD = 0.9, 1.2  # from the middle of a line, or of an arrowhead, to the letters


@dataclass(frozen=True)
class Corner:
    """A quarter of the cell: `room` percent of the lane are free beside its middle; `lined`: a level line runs there."""

    room: int = HALF
    lined: bool = False


@dataclass(frozen=True)
class Label:
    """Lines of a label; `y` is the baseline of the first, `letters` their height, in units of the symbol."""

    x: float
    y: float
    anchor: str
    letters: float
    lines: tuple[str, ...]

    @property
    def growth(self) -> float:
        """How much higher the symbol must be for it."""
        return (len(self.lines) - 1) * self.letters * LEADING


def corners(pieces: Iterable[Piece]) -> tuple[Corner, ...]:
    """What the lines of a cell leave of its corners, in the order of `CORNERS`."""
    lines = tuple(pieces)
    return tuple(_corner(lines, up=name.startswith("up"), left=name.endswith("left")) for name in CORNERS)


def _corner(lines: tuple[Piece, ...], *, up: bool, left: bool) -> Corner:
    low, high = UPPER if up else LOWER
    start, end = (0, HALF) if left else (HALF, 2 * HALF)
    beside = [
        abs(line.track - HALF)
        for line in lines
        if line.upright and start <= line.track <= end and line.track != HALF
        if line.start < high and line.end > low
    ]
    level = (line for line in lines if not line.upright and line.track != HALF)
    lined = any((line.track < HALF) == up and line.start < end and line.end > start for line in level)
    return Corner(min(beside, default=HALF), lined)


def place(
    labels: tuple[tuple[str, str], ...], free: tuple[Corner, ...], size: Size, *, pointed: bool
) -> list[Label]:
    """Put each label (port, text) in a corner, no two in one; `pointed`: the symbol is a diamond."""
    rooms = dict(zip(CORNERS, free, strict=False)) if free else {name: Corner() for name in CORNERS}
    ways = product(*(PLACES[port] for port, _ in labels))
    names = min((way for way in ways if len({*way}) == len(way)), key=lambda way: _cost(way, labels, rooms))
    return [
        _label(port, text, name, rooms[name].room, size, pointed=pointed)
        for (port, text), name in zip(labels, names, strict=True)
    ]


def _cost(way: tuple[str, ...], labels: tuple[tuple[str, str], ...], rooms: Mapping[str, Corner]) -> int:
    second = sum(PLACES[port].index(name) for (port, _), name in zip(labels, way, strict=True))
    narrowed = sum(rooms[name].room < HALF for name in way)
    return ASIDE * second + NARROWED * narrowed + LINED * sum(rooms[name].lined for name in way)


def _label(port: str, text: str, corner: str, room: int, size: Size, *, pointed: bool) -> Label:
    lines = wrapped(text, size.most(room))
    longest = max(map(len, lines))
    letters = size.fitting(longest, room)
    width = NARROW * letters * longest
    if port in {"up", "down"}:
        away, inner = BESIDE_LINE, True
    else:  # as far out as the symbol reaches, but clear of the line that runs there; else close to the middle
        outer = min(MIDDLE, size.lane * room / 100 / size.scale - 0.5)
        inner = outer - width < BESIDE_HEAD
        away = BESIDE_HEAD if inner else outer
    near = away if inner else away - width  # from the middle to the nearest letter
    left = corner.endswith("left")
    y = _baseline(port, near, letters, len(lines), up=corner.startswith("up"), pointed=pointed)
    return Label(
        MIDDLE - away if left else MIDDLE + away, y, "end" if left == inner else "start", letters, lines
    )


def _baseline(port: str, near: float, letters: float, count: int, *, up: bool, pointed: bool) -> float:
    slope = min(near, WIDTH / 2) * HEIGHT / WIDTH if pointed and port in {"left", "right"} else 0
    if up:
        last = min(MARGIN + slope - 0.4, MARGIN + 0.8)
        return last - (count - 1) * letters * LEADING
    if port == "down":
        return HEIGHT + MARGIN + 0.9 * letters
    return max(HEIGHT + MARGIN - slope + 0.4, HALFWAY + 0.6) + 0.75 * letters


def wrapped(text: str, most: int) -> tuple[str, ...]:
    """As many whole words on a line as have room; a word that is longer is broken between syllables."""
    lines = [""]
    for word in (part for whole in text.split() for part in broken(whole, most)):
        if (lines[-1] and len(lines[-1]) + 1 + len(word) > most) or lines[-1].endswith("-"):
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return tuple(lines)
