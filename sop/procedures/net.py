"""The token game: how a case moves over the arrows. Pure; the engine and the checks at publishing both use it.

A place is (step, unit); unit is None except where a step is done per unit. Where branches of a fork meet, the step
opens when no other open branch can still reach it: it waits for all of them, and a decision's branches never wait.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sop.procedures.definition import Definition, Move

Units = Mapping[int, tuple[int, ...]]


@dataclass(frozen=True, order=True)
class Place:
    step: int
    unit: int = 0
    waiting: bool = False


Marking = frozenset[Place]
EMPTY: Marking = frozenset()


def start(definition: Definition, units: Units) -> Marking:
    """The marking in which every start is open. `units`: for each per-unit step the units that do it."""
    return frozenset(place for step in definition.starts for place in _opened(definition, step, units))


def fire(definition: Definition, marking: Marking, place: Place, move: Move, units: Units) -> Marking:
    """The marking after this move is taken at this place.

    For a return, `units` names for the target only the units that are reopened. A return withdraws whatever lies
    ahead of its target: that work would go on with figures that are being changed.
    """
    rest = marking - {place}
    if move.is_return:
        return _returned(definition, rest, move, units)
    if any(other.step == place.step and not other.waiting for other in rest):
        return rest
    for target in move.targets:
        if target is not None and not any(p.step == target and not p.waiting for p in rest):
            rest |= {Place(target, waiting=True)}
    return settle(definition, rest, units)


def _returned(definition: Definition, rest: Marking, move: Move, units: Units) -> Marking:
    for target in move.targets:
        if target is not None:
            rest = frozenset(p for p in rest if not definition.can_reach(target, p.step) or p.step == target)
            rest |= _opened(definition, target, units)
    return settle(definition, rest, units)


def settle(definition: Definition, marking: Marking, units: Units) -> Marking:
    """Open each waiting step that no other branch can still reach."""
    while ready := next(
        (p for p in sorted(marking) if p.waiting and not _awaited(definition, marking, p)), None
    ):
        marking = (marking - {ready}) | _opened(definition, ready.step, units)
    return marking


def _awaited(definition: Definition, marking: Iterable[Place], waiting: Place) -> bool:
    others = {p.step for p in marking if p.step != waiting.step}
    ahead = {s for s in others if definition.can_reach(s, waiting.step)}
    # Two steps that can reach each other would wait for each other for ever; the one printed first goes on.
    return any(not definition.can_reach(waiting.step, s) or s < waiting.step for s in ahead)


def _opened(definition: Definition, step: int, units: Units) -> Marking:
    if definition.steps[step].per_unit and units.get(step):
        return frozenset(Place(step, unit) for unit in units[step])
    return frozenset({Place(step)})
