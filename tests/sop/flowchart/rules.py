"""The rules of the drawing, read off the routed lines without the router's own bookkeeping."""

from collections import Counter, defaultdict
from itertools import combinations, pairwise

from sop.flowchart.plan import Link, Plan, Spot
from sop.flowchart.routing import Routed

Node = tuple[int, int]  # row and column of the grid


class Reading:
    """The lines of a routed plan as nodes (row, column)."""

    def __init__(self, plan: Plan, routed: Routed) -> None:
        self.plan, self.tracks, self.width = plan, routed.board.tracks, routed.board.width
        self.links: dict[str, Link] = {link.key: link for link in plan.links if link.key in routed.paths}
        self.paths = {key: [divmod(n, self.width) for n in path] for key, path in routed.paths.items()}
        self.centres = {self.centre(spot): spot for spot in plan.shapes}

    def centre(self, spot: Spot) -> Node:
        return spot[0] * self.tracks + self.tracks // 2, spot[1] * self.tracks + self.tracks // 2

    def broken(self) -> list[str]:
        """Sentences on every rule that is broken; [] for a good drawing."""
        faults = [fault for key in self.paths for fault in self._of_line(key)]
        for one, other in combinations(sorted(self.paths), 2):
            faults += self._of_pair(one, other)
        return [*faults, *self._of_ports(), *self._of_ties()]

    def _of_line(self, key: str) -> list[str]:
        path, link = self.paths[key], self.links[key]
        faults = []
        if self.centres.get(path[0]) not in link.sources or self.centres.get(path[-1]) not in link.targets:
            faults.append(f"{key} does not run from its source to its target")
        if any(abs(a[0] - b[0]) + abs(a[1] - b[1]) != 1 for a, b in pairwise(path)):
            faults.append(f"{key} jumps")
        if set(path[1:-1]) & set(self.centres):
            faults.append(f"{key} runs through a symbol")
        inner = Counter(path[:-1])
        if max(inner.values()) > 1:
            faults.append(f"{key} crosses itself")
        return faults

    def _of_pair(self, one: str, other: str) -> list[str]:
        a, b = self.links[one], self.links[other]
        kin = a.goal == b.goal or a.fork == b.fork
        shared = pieces(self.paths[one]) & pieces(self.paths[other])
        if shared and (not kin or not runs(self.paths[one]) & runs(self.paths[other])):
            return [f"{one} and {other} share {sorted(map(sorted, shared))}"]
        faults = []
        for node in set(self.paths[one][1:-1]) & set(self.paths[other][1:-1]):
            if any(node in piece for piece in shared):
                continue
            if axis(self.paths[one], node) == axis(self.paths[other], node) or "corner" in {
                axis(self.paths[one], node),
                axis(self.paths[other], node),
            }:
                faults.append(f"{one} and {other} touch at {node}")
        return faults

    def _of_ports(self) -> list[str]:
        uses = defaultdict(set)
        for key, path in self.paths.items():
            uses[path[0], path[1]].add(self.links[key].fork)
            uses[path[-1], path[-2]].add("in")
        for tie in self.plan.ties:
            for left, right in pairwise(tie):
                (row, start), (_, end) = self.centre(left), self.centre(right)
                uses[(row, start), (row, start + 1)].add("tie")
                uses[(row, end), (row, end - 1)].add("tie")
        return [f"port {port} is used by {sorted(use)}" for port, use in uses.items() if len(use) > 1]

    def _of_ties(self) -> list[str]:
        """Nothing runs along a dotted line or turns on it."""
        faults = []
        for key, path in self.paths.items():
            wrong = [node for node in path[1:-1] if node in self.tied() and axis(path, node) != "vertical"]
            faults += [f"{key} runs into the dotted line at {node}" for node in wrong]
        return faults

    def tied(self) -> set[Node]:
        """Nodes under dotted lines, symbols apart."""
        nodes = set()
        for tie in self.plan.ties:
            for left, right in pairwise(tie):
                (row, start), (_, end) = self.centre(left), self.centre(right)
                nodes |= {(row, column) for column in range(start + 1, end)}
        return nodes


def pieces(path: list[Node]) -> set[frozenset[Node]]:
    return {frozenset(pair) for pair in pairwise(path)}


def runs(path: list[Node]) -> set[tuple[Node, Node]]:
    return set(pairwise(path))


def axis(path: list[Node], node: Node) -> str:
    index = path.index(node)
    before, after = path[index - 1], path[index + 1]
    if before[0] == after[0]:
        return "horizontal"
    return "vertical" if before[1] == after[1] else "corner"
