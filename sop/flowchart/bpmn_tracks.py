"""Lines side by side: which track of its gap or channel each shared line of a route runs on."""

from collections import defaultdict
from dataclasses import dataclass, field

from sop.flowchart.bpmn_routes import Line, Route, Router


@dataclass
class Track:
    """What runs on one track: (from, to, node the flow goes to)."""

    taken: list[tuple[int, int, str]] = field(default_factory=list)

    def has_room(self, low: int, high: int, target: str) -> bool:
        """Lines to the same node may run on each other, like branches of one arrow; all others keep apart."""
        return all(
            goal == target or high < other_low or other_high < low
            for other_low, other_high, goal in self.taken
        )


@dataclass
class Tracks:
    """`of`: the track of a line, by flow and number of the line; `lines`: the tracks of each gap and channel."""

    of: dict[tuple[str, int], int] = field(default_factory=dict)
    lines: dict[Line, list[Track]] = field(default_factory=lambda: defaultdict(list))

    def count(self, line: Line) -> int:
        return len(self.lines[line]) if line in self.lines else 0


def assign(router: Router, routes: list[Route]) -> Tracks:
    """Give every shared line a track; short lines come first and lie nearest to the nodes."""
    tracks = Tracks()
    pieces = []
    for number, route in enumerate(routes):
        for index, line in enumerate(route.lines):
            if line.shared:
                low, high = router.span(route, index)
                pieces.append((high - low, number, index, low, high, line, route.flow))
    for _, _, index, low, high, line, flow in sorted(pieces, key=lambda piece: piece[:3]):
        of_line = tracks.lines[line]
        free = (place for place, track in enumerate(of_line) if track.has_room(low, high, flow.target))
        place = next(free, len(of_line))
        if place == len(of_line):
            of_line.append(Track())
        of_line[place].taken.append((low, high, flow.target))
        tracks.of[flow.id, index] = place
    return tracks
