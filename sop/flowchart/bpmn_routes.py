"""The way of each flow through the diagram, as a series of lines; coordinates come later.

Every node has a column of its own, so a line straight up or down from a node meets no other. Lines along a lane run
through the middle ("row") where nothing stands between, else in the channels above and below the nodes of the lane.
Between two columns lies a gap for lines up and down. Heights are counted as 3 × lane + 0 channel above, 1 row,
2 channel below; places from left to right as 2 × column + 1, gaps as 2 × the column on their right.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from sop.flowchart.bpmn_graph import Flow, Graph, Node


class Side(Enum):
    """Where a line touches a node."""

    LEFT = "left"
    RIGHT = "right"
    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True)
class Line:
    """A straight line: upright at a place, or level at a height."""

    upright: bool
    at: int

    @property
    def shared(self) -> bool:
        """Whether it lies in a gap or channel, side by side with others."""
        return self.at % 2 == 0 if self.upright else self.at % 3 != 1


@dataclass(frozen=True)
class Route:
    """A flow with its lines, which are upright and level in turn, and the sides where it leaves and enters."""

    flow: Flow
    leaves: Side
    enters: Side
    lines: tuple[Line, ...]


@dataclass
class Router:
    """Finds the routes one by one and remembers what is taken.

    `leaving` and `entered`: sides of nodes. `rows`: (lane, gap) and the node to which the flow goes that runs there.
    """

    graph: Graph
    columns: dict[str, int] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    by_lane: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    leaving: set[tuple[str, Side]] = field(default_factory=set)
    entered: set[tuple[str, Side]] = field(default_factory=set)
    rows: dict[tuple[int, int], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for column, node in enumerate(self.graph.nodes):
            self.columns[node.id] = column
            self.nodes[node.id] = node
            self.by_lane[node.lane].append(column)

    def routes(self) -> list[Route]:
        """One route for each flow, in the order of the flows; the straight ones have the first choice."""
        found = {flow.id: route for flow in self.graph.flows if (route := self._straight(flow))}
        for flow in sorted(self.graph.flows, key=self._turn):
            if flow.id not in found:
                found[flow.id] = self._best(flow)
        return [found[flow.id] for flow in self.graph.flows]

    def _turn(self, flow: Flow) -> tuple[bool, int]:
        """Ways back choose last. Of the others those to far lanes choose first, or the near ones would cross them."""
        back = self._goes_back(flow)
        return back, 0 if back else -abs(self.nodes[flow.source].lane - self.nodes[flow.target].lane)

    def _goes_back(self, flow: Flow) -> bool:
        return self.columns[flow.target] <= self.columns[flow.source]

    def _straight(self, flow: Flow) -> Route | None:
        source, target = self.nodes[flow.source], self.nodes[flow.target]
        if source.lane != target.lane or self._goes_back(flow):
            return None
        route = Route(flow, Side.RIGHT, Side.LEFT, (_row(source),))
        return self._take(route) if self._is_free(route) else None

    def _best(self, flow: Flow) -> Route:
        """The first candidate that keeps to itself, or else that meets others only before their common target.

        Where all sides of a gateway are taken, two flows begin together.
        """
        candidates = list(self._candidates(flow))
        free = [route for route in candidates if self._is_free(route)]
        alone = (route for route in free if not self._meets_others(route))
        return self._take(next(alone, free[0] if free else candidates[-1]))

    def _meets_others(self, route: Route) -> bool:
        entered = (route.flow.target, route.enters) in self.entered
        return entered or any(piece in self.rows for piece in self._row_gaps(route))

    def _candidates(self, flow: Flow) -> Iterator[Route]:
        source, target = self.nodes[flow.source], self.nodes[flow.target]
        towards = Side.TOP if target.lane < source.lane else Side.BOTTOM
        if not self._goes_back(flow):
            yield from self._forward(flow, towards)
            if not source.kind.is_gateway:
                yield from self._from_the_right(flow)
                return
        elif target.lane == source.lane:
            towards = Side.TOP
        for leaves in (towards, Side.BOTTOM if towards is Side.TOP else Side.TOP):
            yield self._by_channel(flow, leaves)
        yield from self._from_the_right(flow)
        yield self._by_channel(flow, towards)

    def _forward(self, flow: Flow, towards: Side) -> Iterator[Route]:
        """Ways with one or two bends along the rows, for nodes in different lanes."""
        source, target = self.nodes[flow.source], self.nodes[flow.target]
        if source.lane == target.lane:
            return
        if source.kind.is_gateway:
            yield Route(flow, towards, Side.LEFT, (self._column(source), _row(target)))
        gap = Line(upright=True, at=2 * self.columns[source.id] + 2)
        yield Route(flow, Side.RIGHT, Side.LEFT, (_row(source), gap, _row(target)))
        facing = Side.TOP if towards is Side.BOTTOM else Side.BOTTOM
        yield Route(flow, Side.RIGHT, facing, (_row(source), self._column(target)))

    def _by_channel(self, flow: Flow, leaves: Side) -> Route:
        """Up or down from the node, along a channel, and up or down to the target."""
        source, target = self.nodes[flow.source], self.nodes[flow.target]
        lanes = (source.lane, target.lane)
        if leaves is Side.TOP:
            height = 3 * target.lane + 2 if target.lane < source.lane else 3 * min(lanes)
        else:
            height = 3 * target.lane if target.lane > source.lane else 3 * max(lanes) + 2
        lines = (self._column(source), Line(upright=False, at=height), self._column(target))
        return Route(flow, leaves, _facing(height, target), lines)

    def _from_the_right(self, flow: Flow) -> Iterator[Route]:
        """Into the gap, and along the nearer or the farther channel of the target's lane."""
        source, target = self.nodes[flow.source], self.nodes[flow.target]
        near, far = (2, 0) if target.lane <= source.lane else (0, 2)
        gap = Line(upright=True, at=2 * self.columns[source.id] + 2)
        for height in (3 * target.lane + near, 3 * target.lane + far):
            lines = (_row(source), gap, Line(upright=False, at=height), self._column(target))
            yield Route(flow, Side.RIGHT, _facing(height, target), lines)

    def _column(self, node: Node) -> Line:
        return Line(upright=True, at=2 * self.columns[node.id] + 1)

    def _is_free(self, route: Route) -> bool:
        if (route.flow.source, route.leaves) in self.leaving | self.entered:
            return False
        if (route.flow.target, route.enters) in self.leaving:
            return False
        for lane, gap in self._row_gaps(route):
            if self.rows.get((lane, gap), route.flow.target) != route.flow.target:
                return False
        return not any(self._stands_between(route, line, index) for index, line in enumerate(route.lines))

    def _take(self, route: Route) -> Route:
        self.leaving.add((route.flow.source, route.leaves))
        self.entered.add((route.flow.target, route.enters))
        for piece in self._row_gaps(route):
            self.rows[piece] = route.flow.target
        return route

    def _stands_between(self, route: Route, line: Line, index: int) -> bool:
        if line.upright or line.shared:
            return False
        low, high = self.span(route, index)
        return any(low < 2 * column + 1 < high for column in self.by_lane[line.at // 3])

    def _row_gaps(self, route: Route) -> Iterator[tuple[int, int]]:
        """The gaps a route crosses on rows, as (lane, gap)."""
        for index, line in enumerate(route.lines):
            if not line.upright and not line.shared:
                low, high = self.span(route, index)
                yield from ((line.at // 3, gap) for gap in range(low + low % 2, high + 1, 2))

    def span(self, route: Route, index: int) -> tuple[int, int]:
        """From where to where a line of the route runs: places for a level line, heights for an upright one."""
        line = route.lines[index]
        ends = []
        for other, node in ((index - 1, route.flow.source), (index + 1, route.flow.target)):
            if 0 <= other < len(route.lines):
                ends.append(route.lines[other].at)
            elif line.upright:
                ends.append(3 * self.nodes[node].lane + 1)
            else:
                ends.append(2 * self.columns[node] + 1)
        return min(ends), max(ends)


def _row(node: Node) -> Line:
    return Line(upright=False, at=3 * node.lane + 1)


def _facing(height: int, node: Node) -> Side:
    """The side of a node that looks at this height."""
    return Side.TOP if height < 3 * node.lane + 1 else Side.BOTTOM
