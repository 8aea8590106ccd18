"""The definition of a published SOP as plain data: what the engine runs on. Built from the canonical text alone."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sop.durations.standard import Standard
from sop.procedures.phases import EFFECTS

RETURN_KEY = "kembali"
WITHDRAW_KEY = "tarik"


@dataclass(frozen=True)
class Edge:
    """An arrow. `key` is "<place of the source>.<order>"; `target` None is the end of the flow."""

    key: str
    source: int
    target: int | None
    label: str
    effects: tuple[str, ...]
    is_return: bool
    drawn: bool


@dataclass(frozen=True)
class Move:
    """A choice at a step: the arrows that are followed together (several: a fork), and their effects in order."""

    key: str
    step: int
    label: str
    edges: tuple[Edge, ...]
    effects: tuple[str, ...]
    is_return: bool
    drawn: bool

    @property
    def targets(self) -> tuple[int | None, ...]:
        return tuple(edge.target for edge in self.edges)


@dataclass(frozen=True)
class StepDef:
    """A row of the sheet. `actors` and `attendees` are places of columns."""

    position: int
    number: str
    activity: str
    nature: str
    table: int
    starts: bool
    fills: bool
    per_unit: bool
    is_meeting: bool
    record: str
    actors: tuple[int, ...]
    attendees: tuple[int, ...]
    requirements: str
    time: str
    output: str
    note: str
    standard: Standard


@dataclass(frozen=True)
class Definition:
    """Steps by place, arrows, and the names of the columns by place."""

    steps: dict[int, StepDef]
    edges: tuple[Edge, ...]
    actors: dict[int, str]
    title: str
    number: str
    rhythm: str

    @classmethod
    def from_text(cls, text: str) -> "Definition":
        """Read the canonical text of a publication."""
        return cls.from_data(json.loads(text))

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Definition":
        """Read the data of `canonical()`; KeyError where a part is missing."""
        return cls(
            steps={row["position"]: _step(row) for row in data["steps"]},
            edges=tuple(_edge(row) for row in data["flows"]),
            actors={row["order"]: row["label"] for row in data["actors"]},
            title=data["title"],
            number=data["number"],
            rhythm=data["rhythm"],
        )

    @cached_property
    def starts(self) -> tuple[int, ...]:
        return tuple(p for p, step in sorted(self.steps.items()) if step.starts)

    @cached_property
    def fill_steps(self) -> tuple[int, ...]:
        return tuple(p for p, step in sorted(self.steps.items()) if step.fills)

    @cached_property
    def _forward(self) -> dict[int, frozenset[int]]:
        """For each step, all steps that can be reached from it without a return."""
        following: dict[int, set[int]] = {place: set() for place in self.steps}
        for edge in self.edges:
            if edge.target is not None and not edge.is_return:
                following[edge.source].add(edge.target)
        return {place: _closure(place, following) for place in self.steps}

    def can_reach(self, source: int, target: int) -> bool:
        """Whether the target lies ahead of the source, going forward by at least one arrow."""
        return target in self._forward[source]

    @cached_property
    def _moves(self) -> dict[int, tuple[Move, ...]]:
        return {place: tuple(self._find_moves(place)) for place in self.steps}

    def moves(self, place: int) -> tuple[Move, ...]:
        """What may be done at this step: the straight way first, returns last."""
        return self._moves[place]

    def move(self, place: int, key: str) -> Move | None:
        if key == WITHDRAW_KEY and self.steps[place].fills:
            return self.withdrawal(place)
        return next((move for move in self.moves(place) if move.key == key), None)

    def withdrawal(self, place: int) -> Move:
        """The sender of a step of filling takes his part back; no sheet draws it, and no open step offers it."""
        edge = Edge(
            f"{place}.{WITHDRAW_KEY}", place, place, "Tarik kembali", ("revise",), is_return=True, drawn=False
        )
        return Move(WITHDRAW_KEY, place, edge.label, (edge,), edge.effects, is_return=True, drawn=False)

    def _find_moves(self, place: int) -> list[Move]:
        out = [edge for edge in self.edges if edge.source == place]
        forward = [edge for edge in out if not edge.is_return]
        if self.steps[place].nature == "decision":
            labels = list(dict.fromkeys(edge.label for edge in forward))
            moves = [_move([edge for edge in forward if edge.label == label]) for label in labels]
        else:
            moves = [_move(forward)] if forward else []
        moves += [_move([edge]) for edge in out if edge.is_return]
        extra = self._undrawn_return(place, moves)
        return [*moves, extra] if extra else moves

    def _undrawn_return(self, place: int, moves: list[Move]) -> Move | None:
        """The right of an official at a verify, paraf or sign step to return a document where no arrow says so."""
        official = any(set(move.effects) & {"verify", "paraf", "sign"} for move in moves)
        target = self.fill_step_before(place)
        if not official or target is None:
            return None
        if any(move.is_return and self._leads_back(move, target) for move in moves):
            return None
        edge = Edge(
            f"{place}.{RETURN_KEY}", place, target, "Kembalikan", ("revise",), is_return=True, drawn=False
        )
        return Move(RETURN_KEY, place, edge.label, (edge,), edge.effects, is_return=True, drawn=False)

    def _leads_back(self, move: Move, fill: int) -> bool:
        """Whether a return that the sheet has ends at the fill step, if need be by way of others (Mojokerto 3, 4, 1)."""
        following: dict[int, set[int]] = {place: set() for place in self.steps}
        for edge in self.edges:
            if edge.target is not None and edge.source != move.step:
                following[edge.source].add(edge.target)
        starts = {target for target in move.targets if target is not None}
        return fill in starts.union(*(_closure(place, following) for place in starts))

    def fill_step_before(self, place: int) -> int | None:
        """The last step of filling from which this step can be reached."""
        return max((fill for fill in self.fill_steps if self.can_reach(fill, place)), default=None)


def _closure(start: int, following: dict[int, set[int]]) -> frozenset[int]:
    seen: set[int] = set()
    todo = list(following[start])
    while todo:
        place = todo.pop()
        if place not in seen:
            seen.add(place)
            todo.extend(following.get(place, ()))
    return frozenset(seen)


def _move(edges: list[Edge]) -> Move:
    first = edges[0]
    effects = tuple(effect for edge in edges for effect in edge.effects)
    drawn = all(edge.drawn for edge in edges)
    return Move(first.key, first.source, first.label, tuple(edges), effects, first.is_return, drawn)


def _edge(row: dict[str, Any]) -> Edge:
    unknown = set(row["effects"]) - set(EFFECTS)
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    return Edge(
        key=f"{row['source']}.{row['order']}",
        source=row["source"],
        target=row["target"],
        label=row["label"],
        effects=tuple(row["effects"]),
        is_return=row["is_return"],
        drawn=row["drawn"],
    )


def _step(row: dict[str, Any]) -> StepDef:
    by_role = {
        role: tuple(actor["actor"] for actor in row["actors"] if actor["role"] == role)
        for role in ("performs", "attends")
    }
    keys = (
        "position",
        "number",
        "activity",
        "nature",
        "table",
        "starts",
        "fills",
        "per_unit",
        "is_meeting",
        "record",
    )
    return StepDef(
        **{key: row[key] for key in keys},
        actors=by_role["performs"],
        attendees=by_role["attends"],
        requirements=row["requirements"],
        time=row["time"],
        output=row["output"],
        note=row["note"],
        standard=Standard.from_json(row["standard"]),
    )
