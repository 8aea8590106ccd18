"""Every way a case can go over the arrows, tried out: the status of each step, and whether it always can end."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from sop.procedures import net
from sop.procedures.definition import RETURN_KEY, Definition, Move
from sop.procedures.net import EMPTY, Marking, Place, Units
from sop.procedures.phases import DRAFT, apply_effects

LIMIT = 20_000
UNITS = (1, 2)  # two stand for any number: what can go wrong among units, goes wrong between two
SUBSETS = ((1,), (2,), (1, 2))


@dataclass(frozen=True)
class State:
    """Where the case stands, its status, and whether figures were filled on the way."""

    marking: Marking
    phase: str = DRAFT
    filled: bool = False


@dataclass(frozen=True)
class Fault:
    """A move that cannot be right. `kind`: "order" (illegal in that phase) or "parallel" (others are still at work)."""

    kind: str
    step: int
    effects: tuple[str, ...]
    phase: str


@dataclass
class Walk:
    """The states found from the only start of `definition`; not all of them where `complete` is False."""

    definition: Definition
    following: dict[State, set[State]] = field(default_factory=dict)
    faults: set[Fault] = field(default_factory=set)
    complete: bool = True

    @cached_property
    def phases(self) -> dict[int, set[str]]:
        """The statuses in which each step was found open."""
        found: dict[int, set[str]] = defaultdict(set)
        for state in self.following:
            for place in state.marking:
                if not place.waiting:
                    found[place.step].add(state.phase)
        return found

    @cached_property
    def endings(self) -> set[State]:
        return {state for state in self.following if state.marking == EMPTY}

    def last_steps(self, end: State) -> set[int]:
        """The steps from which an ending was reached."""
        return {
            place.step for state, after in self.following.items() if end in after for place in state.marking
        }

    @cached_property
    def caught(self) -> set[State]:
        """States from which no ending can be reached; it says nothing where there are faults, which cut ways off."""
        before: dict[State, set[State]] = defaultdict(set)
        for state, after in self.following.items():
            for reached in after:
                before[reached].add(state)
        seen = set(self.endings)
        todo = list(seen)
        while todo:
            new = before[todo.pop()] - seen
            seen |= new
            todo += new
        return set(self.following) - seen


def walks(definition: Definition, limit: int = LIMIT) -> list[Walk]:
    """One walk for each start: several starts are several procedures on one sheet."""
    return [walk(_only(definition, start), limit) for start in definition.starts]


def walk(definition: Definition, limit: int = LIMIT) -> Walk:
    """Try everything that can be done from the start, up to `limit` states."""
    units = {place: UNITS for place, step in definition.steps.items() if step.per_unit}
    first = State(net.start(definition, units))
    found = Walk(definition, {first: set()})
    todo = [first]
    while todo and len(found.following) <= limit:
        state = todo.pop()
        for outcome in _outcomes(definition, state, units):
            if isinstance(outcome, Fault):
                found.faults.add(outcome)
                continue
            found.following[state].add(outcome)
            if outcome not in found.following:
                found.following[outcome] = set()
                todo.append(outcome)
    found.complete = not todo
    return found


def _only(definition: Definition, start: int) -> Definition:
    steps = {place: replace(step, starts=place == start) for place, step in definition.steps.items()}
    return replace(definition, steps=steps)


def _outcomes(definition: Definition, state: State, units: Units) -> Iterator[State | Fault]:
    for place in sorted(state.marking):
        for move in definition.moves(place.step) if not place.waiting else ():
            kind = _fault(state, place, move)
            if (
                kind and move.key != RETURN_KEY
            ):  # the undrawn return is our own offer: withdrawn where illegal
                yield Fault(kind, place.step, move.effects, state.phase)
            elif not kind:
                yield from _fired(definition, state, place, move, units)


def _fault(state: State, place: Place, move: Move) -> str:
    if apply_effects(state.phase, move.effects) is None:
        return "order"
    if move.effects and not move.is_return and state.marking != {place}:
        return "parallel"
    return ""


def _fired(definition: Definition, state: State, place: Place, move: Move, units: Units) -> Iterator[State]:
    phase = apply_effects(state.phase, move.effects) or state.phase
    filled = state.filled or (definition.steps[place.step].fills and not move.is_return)
    for chosen in _choices(move, units):
        yield State(net.fire(definition, state.marking, place, move, chosen), phase, filled)


def _choices(move: Move, units: Units) -> list[Units]:
    """A return reopens some of the units or all."""
    targets = [target for target in units if target in move.targets] if move.is_return else []
    if not targets:
        return [units]
    return [{**units, **dict.fromkeys(targets, subset)} for subset in SUBSETS]
