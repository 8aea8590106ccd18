"""Which arrows arrive together at a step: found by playing the token game, the only truth about forks and joins."""

from collections import defaultdict
from dataclasses import dataclass, field

from sop.procedures import net
from sop.procedures.definition import RETURN_KEY, Definition, Move
from sop.procedures.net import Marking, Place

LIMIT = 5_000
State = tuple[Marking, frozenset[str]]


@dataclass
class Arrivals:
    """`families`: for each step the sets of arrows (keys) that opened it together, in any course of the case.

    `withdrawing`: keys of the returns that called back other open work. `complete` is False where not all could be
    tried; the families then say nothing.
    """

    definition: Definition
    families: dict[int, set[frozenset[str]]] = field(default_factory=lambda: defaultdict(set))
    withdrawing: set[str] = field(default_factory=set)
    complete: bool = True


def written_moves(definition: Definition, place: int) -> list[Move]:
    """What may be done at a step as far as the sheet says it: without the official's right to return beyond it."""
    return [move for move in definition.moves(place) if move.key != RETURN_KEY]


def arrivals(definition: Definition, limit: int = LIMIT) -> Arrivals:
    """Try every course from every start; several starts are several procedures on one sheet."""
    found = Arrivals(definition)
    todo: list[State] = [(frozenset({Place(start)}), frozenset()) for start in definition.starts]
    seen = set(todo)
    while todo:
        state = todo.pop()
        for after in _following(found, state):
            if after not in seen:
                seen.add(after)
                todo.append(after)
        if len(seen) > limit:
            found.complete = False
            break
    return found


def _following(found: Arrivals, state: State) -> list[State]:
    marking = state[0]
    following = []
    for place in sorted(marking):
        for move in written_moves(found.definition, place.step) if not place.waiting else ():
            after = net.fire(found.definition, marking, place, move, {})
            following.append((after, _arrived(found, state, place, move, after)))
    return following


def _arrived(found: Arrivals, state: State, place: Place, move: Move, after: Marking) -> frozenset[str]:
    """The arrows that have arrived and wait, after the move; what has just been opened is noted with its arrows.

    What waited at a step that a return withdraws is kept: a gateway keeps what has come in, too.
    """
    marking, waiting = state
    targets = {edge.key: edge.target for edge in found.definition.edges}
    rest = marking - {place}
    if move.is_return:
        if any(not other.waiting and other.step not in move.targets for other in rest - after):
            found.withdrawing.add(move.key)
    else:
        waiting |= {edge.key for edge in move.edges if edge.target is not None}
    open_steps = {other.step for other in after if not other.waiting}
    for step in open_steps - {other.step for other in rest if not other.waiting}:
        if together := frozenset(key for key in waiting if targets[key] == step):
            found.families[step].add(together)
    return frozenset(key for key in waiting if targets[key] not in open_steps)
