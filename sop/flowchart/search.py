"""The cheapest way of one arrow over the grid, by A* over (node, direction).

Costs are doubled so that they are whole numbers: equal costs are then really equal, and ties go by coordinates.
"""

from collections.abc import Iterator
from heapq import heappop, heappush

from sop.flowchart.board import DOWN, LEFT, RIGHT, UP, Bend, Board
from sop.flowchart.plan import Kind, Link

INSIDE, BORDER = 2, 4
BEND = 5
CROSSING = 8
BESIDE = 6
SHARED, MERGE = 2, 16
NO_UP_OR_DOWN = 6
UPSTREAM = 12
SIDEWAYS = 1  # the straight way leaves downwards where it costs nothing
START = -1

FREE, FORK, JOIN = range(3)
State = tuple[int, int]  # node, and the direction of the piece that led there


def find(board: Board, link: Link) -> list[int] | None:
    """The cheapest way of an arrow, as nodes from centre to centre; None where there is none."""
    if not set(link.sources) & set(link.targets):
        found = _simple(board, link, None)
    else:  # back into the same symbol: by another port than it left
        loops = [loop for port in range(4) if (loop := _simple(board, link, port))]
        found = min(loops, default=None)
    return found[1] if found else None


def _simple(board: Board, link: Link, exit_port: int | None) -> tuple[int, list[int]] | None:
    """A way that does not cross itself: nodes where it would are barred and the search is repeated."""
    search = Search(board, link, exit_port)
    while found := search.run():
        path = found[1]
        twice = {node for node in path[1:-1] if path.count(node) > 1}
        if not twice:
            return found
        search.barred |= twice
    return None


