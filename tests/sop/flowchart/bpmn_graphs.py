"""SOPs to export: the seeds with their steps per unit, small ones with forks, random ones."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from hypothesis import strategies as st

from sop.flowchart.bpmn_arrivals import written_moves
from sop.procedures import net
from sop.procedures.definition import Definition, Move
from sop.procedures.net import Marking, Place
from tests.sop.flowchart.sheets import _rows, seed, sheet

END = None
Course = list[tuple[int, Move]]


@cache
def seed_per_unit(name: str) -> Definition:
    """A seed as it is published, with the steps that each unit does for itself."""
    definition = seed(name)
    many = {row["position"] for row in _rows(name, "step") if row.get("per_unit")}
    steps = {place: replace(step, per_unit=place in many) for place, step in definition.steps.items()}
    return replace(definition, steps=steps)


def on(target: int | None, label: str = "") -> tuple[int | None, str, bool]:
    return target, label, False


def back(target: int, label: str = "Tidak") -> tuple[int, str, bool]:
    return target, label, True


SMALL = {
    "two branches that meet": sheet(
        {1: (1, [on(2), on(3)]), 2: (2, [on(4)]), 3: (3, [on(4)]), 4: (1, [on(5, "Ya"), back(1)]), 5: (2, [on(END)])},
        3,
    ),
    "a branch with a loop of its own": sheet(
        {1: (1, [on(2), on(4)]), 2: (2, [on(3)]), 3: (1, [on(5, "Ya"), back(2)]), 4: (3, [on(5)]), 5: (1, [on(END)])}, 3
    ),
    "a decision inside a branch": sheet(
        {
            1: (1, [on(2), on(3)]), 2: (2, [on(4, "Ya"), on(5, "Tidak")]), 3: (3, [on(6)]), 4: (1, [on(6)]),
            5: (2, [on(6)]), 6: (3, [on(END)]),
        },
        3,
    ),
    "a decision with two yes arrows, and one past the branches": sheet(
        {
            1: (1, [on(2)]), 2: (2, [on(3, "Ya"), on(4, "Ya"), back(1), on(5, "Langsung")]), 3: (3, [on(5)]),
            4: (4, [on(5)]), 5: (1, [on(END), on(6)]), 6: (2, [on(END)]),
        },
        4,
    ),
    "a fork in a branch of a fork": sheet(
        {
            1: (1, [on(2), on(3)]), 2: (2, [on(4), on(5)]), 3: (3, [on(7)]), 4: (1, [on(6)]), 5: (2, [on(6)]),
            6: (3, [on(7)]), 7: (1, [on(END)]),
        },
        3,
    ),
    "alternatives in both branches": sheet(
        {
            1: (1, [on(2), on(3)]), 2: (2, [on(4, "Ya"), on(5, "Tidak")]), 3: (3, [on(6, "Ya"), on(7, "Tidak")]),
            4: (1, [on(8)]), 5: (2, [on(8)]), 6: (3, [on(8)]), 7: (1, [on(8)]), 8: (2, [on(END)]),
        },
        3,
    ),
    "a branch that may end": sheet(
        {1: (1, [on(2), on(3)]), 2: (2, [on(END, "Ya"), on(4, "Tidak")]), 3: (3, [on(4)]), 4: (1, [on(END)])}, 3
    ),
    "many ways back": sheet(
        {
            1: (1, [on(2)]), 2: (2, [on(3, "Ya"), back(1)]), 3: (3, [on(4, "Ya"), back(1), back(2, "Periksa lagi")]),
            4: (1, [on(5, "Ya"), back(1), back(2, "Ke dua"), back(3, "Ke tiga"), on(6, "Lompat")]), 5: (2, [on(6)]),
            6: (3, [on(END, "Ya, butuh perbaikan besar"), back(1)]),
        },
        3,
    ),
}  # fmt: skip


def after(definition: Definition, marking: Marking, place: int, move: Move) -> Marking:
    """The token game with one unit."""
    return net.fire(definition, marking, Place(place), move, {})


def open_steps(marking: Marking) -> dict[int, int]:
    return {place.step: 1 for place in marking if not place.waiting}


def courses(definition: Definition) -> Iterator[Course]:
    """Every course a case can take to its end with two returns at most."""
    [start] = definition.starts
    todo: list[tuple[Marking, Course]] = [(frozenset({Place(start)}), [])]
    while todo:
        marking, course = todo.pop()
        if not marking:
            yield course
        returns = sum(move.is_return for _, move in course)
        todo += [
            (after(definition, marking, place, move), [*course, (place, move)])
            for place in sorted(open_steps(marking))
            for move in written_moves(definition, place)
            if returns + move.is_return <= 2
        ]


@st.composite
def sheets(draw: st.DrawFn, *, returns: bool = True) -> Definition:
    """A random SOP of up to ten steps that all can be reached: decisions, forks, several ends, ways back."""
    size = draw(st.integers(2, 10))
    rows: dict[int, tuple[Any, list[tuple[int | None, str, bool]]]] = {}
    for place in range(1, size + 1):
        targets = st.sampled_from([*range(place + 1, min(size, place + 3) + 1), END])
        kind = draw(st.sampled_from(["process", "fork", "decision", "both"]))
        count = 2 if kind in {"fork", "both"} else 1
        label = "Ya" if kind in {"decision", "both"} else ""
        out = [on(t, label) for t in draw(st.lists(targets, min_size=1, max_size=count, unique=True))]
        if label:
            way_back = returns and draw(st.booleans())
            out.append(back(draw(st.integers(1, place))) if way_back else on(draw(targets), "Tidak"))
        if place < size and all(place + 1 not in _forward(row) for row in [*rows.values(), (0, out)]):
            out.append(on(place + 1, label))
        rows[place] = (draw(st.integers(1, 3)), out)
    return sheet(rows, 3)


def _forward(row: tuple[Any, list[tuple[int | None, str, bool]]]) -> set[int | None]:
    return {target for target, _, is_return in row[1] if not is_return}
