"""Where is this case, whose turn is it, and can its history be replayed."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sop.ledger.queries import events_of
from sop.procedures import net
from sop.procedures.definition import WITHDRAW_KEY, Definition
from sop.procedures.models import ActorBinding, Publication
from sop.procedures.phases import DRAFT, apply_effects
from sop.procedures.queries import definition_of
from sop.runs.models import ENDED_EARLY, Run


def publication_in_force(sop_id: int, day: dt.date) -> Publication | None:
    """The newest published, runnable version of an SOP that is in force on that day, for a run that starts now."""
    return (
        Publication.objects.filter(version__sop=sop_id, version__sop__withdrawn_on=None, runnable=True)
        .exclude(version__effective_on__gt=day)
        .order_by("-version__version")
        .first()
    )


def units_per_step(publication: Publication) -> dict[str, list[int]]:
    """For each per-unit step (place as text) the units of the posts bound to its columns, for a new run."""
    definition = definition_of(publication)
    pairs = ActorBinding.objects.filter(actor__version=publication.version_id, position__unit__isnull=False)
    by_actor: dict[int, set[int]] = {}
    for actor, unit in pairs.values_list("actor__order", "position__unit"):
        by_actor.setdefault(actor, set()).add(unit)
    return {
        str(step.position): sorted(set().union(*(by_actor.get(actor, set()) for actor in step.actors)))
        for step in definition.steps.values()
        if step.per_unit
    }


@dataclass(frozen=True)
class Replayed:
    """The position and phase that follow from the events alone; `fault` says where an event cannot follow."""

    marking: net.Marking
    phase: str
    fault: str = ""


def replay(run: Run) -> Replayed:
    """Play the token game again from the stored events."""
    definition = definition_of(run.publication)
    state = Replayed(net.EMPTY, DRAFT)
    units: dict[int, tuple[int, ...]] = {}
    for event, data in events_of(run):
        if event.kind == "start":
            units = {int(step): tuple(ids) for step, ids in data["units"].items()}
            state = Replayed(net.start(definition, units), DRAFT)
        elif event.kind == ENDED_EARLY:
            state = _replay_end(state, data)
        elif "move" in data:
            state = _replay_step(definition, state, units, data)
        if state.fault:
            return state
    return state


def _replay_end(state: Replayed, data: dict[str, Any]) -> Replayed:
    """A run that was withdrawn stands nowhere; it must have stood somewhere before."""
    fault = "" if state.marking else f"peristiwa {data['seq']}: ditarik kembali sesudah berakhir"
    return Replayed(net.EMPTY, state.phase, fault)


def _replay_step(
    definition: Definition, state: Replayed, units: dict[int, tuple[int, ...]], data: dict[str, Any]
) -> Replayed:
    here = net.Place(data["step"], data["unit"] or 0)
    move = definition.move(data["step"], data["move"])
    # A withdrawal takes back a step that is closed; every other move leaves one that is open.
    if move is None or (here in state.marking) == (move.key == WITHDRAW_KEY):
        return Replayed(
            state.marking, state.phase, f"peristiwa {data['seq']}: langkah {data['step']} tidak terbuka"
        )
    if move.is_return and data["units"]:
        units = units | {target: tuple(data["units"]) for target in move.targets if target is not None}
    phase = apply_effects(state.phase, move.effects)
    marking = net.fire(definition, state.marking, here, move, units)
    told = frozenset(net.Place(step, unit, waiting) for step, unit, waiting in data["marking"])
    if phase is None or marking != told:
        return Replayed(marking, phase or state.phase, f"peristiwa {data['seq']}: akibatnya tidak sesuai SOP")
    return Replayed(marking, phase)


def same_position(run: Run, replayed: Replayed) -> bool:
    """Whether the row of the run says the same as its events."""
    row = frozenset(net.Place(place["step"], place["unit"] or 0, place["waiting"]) for place in run.marking)
    return row == replayed.marking