class Search:
    """One search; the board is read, never changed."""

    def __init__(self, board: Board, link: Link, exit_port: int | None = None) -> None:
        self.board, self.link, self.exit_port = board, link, exit_port
        self.barred: set[int] = set()
        self.sources = sorted(board.centre(spot) for spot in link.sources)
        self.targets = frozenset(board.centre(spot) for spot in link.targets)
        self.own = {*link.sources, *link.targets}
        self.downward = max(link.targets)[0] > min(link.sources)[0]
        self._far = self._distances()

    def run(self) -> tuple[int, list[int]] | None:
        """Cost and nodes of the cheapest way; None where there is none."""
        best: dict[State, int] = {}
        came: dict[State, State] = {}
        queue: list[tuple[int, int, int, int]] = []
        for node in self.sources:
            best[node, START] = 0
            heappush(queue, (self._left(node), node, START, 0))
        while queue:
            _, node, run, cost = heappop(queue)
            if cost > best[node, run]:
                continue
            if node in self.targets and run != START:
                return cost, self._back(came, (node, run))
            for state, total in self._better(best, (node, run), cost):
                best[state], came[state] = total, (node, run)
                heappush(queue, (total + self._left(state[0]), *state, total))
        return None

    def _better(self, best: dict[State, int], state: State, cost: int) -> Iterator[tuple[State, int]]:
        """The states one step on that were not yet reached as cheaply."""
        for other, direction, extra in self._moves(*state):
            total = cost + extra
            if total < best.get((other, direction), total + 1):
                yield (other, direction), total

    @staticmethod
    def _back(came: dict[State, State], state: State) -> list[int]:
        path = [state[0]]
        while state[1] != START:
            state = came[state]
            path.append(state[0])
        return path[::-1]

    def _distances(self) -> tuple[list[int], list[int]]:
        """Least cost from each column and each row of nodes to those of the nearest target."""
        board = self.board
        columns = {node % board.width for node in self.targets}
        rows = {node // board.width for node in self.targets}
        return _least(board.width, columns, board.tracks), _least(board.height, rows, board.tracks)

    def _left(self, node: int) -> int:
        columns, rows = self._far
        return columns[node % self.board.width] + rows[node // self.board.width]

    def _moves(self, node: int, run: int) -> Iterator[tuple[int, int, int]]:
        """The next nodes with the direction and what the step costs."""
        for direction in (DOWN, RIGHT, LEFT, UP):
            if run != START and direction == (run + 2) % 4:
                continue
            other = self.board.neighbour(node, direction)
            if other is None or not self._open(other):
                continue
            costs = self._leave(node, direction) if run == START else self._pass(node, run, direction)
            enter = self._enter(other, direction)
            if costs is not None and enter is not None:
                border = self.board.crosses_border(node, direction)
                yield other, direction, costs + enter + (BORDER if border else INSIDE)

    def _open(self, node: int) -> bool:
        """No symbol of others stands there."""
        return node in self.targets or (node not in self.board.symbols and node not in self.barred)

    def _leave(self, node: int, direction: int) -> int | None:
        """Costs of the port a line leaves by; None where it is taken."""
        for other, use in self.board.ports.get((node, direction), ()):
            if use != "out" or other.fork != self.link.fork:
                return None
        if self._sharing(node, direction) is None or self.exit_port not in {None, direction}:
            return None
        link, sideways = self.link, direction in {RIGHT, LEFT}
        if link.main:
            return UPSTREAM * (direction == UP) + SIDEWAYS * sideways
        decides = self.board.plan.shapes[self.board.symbols[node]].kind is Kind.DECISION
        return NO_UP_OR_DOWN if decides and not sideways else 0

    def _enter(self, node: int, direction: int) -> int | None:
        """Costs of stepping on a node: the port of a target, or passing beside the symbol of others."""
        if node not in self.targets:
            spot = self.board.beside.get(node)
            return BESIDE if spot is not None and spot not in self.own else 0
        port = (direction + 2) % 4
        if port == self.exit_port or any(use != "in" for _, use in self.board.ports.get((node, port), ())):
            return None
        forward = not self.link.is_return and self.downward
        return UPSTREAM if forward and direction == UP else 0

    def _pass(self, node: int, run: int, direction: int) -> int | None:
        """Costs of going on from a node; None where the picture would be read wrongly."""
        turns = run != direction
        if turns and self.board.beside.get(node, None) not in {None, *self.own}:
            return None  # a corner there would close a port of that symbol for good
        before = self._sharing(node, (run + 2) % 4, reverse=True)
        after = self._sharing(node, direction)
        if after is None or (after == FORK and before != FORK) or (before == JOIN and after != JOIN):
            return None
        met = self._meet(node, run, direction)
        if met is None:
            return None
        join = SHARED + MERGE * (before != JOIN) if after == JOIN else 0
        return met + join + BEND * turns

    def _sharing(self, node: int, direction: int, *, reverse: bool = False) -> int | None:
        """How the piece that way is occupied: not at all, by the same fork, by the same goal; None: by strangers."""
        users = self.board.segments.get(self.board.segment(node, direction))
        if not users:
            return FREE
        run = (direction + 2) % 4 if reverse else direction
        kinds = {self._kin(other) if way == run else None for other, way in users}
        return kinds.pop() if len(kinds) == 1 else None

    def _kin(self, other: Link) -> int | None:
        if other.fork == self.link.fork:
            return FORK
        return JOIN if other.goal == self.link.goal else None

    def _meet(self, node: int, run: int, direction: int) -> int | None:
        """Costs of the other lines on a node: crossed straight, or joined; None where it would read as a junction."""
        cost = 0
        for other, bend in self.board.nodes.get(node, ()):
            if self._together(other, node, run, direction):
                continue
            if run != direction or bend is Bend.CORNER or bend == run % 2:
                return None
            cost += CROSSING
        return cost

    def _together(self, other: Link, node: int, run: int, direction: int) -> bool:
        """Whether the two lines lie on each other just before or just behind the node."""
        board = self.board
        pieces = (board.segment(node, (run + 2) % 4), board.segment(node, direction))
        return any(other is link for piece in pieces for link, _ in board.segments.get(piece, ()))


def _least(count: int, goals: set[int], tracks: int) -> list[int]:
    """Costs along one axis to the nearest goal: two for a step inside a cell, four over a border."""
    place = [INSIDE * index + (BORDER - INSIDE) * (index // tracks) for index in range(count)]
    return [min(abs(value - place[goal]) for goal in goals) for value in place]
