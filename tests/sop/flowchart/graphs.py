"""Random sheets: up to 20 steps and 8 columns, with loops, jumps, forks, meetings and several ends."""

from typing import Any

from hypothesis import strategies as st

from sop.procedures.definition import Definition
from tests.sop.flowchart.sheets import Out, sheet


@st.composite
def sheets(draw: Any, *, steps: int = 20, lanes: int = 8, fewest: int = 1) -> Definition:
    """Any sheet whose arrows are legal; not all of them would be sensible."""
    count, columns = draw(st.integers(2, steps)), draw(st.integers(fewest, lanes))
    rows = {place: (draw(_actors(columns)), draw(_ways(place, count))) for place in range(1, count + 1)}
    meetings = {place: {"is_meeting": len(actors) > 1} for place, (actors, _) in rows.items()}
    return sheet(rows, columns, more=meetings)


def _actors(columns: int) -> st.SearchStrategy[tuple[int, ...]]:
    one = st.integers(1, columns).map(lambda lane: (lane,))
    several = st.sets(st.integers(1, columns), min_size=1, max_size=4).map(lambda lanes: tuple(sorted(lanes)))
    return st.one_of(one, one, one, several)


@st.composite
def _ways(draw: Any, place: int, count: int) -> list[Out]:
    onward = place + 1 if place < count else None
    kind = draw(st.sampled_from(["straight", "straight", "returns", "returns", "forks", "jumps", "ends"]))
    if kind == "returns" and place > 1:
        return [(onward, "Ya", False), (draw(st.integers(1, place)), "Tidak", True)]
    if kind == "ends":
        return [(onward, "Ya", False), (None, "Tidak, ditolak", False)]
    if kind == "forks" and place + 2 <= count:
        targets = draw(st.sets(st.integers(place + 1, count), min_size=2, max_size=3))
        return [(target, "", False) for target in sorted(targets)]
    if kind == "jumps" and place + 2 <= count:
        return [(onward, "Sesuai", False), (draw(st.integers(place + 2, count)), "Tidak Sesuai", False)]
    return [(onward, "", False)]
