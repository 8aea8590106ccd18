"""From a definition to BPMN nodes and flows: tasks, choices, forks, and a gateway wherever several arrows come in."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from sop.flowchart.bpmn_arrivals import ONWARD, Arrivals, arrivals, name_of, written_moves
from sop.flowchart.bpmn_graph import Flow, Graph, Kind, Node
from sop.flowchart.bpmn_meets import Meet, meet
from sop.procedures.definition import Definition, Edge, Move, StepDef

NO_ACTOR = "(belum ditetapkan)"
PREFIXES = {Kind.MERGE: "merge", Kind.JOIN: "join", Kind.GATHER: "gather"}


@dataclass(frozen=True)
class Opening:
    """Where an arrow leaves its step: the node, and what the flow that carries it is called there."""

    source: str
    name: str
    condition: str


@dataclass
class Builder:
    """Collects the nodes and flows of a definition."""

    definition: Definition
    columns: tuple[int, ...]
    found: Arrivals
    nodes: list[Node] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)
    openings: dict[str, Opening] = field(default_factory=dict)
    forks: dict[int, list[Flow]] = field(default_factory=lambda: defaultdict(list))
    meets: Counter[int] = field(default_factory=Counter)

    def build(self) -> Graph:
        for place in sorted(self.definition.steps):
            self._find_openings(place)
        for place, step in sorted(self.definition.steps.items()):
            self._enter(step)
            self._add(f"step_{place}", Kind.TASK, place)
            self._leave(place)
        names = [self.definition.actors.get(actor, "") for actor in self.columns]
        lanes = [" ".join(name.split()) or f"Kolom {place}" for place, name in enumerate(names, start=1)]
        if any(node.lane == len(lanes) for node in self.nodes):
            lanes.append(NO_ACTOR)
        return Graph(
            self.definition,
            tuple(lanes),
            tuple(self.nodes),
            tuple(self.flows),
            frozenset(self.found.withdrawing),
        )

    def _lane(self, place: int) -> int:
        """The column of the first who performs, or attends; one beyond the last where nobody is named."""
        step = self.definition.steps[place]
        known = [actor for actor in (*step.actors, *step.attendees) if actor in self.columns]
        return self.columns.index(known[0]) if known else len(self.columns)

    def _add(self, name: str, kind: Kind, place: int) -> str:
        self.nodes.append(Node(name, kind, self._lane(place), place))
        return name

    def _connect(self, source: str, target: str, name: str = "", condition: str = "") -> None:
        self.flows.append(Flow(f"flow_{source}_{target}", source, target, name, condition))

    def _carry(self, edge: Edge, target: str) -> None:
        """The flow of an arrow of the sheet, from where it leaves to the node it comes to."""
        at = self.openings[edge.key]
        self.flows.append(Flow(f"flow_{safe(edge.key)}", at.source, target, at.name, at.condition, edge))

    def _find_openings(self, place: int) -> None:
        moves = written_moves(self.definition, place)
        for move in moves:
            condition = f'choice_{place} == "{move.key}"' if len(moves) > 1 else ""
            source = f"choice_{place}" if condition else f"step_{place}"
            if len(move.edges) > 1:
                self._find_fork(move, source, condition)
            else:
                name = name_of(move) if condition else move.label
                self.openings[move.key] = Opening(source, name, condition)

    def _find_fork(self, move: Move, source: str, condition: str) -> None:
        """The label of a decision belongs to the whole fork, those of a process to each branch."""
        decides = self.definition.steps[move.step].nature == "decision"
        fork = f"fork_{safe(move.key)}"
        name = (name_of(move) if decides else ONWARD) if condition else ""
        self.forks[move.step].append(Flow(f"flow_{source}_{fork}", source, fork, name, condition))
        for edge in move.edges:
            self.openings[edge.key] = Opening(fork, "" if decides else edge.label, "")

    def _enter(self, step: StepDef) -> None:
        """Everything in front of a task: its start, and the gateways where its arrows come together."""
        place = step.position
        into = [edge for edge in self.definition.edges if edge.target == place and edge.key in self.openings]
        direct: list[Meet | str] = [f"start_{place}"] if step.starts else []
        direct += [edge.key for edge in into if edge.is_return]
        forward = [edge.key for edge in into if not edge.is_return]
        if forward:
            tree = self._meet(place, forward)
            merged = isinstance(tree, Meet) and tree.kind is Kind.MERGE
            direct += tree.parts if isinstance(tree, Meet) and merged else (tree,)
        if step.starts:
            self._add(f"start_{place}", Kind.START, place)
        if direct:
            whole = Meet(Kind.MERGE, tuple(direct)) if len(direct) > 1 else direct[0]
            self._lead(whole, f"step_{place}", place, {edge.key: edge for edge in into})

    def _meet(self, place: int, keys: list[str]) -> Meet | str:
        if not self.found.complete and len(keys) > 1:
            return Meet(Kind.GATHER, tuple(keys))
        return meet(self.found.families[place], keys)

    def _lead(self, part: Meet | str, target: str, place: int, edges: dict[str, Edge]) -> None:
        """Draw one part of what comes in: a gateway with its own parts before it, an arrow, or the start."""
        if isinstance(part, Meet):
            # The gateway farthest from the task stands farthest to the left; numbers count from the task.
            self.meets[place] += 1
            name = f"{PREFIXES[part.kind]}_{place}_{self.meets[place]}"
            self._connect(name, target)
            for inner in part.parts:
                self._lead(inner, name, place, edges)
            self._add(name, part.kind, place)
        elif part in edges:
            self._carry(edges[part], target)
        else:
            self._connect(part, target)

    def _leave(self, place: int) -> None:
        """Everything behind a task: its choice, its forks, and the ends of its arrows."""
        if len(written_moves(self.definition, place)) > 1:
            self._connect(f"step_{place}", self._add(f"choice_{place}", Kind.CHOICE, place))
        for flow in self.forks[place]:
            self._add(flow.target, Kind.FORK, place)
            self.flows.append(flow)
        for edge in self.definition.edges:
            if edge.source == place and edge.target is None and edge.key in self.openings:
                self._carry(edge, self._add(f"end_{safe(edge.key)}", Kind.END, place))


def safe(key: str) -> str:
    """The key of an arrow ("6.1") as part of an id."""
    return key.replace(".", "_")


def build(definition: Definition) -> Graph:
    """The graph of everything the sheet says; the unwritten right to return a document is no part of it."""
    return Builder(definition, tuple(sorted(definition.actors)), arrivals(definition)).build()
