"""The ways files really took through an SOP: in the order of its rows, repeated, out of order, outside the written flow."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from kinerja.compliance.eventlog import Case, LogRow

STRAIGHT, LOOP, ORDER, OUTSIDE = "Lurus", "Berulang", "Urutan berbeda", "Di luar alur tertulis"
SHOWN, EXAMPLES = 20, 3


@dataclass
class Variant:
    """Cases that did the same activities in the same order. `kinds` says in words how that departs from the rows."""

    activities: tuple[str, ...]
    numbers: tuple[str, ...]
    kinds: tuple[str, ...]
    open: bool
    cases: list[str] = field(default_factory=list)
    files: list[tuple[int, str]] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.cases)

    @property
    def way(self) -> list[str]:
        """Steps by number, what follows itself once with its count: "1", "4 (5×)", "5"."""
        runs = [(number, len(list(group))) for number, group in groupby(self.numbers)]
        return [number if count == 1 else f"{number} ({count}×)" for number, count in runs]


@dataclass
class StepHeat:
    """What happened at a step: how often done, done again, before its turn, returned as drawn and not as drawn."""

    done: int = 0
    again: int = 0
    early: int = 0
    drawn: int = 0
    outside: int = 0


@dataclass(frozen=True)
class Variants:
    """All ways of some cases, the most frequent first, and the heat of each step (its row in the newest version)."""

    found: tuple[Variant, ...]
    heat: dict[int, StepHeat]
    total: int
    closed: int

    def cases_with(self, kind: str) -> int:
        return sum(variant.count for variant in self.found if kind in variant.kinds)


def variants_of(cases: Iterable[Case]) -> Variants:
    """Count the ways; every case is looked at once and then forgotten but for its number.

    A correction that was taken back went no way through the SOP: it was begun by mistake.
    """
    found: dict[tuple[object, ...], Variant] = {}
    heat: dict[int, StepHeat] = {}
    total = closed = 0
    for case in cases:
        if case.withdrawn:
            continue
        total, closed = total + 1, closed + (case.closed is not None)
        _warm(heat, case.rows)
        kinds, still = kinds_of(case.rows), case.closed is None
        numbers = tuple(row.line.number for row in case.rows)
        variant = found.setdefault((case.variant, kinds, still), Variant(case.variant, numbers, kinds, still))
        variant.cases.append(case.name)
        if case.file and len(variant.files) < EXAMPLES:
            variant.files.append((case.file, case.title))
    ordered = sorted(
        found.values(), key=lambda variant: (-variant.count, len(variant.activities), variant.numbers)
    )
    return Variants(tuple(ordered), heat, total, closed)


def kinds_of(rows: tuple[LogRow, ...]) -> tuple[str, ...]:
    """How a way departs from the rows of the sheet; the straight one is told as such."""
    kinds = []
    if any(row.outcome == "returned" and row.outside for row in rows):
        kinds.append(OUTSIDE)
    if repeats(rows):
        kinds.append(LOOP)
    if early(rows):
        kinds.append(ORDER)
    return tuple(kinds) or (STRAIGHT,)


def repeats(rows: tuple[LogRow, ...]) -> list[LogRow]:
    """Steps that were done before, by the same unit."""
    seen: set[tuple[int, str]] = set()
    again = []
    for row in rows:
        key = (row.line.pk, row.unit)
        if key in seen:
            again.append(row)
        seen.add(key)
    return again


def early(rows: tuple[LogRow, ...]) -> list[LogRow]:
    """Steps that ended for the first time after a later row of the sheet had already ended: done out of the printed order."""
    furthest, seen, found = 0, set(), []
    for row in rows:
        place = row.line.step.position
        if place < furthest and (row.line.pk, row.unit) not in seen:
            found.append(row)
        furthest = max(furthest, place)
        seen.add((row.line.pk, row.unit))
    return found


def _warm(heat: dict[int, StepHeat], rows: tuple[LogRow, ...]) -> None:
    for row in rows:
        step = heat.setdefault(row.line.pk, StepHeat())
        step.done += 1
        step.outside += row.outcome == "returned" and row.outside
        step.drawn += row.outcome == "returned" and not row.outside
    for row in repeats(rows):
        heat[row.line.pk].again += 1
    for row in early(rows):
        heat[row.line.pk].early += 1
