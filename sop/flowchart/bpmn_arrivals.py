"""Which arrows arrive together at a step: found by playing the token game, the only truth about forks and joins."""

from collections import defaultdict
from dataclasses import dataclass, field

from sop.procedures import net
from sop.procedures.definition import RETURN_KEY, Definition, Move
from sop.procedures.net import Marking, Place

LIMIT = 5_000
ONWARD, BACK = "Lanjut", "Dikembalikan"
State = tuple[Marking, frozenset[str]]


@dataclass
class Arrivals:
    """`families`: for each step the sets of arrows (keys) that opened it together, in any course of the case.

    `withdrawing`: keys of the returns that called back work of other branches. `complete` is False where not all could be
    tried; the families then say nothing.
    """

    definition: Definition
    families: dict[int, set[frozenset[str]]] = field(default_factory=lambda: defaultdict(set))
    withdrawing: set[str] = field(default_factory=set)
    complete: bool = True


def written_moves(definition: Definition, place: int) -> list[Move]:
    """What may be done at a step as far as the sheet says it: without the official's right to return beyond it."""
    return [move for move in definition.moves(place) if move.key != RETURN_KEY]


def name_of(move: Move) -> str:
    """What a move is called where there is a choice: its label as printed, or a word where the sheet has none."""
    return move.label.strip() or (BACK if move.is_return else ONWARD)


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
    """The arrows that have arrived and wait, after the move; what has just been opened is noted with its arrows."""
    targets = {edge.key: edge.target for edge in found.definition.edges}
    rest = state[0] - {place}
    if move.is_return:
        waiting = _kept(found, state[1], rest, move)
    else:
        waiting = state[1] | {edge.key for edge in move.edges if edge.target is not None}
    open_steps = {other.step for other in after if not other.waiting}
    for step in open_steps - {other.step for other in rest if not other.waiting}:
        if together := frozenset(key for key in waiting if targets[key] == step):
            found.families[step].add(together)
    return frozenset(key for key in waiting if targets[key] not in open_steps)


def _kept(found: Arrivals, waiting: frozenset[str], rest: Marking, move: Move) -> frozenset[str]:
    """What still waits after a return: the arrows of branches that are not done once more.

    A gateway keeps what has come in, and a token in another branch stays where it is. Where the return calls either
    back, it is noted.
    """
    again = {
        step for step in found.definition.steps for target in move.targets if _leads(found, target, step)
    }
    called_back = {edge.key for edge in found.definition.edges if edge.source in again}
    if waiting & called_back or any(place.step in again and not place.waiting for place in rest):
        found.withdrawing.add(move.key)
    return waiting - called_back


def _leads(found: Arrivals, target: int | None, step: int) -> bool:
    return target is not None and (target == step or found.definition.can_reach(target, step))
