"""Two versions of an SOP side by side: what is new, gone, moved or worded differently. Pure: canonical data in, words out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import Any

from sop.procedures.identities import RUNS_ON, Item, Saying, boxes, columns, identity, remarks
from sop.procedures.likeness import Pair, Piece, Row, compare_words, pair_up
from sop.procedures.sheets import Sheet, listed
from sop.procedures.stepwise import names, steps

NEVER = Item("", "", {})


class Kind(StrEnum):
    CHANGED = "diubah"
    ADDED = "ditambah"
    REMOVED = "dihapus"
    MOVED = "dipindah"


@dataclass(frozen=True)
class Change:
    """One cell of the paper, old and new; () where it says nothing."""

    label: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True)
class Part:
    """Something that differs. `words` says which one it is where the heading alone does not."""

    kinds: tuple[Kind, ...]
    heading: str
    words: str
    changes: tuple[Change, ...]

    @property
    def in_old(self) -> bool:
        return Kind.ADDED not in self.kinds

    @property
    def in_new(self) -> bool:
        return Kind.REMOVED not in self.kinds


@dataclass(frozen=True)
class Stretch:
    """Rows that follow each other: either `same`, by their names, or `parts` that differ."""

    same: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """A part of the paper; `noun` is what its rows are called."""

    title: str
    noun: str
    stretches: tuple[Stretch, ...]

    @property
    def parts(self) -> list[Part]:
        return [part for stretch in self.stretches for part in stretch.parts]

    @property
    def summary(self) -> str:
        """Such as "1 langkah ditambah, 2 langkah diubah"."""
        told = {kind: sum(kind in part.kinds for part in self.parts) for kind in Kind}
        return listed([f"{count} {self.noun} {kind}" for kind, count in told.items() if count])


@dataclass(frozen=True)
class Comparison:
    chapters: tuple[Chapter, ...]

    @property
    def differs(self) -> bool:
        return any(chapter.parts for chapter in self.chapters)


def compare(old: dict[str, Any], new: dict[str, Any]) -> Comparison:
    """Compare the data of `canonical_data` or of two publications.

    Numbers that only run on because a row came in before them, and arrows and columns that still mean the same row,
    are no differences.
    """
    before, after = Sheet(old), Sheet(new)
    lanes = pair_up(_rows(columns(before)), _rows(columns(after)), fill=True)
    return Comparison(
        (
            _identity(old, new),
            _boxes(old, new),
            _chapter("Pelaksana", "kolom", columns(before), columns(after), lanes),
            _steps(before, after, lanes),
            _matched("Catatan naskah", "catatan", remarks(old), remarks(new)),
        )
    )


def _identity(old: dict[str, Any], new: dict[str, Any]) -> Chapter:
    """Every sheet has the same fields; those that differ come first."""
    pairs = [Pair(place, place) for place in range(len(identity(new)))]
    whole = _chapter("Identitas", "isian", identity(old), identity(new), pairs)
    return replace(
        whole, stretches=tuple(_joined(sorted(whole.stretches, key=lambda stretch: bool(stretch.same))))
    )


def _boxes(old: dict[str, Any], new: dict[str, Any]) -> Chapter:
    """Each of the six boxes by itself, as one chapter."""
    mine, theirs = boxes(old), boxes(new)
    found = [part for key in theirs for part in _matched("", "", mine[key], theirs[key]).stretches]
    return Chapter("Kotak identitas", "butir", tuple(_joined(found)))


def _joined(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    for quiet, group in groupby(stretches, key=lambda stretch: bool(stretch.same)):
        several = list(group)
        if quiet:
            yield Stretch(same=tuple(name for stretch in several for name in stretch.same))
        else:
            yield Stretch(parts=tuple(part for stretch in several for part in stretch.parts))


def _steps(before: Sheet, after: Sheet, lanes: Sequence[Pair]) -> Chapter:
    """Old columns and steps are told by their new places, so that only what really changed differs."""
    pairs = pair_up(names(before), names(after))
    lane = _places(lanes, before.data["actors"], after.data["actors"], "order")
    place = _places(pairs, before.steps, after.steps, "position")
    return _chapter("Langkah", "langkah", steps(before, lane, place), steps(after, {}, {}), pairs)


def _places(
    pairs: Sequence[Pair], old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]], key: str
) -> dict[int, object]:
    """Old place to new place; what is gone keeps a place that no new row can have."""
    return {
        old[pair.old][key]: new[pair.new][key] if pair.new is not None else ("gone", pair.old)
        for pair in pairs
        if pair.old is not None
    }


def _matched(title: str, noun: str, old: Sequence[Item], new: Sequence[Item]) -> Chapter:
    return _chapter(title, noun, old, new, pair_up(_rows(old), _rows(new)))


def _rows(items: Iterable[Item]) -> list[Row]:
    return [Row(item.name, item.name) for item in items]


def _chapter(
    title: str, noun: str, old: Sequence[Item], new: Sequence[Item], pairs: Iterable[Pair]
) -> Chapter:
    stretches = []
    parts = [_part(pair, _at(old, pair.old), _at(new, pair.new)) for pair in pairs]
    for same, group in groupby(parts, key=lambda part: not part.kinds):
        several = tuple(group)
        called = tuple(" ".join(f"{part.heading} {part.words}".split()) for part in several)
        stretches.append(Stretch(same=called) if same else Stretch(parts=several))
    return Chapter(title, noun, tuple(stretches))


def _at(items: Sequence[Item], place: int | None) -> Item:
    return NEVER if place is None else items[place]


def _part(pair: Pair, before: Item, after: Item) -> Part:
    changes = tuple(_changes(before.says, after.says))
    here = after if pair.new is not None else before
    heading = here.heading
    if before.heading and heading != before.heading:
        heading = f"{before.heading}, kini {heading[:1].lower()}{heading[1:]}"
    told = {here.says[change.label].text for change in changes if change.label in here.says}
    words = "" if here.name in told else here.name
    return Part(tuple(_kinds(pair, changes)), heading, words, changes)


def _kinds(pair: Pair, changes: Sequence[Change]) -> Iterator[Kind]:
    if pair.old is None:
        yield Kind.ADDED
    elif pair.new is None:
        yield Kind.REMOVED
    else:
        if pair.moved:
            yield Kind.MOVED
        if changes:
            yield Kind.CHANGED


def _changes(old: dict[str, Saying], new: dict[str, Saying]) -> Iterator[Change]:
    nothing = Saying("")
    for label in {**new, **old}:
        before, after = old.get(label, nothing), new.get(label, nothing)
        differs = before.meaning != after.meaning and (before.text or after.text)
        if differs and {before.meaning, after.meaning} != {RUNS_ON, nothing.meaning}:
            yield Change(label, *compare_words(before.text, after.text))
