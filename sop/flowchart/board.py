"""The grid the lines run on, and who already runs where.

Each cell of the table has `tracks` × `tracks` nodes; a symbol covers the middle node of its cell. Nodes are
numbered row by row; directions are 0 right, 1 down, 2 left, 3 up.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import pairwise
from typing import TypeVar

from sop.flowchart.plan import Link, Plan, Spot

RIGHT, DOWN, LEFT, UP = range(4)
_Use = TypeVar("_Use")
TIE = Link("bersama", None, None, (), (), fork="", goal="")


class Bend(IntEnum):
    """How a line passes a node."""

    ACROSS = 0
    ALONG = 1
    CORNER = 2


@dataclass
class Board:
    """Occupation of one drawing. `segments` by (lower node, axis), with the direction each line runs there."""

    plan: Plan
    tracks: int
    width: int = 0
    height: int = 0
    symbols: dict[int, Spot] = field(default_factory=dict)
    beside: dict[int, Spot] = field(default_factory=dict)
    segments: dict[tuple[int, int], list[tuple[Link, int]]] = field(default_factory=lambda: defaultdict(list))
    nodes: dict[int, list[tuple[Link, Bend]]] = field(default_factory=lambda: defaultdict(list))
    ports: dict[tuple[int, int], list[tuple[Link, str]]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.width = len(self.plan.lanes) * self.tracks
        self.height = len(self.plan.rows) * self.tracks
        self.offsets = (1, self.width, -1, -self.width)
        for spot in self.plan.shapes:
            self.symbols[self.centre(spot)] = spot
        for node, spot in self.symbols.items():
            for offset in self.offsets:
                for distance in range(1, self.tracks // 2 + 1):
                    self.beside[node + offset * distance] = spot
        for tie in self.plan.ties:
            self._tie(tie)

    def centre(self, spot: Spot) -> int:
        """The node a symbol stands on."""
        middle = self.tracks // 2
        return (spot[0] * self.tracks + middle) * self.width + spot[1] * self.tracks + middle

    def neighbour(self, node: int, direction: int) -> int | None:
        """The next node that way; None at the edge of the lanes."""
        column = node % self.width
        if (direction == RIGHT and column == self.width - 1) or (direction == LEFT and column == 0):
            return None
        other = node + self.offsets[direction]
        return other if 0 <= other < self.width * self.height else None

    def crosses_border(self, node: int, direction: int) -> bool:
        """Whether a step that way leaves the cell."""
        place = node % self.width if direction in {RIGHT, LEFT} else node // self.width
        return place % self.tracks == (self.tracks - 1 if direction in {RIGHT, DOWN} else 0)

    def segment(self, node: int, direction: int) -> tuple[int, int]:
        """Key of the piece between a node and its neighbour."""
        return (
            (node, direction)
            if direction in {RIGHT, DOWN}
            else (node + self.offsets[direction], direction - 2)
        )

    def runs(self, path: list[int]) -> list[int]:
        """The directions of a path, one for each piece."""
        return [self.offsets.index(b - a) for a, b in pairwise(path)]

    def lay(self, link: Link, path: list[int]) -> None:
        """Occupy the grid with a routed line."""
        runs = self.runs(path)
        for node, run in zip(path, runs, strict=False):
            self.segments[self.segment(node, run)].append((link, run))
        for node, before, after in zip(path[1:], runs, runs[1:], strict=False):
            self.nodes[node].append((link, Bend(before % 2) if before == after else Bend.CORNER))
        self.ports[path[0], runs[0]].append((link, "out"))
        self.ports[path[-1], (runs[-1] + 2) % 4].append((link, "in"))

    def lift(self, link: Link, path: list[int]) -> None:
        """Take a line off the grid again."""
        runs = self.runs(path)
        for node, run in zip(path, runs, strict=False):
            _drop(self.segments[self.segment(node, run)], link)
        for node in path[1:-1]:
            _drop(self.nodes[node], link)
        _drop(self.ports[path[0], runs[0]], link)
        _drop(self.ports[path[-1], (runs[-1] + 2) % 4], link)

    def _tie(self, members: tuple[Spot, ...]) -> None:
        """Reserve the middle track between the symbols of one row for the dotted line."""
        for left, right in pairwise(members):
            start, end = self.centre(left), self.centre(right)
            for node in range(start, end):
                self.segments[node, RIGHT].append((TIE, RIGHT))
                if node > start:
                    self.nodes[node].append((TIE, Bend.ACROSS))
            self.ports[start, RIGHT].append((TIE, "tie"))
            self.ports[end, LEFT].append((TIE, "tie"))


def _drop(users: list[tuple[Link, _Use]], link: Link) -> None:
    users[:] = [user for user in users if user[0] is not link]
