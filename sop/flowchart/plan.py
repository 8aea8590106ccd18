"""What is to be drawn, before any line is laid: symbols in cells of the table, and the arrows between them.

The five symbols and the rule that a capsule is the activity that begins or ends the flow: PermenPANRB 35/2012.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sop.flowchart.errors import CannotDraw
from sop.procedures.definition import Definition, Edge, Move, StepDef

Spot = tuple[int, int]  # row, lane


class Kind(StrEnum):
    """The symbols inside the lanes; the fifth, the arrow, is made of lines."""

    START = "start"
    END = "end"
    PROCESS = "process"
    DECISION = "decision"
    CONNECTOR = "connector"


@dataclass(frozen=True)
class Shape:
    """A symbol. `step` is the place of its step, None for a capsule that is no activity itself."""

    kind: Kind
    step: int | None


@dataclass(frozen=True)
class Link:
    """An arrow to be routed from one of `sources` to one of `targets`.

    Links with the same `goal` may join, links with the same `fork` may share their beginning; no others may touch.
    `main` is the straight way out of its step; `dashed` is a return that the sheet does not draw.
    """

    key: str
    source: int | None
    target: int | None
    sources: tuple[Spot, ...]
    targets: tuple[Spot, ...]
    fork: str
    goal: str
    label: str = ""
    main: bool = False
    is_return: bool = False
    dashed: bool = False


@dataclass(frozen=True)
class PlanRow:
    """A row of the grid: that of a step, or (`step` None) one for capsules that found no room."""

    step: int | None
    table: int


@dataclass
class Plan:
    """Symbols by spot, arrows in the order of the sheet, and `ties`: the symbols of one row worked on together."""

    lanes: tuple[int, ...]
    rows: list[PlanRow]
    shapes: dict[Spot, Shape] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    ties: list[tuple[Spot, ...]] = field(default_factory=list)

    def spots(self, step: int) -> tuple[Spot, ...]:
        """Where the symbols of a step stand."""
        return tuple(spot for spot, shape in self.shapes.items() if shape.step == step)


def plan(definition: Definition, dashed: Collection[str] = ()) -> Plan:
    """Say what the drawing consists of; `dashed` are the keys of undrawn returns that shall be shown.

    CannotDraw where a step has no column.
    """
    order = sorted(definition.steps)
    rows = [PlanRow(place, definition.steps[place].table) for place in order]
    made = Plan(lanes=tuple(sorted(definition.actors)), rows=rows)
    for row, place in enumerate(order):
        _place(made, definition, row, definition.steps[place])
    for place in order:
        _arrows(made, definition, place, dashed)
    return made


def _place(made: Plan, definition: Definition, row: int, step: StepDef) -> None:
    lanes = [made.lanes.index(actor) for actor in sorted({*step.actors, *step.attendees})]
    if not lanes:
        raise CannotDraw(
            f"Langkah {step.number or step.position} belum mempunyai pelaksana, sehingga alurnya tidak dapat "
            "digambar. Tandai kolom pelaksananya."
        )
    kind = _kind(definition, step)
    for lane in lanes:
        made.shapes[row, lane] = Shape(kind, step.position)
    if len(lanes) > 1:
        made.ties.append(tuple((row, lane) for lane in lanes))


def _kind(definition: Definition, step: StepDef) -> Kind:
    if step.nature == "decision":
        return Kind.DECISION
    if step.starts:
        return Kind.START
    forward = [edge for edge in definition.edges if edge.source == step.position and not edge.is_return]
    return Kind.END if forward and all(edge.target is None for edge in forward) else Kind.PROCESS


def _arrows(made: Plan, definition: Definition, place: int, dashed: Collection[str]) -> None:
    kind = made.shapes[made.spots(place)[0]].kind
    if definition.steps[place].starts and kind is not Kind.START:
        capsule = (_capsule(made, made.spots(place), Kind.START),)
        spots, goal = made.spots(place), f"langkah {place}"
        made.links.append(
            Link(f"{place}.mulai", None, place, capsule, spots, f"mulai {place}", goal, main=True)
        )
    for number, move in enumerate(definition.moves(place)):
        for edge in _shown(move, dashed):
            if edge.target is not None or kind is not Kind.END:
                link = _link(made, edge, move, main=number == 0 and not move.is_return)
                made.links.append(link)


def _shown(move: Move, dashed: Collection[str]) -> Iterator[Edge]:
    return (edge for edge in move.edges if edge.drawn or edge.key in dashed)


def _link(made: Plan, edge: Edge, move: Move, *, main: bool) -> Link:
    spots = made.spots(edge.source)
    targets = made.spots(edge.target) if edge.target is not None else (_capsule(made, spots, Kind.END),)
    return Link(
        key=edge.key,
        source=edge.source,
        target=edge.target,
        sources=spots,
        targets=targets,
        fork=f"{edge.source}/{move.key}/{edge.label.strip()}",
        goal=f"langkah {edge.target}" if edge.target is not None else f"selesai {edge.key}",
        label=edge.label,
        main=main,
        is_return=edge.is_return,
        dashed=not edge.drawn,
    )


def _capsule(made: Plan, near: tuple[Spot, ...], kind: Kind) -> Spot:
    """Find room for a capsule that is no activity: a free lane of the row, else a row of its own."""
    row, here = near[0][0], {lane for _, lane in near}
    free = [lane for lane in range(len(made.lanes)) if (row, lane) not in made.shapes]
    between = range(min(here), max(here))  # where the dotted line of the meeting runs
    free = [lane for lane in free if lane not in between]
    if free:
        lane = min(free, key=lambda lane: (min(abs(lane - other) for other in here), lane))
        spot = (row, lane)
    else:
        spot = _extra_row(made, row, max(here), kind)
    made.shapes[spot] = Shape(kind, None)
    return spot


def _extra_row(made: Plan, row: int, lane: int, kind: Kind) -> Spot:
    """Add a row above the first step of the table or below its last; links laid so far move along."""
    table = made.rows[row].table
    same = [index for index, other in enumerate(made.rows) if other.table == table]
    at = same[0] if kind is Kind.START else same[-1] + 1
    made.rows.insert(at, PlanRow(None, table))
    moved = {spot: (spot[0] + (spot[0] >= at), spot[1]) for spot in made.shapes}
    made.shapes = {moved[spot]: shape for spot, shape in made.shapes.items()}
    made.ties = [tuple(moved[spot] for spot in tie) for tie in made.ties]
    made.links = [_moved(link, moved) for link in made.links]
    return at, lane


def _moved(link: Link, moved: Mapping[Spot, Spot]) -> Link:
    sources = tuple(moved[spot] for spot in link.sources)
    targets = tuple(moved[spot] for spot in link.targets)
    return replace(link, sources=sources, targets=targets)
