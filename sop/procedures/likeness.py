"""Two texts word by word, and two lists of texts matched up: what is new, gone, moved or only worded differently."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

ALIKE = 0.5  # share of words in common from which two rows are taken for the same one
SURELY = 0.75  # and for one that stands elsewhere
READABLE = 0.4  # below it single words marked here and there read worse than the whole text


class Mark(StrEnum):
    SAME = "same"
    ADDED = "ins"
    REMOVED = "del"


@dataclass(frozen=True)
class Piece:
    """Some words, as they stand in the text; `space` follows them and is not marked."""

    mark: Mark
    text: str
    space: str = ""


@dataclass(frozen=True)
class Pair:
    """Places in the old and the new list; None where the row is new or gone."""

    old: int | None
    new: int | None
    moved: bool = False


@dataclass(frozen=True)
class Row:
    """What a row is known by: its name, and all its words."""

    name: str
    whole: str


def words_of(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def compare_words(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The old and the new text in pieces; spaces and line breaks count for nothing."""
    old, new = re.findall(r"\S+\s*", before), re.findall(r"\S+\s*", after)
    matcher = SequenceMatcher(
        None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False
    )
    if matcher.ratio() < READABLE:
        return _pieces([(Mark.REMOVED, old)]), _pieces([(Mark.ADDED, new)])
    left, right = [], []
    for tag, start, end, begin, stop in matcher.get_opcodes():
        left.append((Mark.SAME if tag == "equal" else Mark.REMOVED, old[start:end]))
        right.append((Mark.SAME if tag == "equal" else Mark.ADDED, new[begin:stop]))
    return _pieces(left), _pieces(right)


def _pieces(parts: Sequence[tuple[Mark, Sequence[str]]]) -> tuple[Piece, ...]:
    texts = [(mark, "".join(words)) for mark, words in parts if words]
    return tuple(Piece(mark, text.rstrip(), text[len(text.rstrip()) :]) for mark, text in texts)


def pair_up(old: Sequence[Row], new: Sequence[Row], *, fill: bool = False) -> list[Pair]:
    """Match two lists in the order of the new one; what is gone stands where it stood.

    `fill`: rows without anything in common are matched too where as many are gone as are new at the same spot.
    """
    likeness = [[_likeness(one, other) for other in new] for one in old]
    kept = _in_order(likeness)
    if fill:
        kept = sorted({*kept, *_fillings(kept, len(old), len(new))})
    moved = _elsewhere(likeness, kept)
    return list(_merged(kept, moved, len(old), len(new)))


def _likeness(one: Row, other: Row) -> float:
    """From 0 to 1. The name counts most; a row whose name was rewritten is known by the rest."""
    whole = _shared(one.whole, other.whole)
    name = _shared(one.name, other.name) if one.name or other.name else whole
    return max(whole, 0.75 * name + 0.25 * whole)


def _shared(one: str, other: str) -> float:
    first, second = Counter(_plain(one)), Counter(_plain(other))
    size = first.total() + second.total()
    return 2 * (first & second).total() / size if size else 1.0


def _plain(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _in_order(likeness: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The pairs that keep their order and are most alike in all: the usual table of best rests, walked from the front."""
    height, width = len(likeness), len(likeness[0]) if likeness else 0
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    for i in reversed(range(height)):
        for j in reversed(range(width)):
            both = _weight(likeness[i][j]) + best[i + 1][j + 1]
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < height and j < width:
        if likeness[i][j] >= ALIKE and best[i][j] == _weight(likeness[i][j]) + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _weight(likeness: float) -> float:
    """One row that is the same counts more than two that are half alike."""
    return likeness**2 if likeness >= ALIKE else 0.0


def _fillings(kept: Sequence[tuple[int, int]], height: int, width: int) -> Iterator[tuple[int, int]]:
    last_old, last_new = -1, -1
    for i, j in (*kept, (height, width)):
        if i - last_old == j - last_new:
            yield from zip(range(last_old + 1, i), range(last_new + 1, j), strict=True)
        last_old, last_new = i, j


def _elsewhere(likeness: Sequence[Sequence[float]], kept: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Rows that stand at another place now, as {new: old}; the most alike first."""
    olds, news = {i for i, _ in kept}, {j for _, j in kept}
    free = sorted(
        (-value, i, j)
        for i, row in enumerate(likeness)
        for j, value in enumerate(row)
        if value >= SURELY and i not in olds and j not in news
    )
    found: dict[int, int] = {}
    for _, i, j in free:
        if j not in found and i not in found.values():
            found[j] = i
    return found


def _merged(
    kept: Sequence[tuple[int, int]], moved: dict[int, int], height: int, width: int
) -> Iterator[Pair]:
    gone = set(range(height)) - {i for i, _ in kept} - set(moved.values())
    last_old, last_new = -1, -1
    for i, j in (*kept, (height, width)):
        yield from (Pair(place, None) for place in range(last_old + 1, i) if place in gone)
        for place in range(last_new + 1, j):
            yield Pair(moved.get(place), place, moved=place in moved)
        if (i, j) != (height, width):
            yield Pair(i, j)
        last_old, last_new = i, j
