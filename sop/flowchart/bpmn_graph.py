"""The nodes and flows of an SOP as BPMN 2.0 knows them, before they are placed or written."""

from dataclasses import dataclass
from enum import Enum

from sop.procedures.definition import Definition, Edge


class Kind(Enum):
    """What a node is: (element of BPMN, direction of a gateway)."""

    START = ("startEvent", "")
    END = ("endEvent", "")
    TASK = ("userTask", "")
    CHOICE = ("exclusiveGateway", "Diverging")
    FORK = ("parallelGateway", "Diverging")
    MERGE = ("exclusiveGateway", "Converging")
    JOIN = ("parallelGateway", "Converging")
    # Waits for whatever can still arrive: where branches meet that do not all run, or not each time.
    GATHER = ("inclusiveGateway", "Converging")

    @property
    def tag(self) -> str:
        return self.value[0]

    @property
    def direction(self) -> str:
        return self.value[1]

    @property
    def is_gateway(self) -> bool:
        return bool(self.direction)

    @property
    def takes_many(self) -> bool:
        """Whether several flows may come in."""
        return self in {Kind.MERGE, Kind.JOIN, Kind.GATHER}


@dataclass(frozen=True)
class Node:
    """`step` is the place of the step it belongs to, `lane` counts from 0 in the order of the columns."""

    id: str
    kind: Kind
    lane: int
    step: int


@dataclass(frozen=True)
class Flow:
    """`edge`: the arrow of the sheet this flow carries; None for the lines between gateways and their step."""

    id: str
    source: str
    target: str
    name: str = ""
    condition: str = ""
    edge: Edge | None = None


@dataclass(frozen=True)
class Graph:
    """The nodes stand from left to right in their order.

    `lanes`: the names of the columns. `withdrawing`: keys of the returns that call back work of other branches.
    """

    definition: Definition
    lanes: tuple[str, ...]
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]
    withdrawing: frozenset[str]
