"""The coordinates of everything in the diagram: one pool, a lane for each column, the flow from left to right."""

from collections import Counter
from dataclasses import dataclass, field

from sop.flowchart.bpmn_graph import Graph, Kind, Node
from sop.flowchart.bpmn_measures import (
    BAND,
    CHOICE_LETTERS,
    MARGIN,
    TRACK,
    Box,
    band_length,
    even,
    label_of,
    label_size,
    size,
    task_size,
)
from sop.flowchart.bpmn_routes import Line, Route, Router, Side
from sop.flowchart.bpmn_tracks import Tracks, assign

LEFT, TOP = 160, 80
Point = tuple[int, int]


@dataclass(frozen=True)
class Layout:
    """Boxes of the pool, of the lanes by number and of nodes and labels by id; way points of the flows by id."""

    pool: Box
    lanes: tuple[Box, ...]
    nodes: dict[str, Box]
    ways: dict[str, tuple[Point, ...]]
    labels: dict[str, Box]


@dataclass
class Plotter:
    """Turns columns, lanes and tracks into points."""

    graph: Graph
    routes: list[Route]
    tracks: Tracks
    task: tuple[int, int]
    gaps: list[int] = field(default_factory=list)
    lanes: list[Box] = field(default_factory=list)
    boxes: dict[str, Box] = field(default_factory=dict)

    def plot(self) -> Layout:
        self._heights()
        right = self._columns()
        self.lanes = [Box(lane.x, lane.y, right - lane.x, lane.height) for lane in self.lanes]
        bottom = self.lanes[-1].bottom if self.lanes else TOP + 2 * MARGIN
        return Layout(
            Box(LEFT, TOP, right - LEFT, bottom - TOP),
            tuple(self.lanes),
            self.boxes,
            {route.flow.id: self._way(route) for route in self.routes},
            self._labels(),
        )

    def _heights(self) -> None:
        """Each lane is as high as its name, its nodes and the channels above and below them."""
        y = TOP
        for lane, name in enumerate(self.graph.lanes):
            above, below = (self._channel(3 * lane), self._channel(3 * lane + 2))
            height = even(max(above + self.task[1] + below, band_length(name)))
            self.lanes.append(Box(LEFT + BAND, y, 0, height))
            y += height

    def _channel(self, height: int) -> int:
        return 2 * MARGIN + TRACK * max(0, self.tracks.count(Line(upright=False, at=height)) - 1)

    def _columns(self) -> int:
        """Place the nodes; the right border of the diagram comes back."""
        x = LEFT + 2 * BAND
        for column, node in enumerate(self.graph.nodes):
            x += self._label_room(column)
            self.gaps.append(x)
            x += TRACK * self.tracks.count(Line(upright=True, at=2 * column)) + MARGIN
            width, height = size(node, self.task)
            self.boxes[node.id] = Box(x, self._row(node.lane) - height // 2, width, height)
            x += width
        last = len(self.graph.nodes)
        self.gaps.append(x + self._label_room(last))
        tracks = TRACK * self.tracks.count(Line(upright=True, at=2 * last))
        return self.gaps[-1] + tracks + MARGIN

    def _label_room(self, column: int) -> int:
        """Room for the names of the flows that leave the node before this column, and for that of a choice in it."""
        before = self.graph.nodes[column - 1].id if column else ""
        named = [flow.name for flow in self.graph.flows if flow.source == before and flow.name]
        room = [label_size(name)[0] + MARGIN for name in named]
        if column < len(self.graph.nodes) and self.graph.nodes[column].kind is Kind.CHOICE:
            room.append(2 * MARGIN)
        return max(room, default=MARGIN)

    def _row(self, lane: int) -> int:
        """The middle of the nodes: the middle of the lane, moved where one channel is higher than the other."""
        box = self.lanes[lane]
        free = box.height - self.task[1] - self._channel(3 * lane) - self._channel(3 * lane + 2)
        return box.y + free // 2 + self._channel(3 * lane) + self.task[1] // 2

    def _coordinate(self, route: Route, index: int) -> int:
        """The x of an upright line, the y of a level one."""
        line = route.lines[index]
        if not line.shared:
            return self._centre(self.graph.nodes[line.at // 2]) if line.upright else self._row(line.at // 3)
        offset = TRACK * self.tracks.of[route.flow.id, index]
        if line.upright:
            return self.gaps[line.at // 2] + offset
        lane, below = divmod(line.at, 3)
        distance = self.task[1] // 2 + MARGIN + offset
        return self._row(lane) + (distance if below else -distance)

    def _centre(self, node: Node) -> int:
        box = self.boxes[node.id]
        return box.x + box.width // 2

    def _way(self, route: Route) -> tuple[Point, ...]:
        places = [self._coordinate(route, index) for index in range(len(route.lines))]
        points = [port(self.boxes[route.flow.source], route.leaves)]
        for index in range(len(places) - 1):
            pair = places[index], places[index + 1]
            points.append(pair if route.lines[index].upright else pair[::-1])
        points.append(port(self.boxes[route.flow.target], route.enters))
        return tuple(points)

    def _labels(self) -> dict[str, Box]:
        labels = {}
        for node in self.graph.nodes:
            if name := label_of(node, self.graph.definition.steps[node.step]):
                labels[node.id] = self._label_of_node(node, name)
        begin = Counter((route.flow.source, route.leaves) for route in self.routes)
        for route in self.routes:
            if route.flow.name:
                alone = begin[route.flow.source, route.leaves] == 1
                labels[route.flow.id] = self._label(route) if alone else self._label_behind(route)
        return labels

    def _label_of_node(self, node: Node, name: str) -> Box:
        """Below an event; above a choice, left of the flow that may leave it there."""
        box = self.boxes[node.id]
        if node.kind is Kind.CHOICE:
            width, height = label_size(name, CHOICE_LETTERS)
            return Box(self._centre(node) - 4 - width, box.y - 4 - height, width, height)
        width, height = label_size(name)
        return Box(self._centre(node) - width // 2, box.bottom + 4, width, height)

    def _label(self, route: Route) -> Box:
        """The name of a flow beside its beginning."""
        width, height = label_size(route.flow.name)
        x, y = port(self.boxes[route.flow.source], route.leaves)
        if route.leaves is Side.BOTTOM:
            return Box(x + 6, y + 4, width, height)
        # Above the node a little higher, clear of a name of two lines beside it.
        return Box(x + 6, y - (8 if route.leaves is Side.TOP else 4) - height, width, height)

    def _label_behind(self, route: Route) -> Box:
        """The name of a flow that begins together with another, behind the corner where it leaves it."""
        width, height = label_size(route.flow.name)
        (x, y), (following, _) = self._way(route)[1:3]
        return Box(x + 6 if following > x else x - 6 - width, y - height, width, height)


def port(box: Box, side: Side) -> Point:
    """The middle of a side."""
    if side in {Side.TOP, Side.BOTTOM}:
        return box.x + box.width // 2, box.y if side is Side.TOP else box.bottom
    return box.x if side is Side.LEFT else box.right, box.y + box.height // 2


def lay_out(graph: Graph) -> Layout:
    """The diagram of a graph; the same graph gives the same points."""
    router = Router(graph)
    routes = router.routes()
    return Plotter(graph, routes, assign(router, routes), task_size(graph)).plot()
