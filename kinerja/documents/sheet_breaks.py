"""Where the pages of a drawn table end, from the heights of its rows: pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Room:
    """Millimetres for rows on the first page of a table and on those that follow."""

    first: float
    later: float


def page_ends(heights: Sequence[float], room: Room, between: Callable[[int], float]) -> list[int]:
    """For each row the number of its page within the table, from 0.

    `between`: the height of the connectors at the foot, and again at the head, where a page ends behind this row.
    """
    pages: list[int] = []
    page = 0
    while len(pages) < len(heights):
        start = len(pages)
        space = room.first if page == 0 else room.later - between(start - 1)
        pages += [page] * _rows_that_fit(heights, start, space, between)
        page += 1
    return pages


def _rows_that_fit(
    heights: Sequence[float], start: int, space: float, between: Callable[[int], float]
) -> int:
    """How many rows from `start` fit, at least one; the last page of a table needs no foot."""
    if sum(heights[start:]) <= space:
        return len(heights) - start
    fitting, used = 1, 0.0
    for index in range(start, len(heights) - 1):
        used += heights[index]
        if used + between(index) <= space:
            fitting = index - start + 1
    return fitting
