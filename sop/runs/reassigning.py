"""Giving an open step to a named person, with a reason, and taking it back from him.

A mandate to sign comes from an appointment alone (UU 30/2014 art. 14): a step of signing is never given to a person
without one. Everything else may be, for as long as that one opening of the step lasts.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sop.ledger.actions import Entry
from sop.offices.models import User
from sop.procedures.definition import Definition
from sop.procedures.queries import definition_of
from sop.runs.actions import note
from sop.runs.engine import Request, holders, open_place
from sop.runs.errors import MandateOwed, NothingAssigned, Owed
from sop.runs.models import Run, StepRunAssignment

KIND = "reassign"
LONGEST = 250


@dataclass(frozen=True)
class Order:
    """Who gives the step away, called as on that day, and why. `key` and `content` make the same click count once."""

    by: User
    capacity: str
    reason: str
    at: dt.datetime
    key: str = ""
    content: str = ""


def signs(definition: Definition, step: int) -> bool:
    """Whether a signature is given at this step (its place)."""
    return any("sign" in move.effects for move in definition.moves(step))


def told_capacity(definition: Definition, step: int, post: str) -> str:
    """How the step will be told and printed: "Perencana Ahli Muda (ditugaskan untuk Kasubag)". No post is claimed."""
    own, column = post, holders(definition, definition.steps[step])
    return f"{own} (ditugaskan untuk {column})"[:LONGEST]


def assign(
    run: Run, step_run: int, *, expected_seq: int, to: User, post: str, order: Order
) -> Mapping[str, Any]:
    """Give the open step to this person, who holds `post` today; returns its place. On a locked run.

    Raises AlreadyMoved where the step is over or the page was old, MandateOwed at a step of signing, Owed without reason.
    """
    definition = definition_of(run.publication)
    place = open_place(run, Request(step_run, "", expected_seq))
    if signs(definition, place["step"]):
        raise MandateOwed(holders(definition, definition.steps[place["step"]]))
    capacity = told_capacity(definition, place["step"], post)
    assigned = {"user": to.pk, "name": to.name, "nip": to.nip, "rank": to.rank, "capacity": capacity}
    _settle(run, place, assigned, order)
    StepRunAssignment.objects.create(
        step_run_id=step_run, office_id=run.office_id, user=to, capacity=capacity, reason=order.reason,
        by=order.by, at=order.at,
    )  # fmt: skip
    return place


def withdraw(run: Run, step_run: int, *, expected_seq: int, order: Order) -> Mapping[str, Any]:
    """Give the step back to its column. Raises as `assign`, NothingAssigned where it is the column's already."""
    place = open_place(run, Request(step_run, "", expected_seq))
    if not place.get("assigned"):
        raise NothingAssigned
    _settle(run, place, None, order)
    return place


def _settle(run: Run, place: Mapping[str, Any], new: Mapping[str, Any] | None, order: Order) -> None:
    """End what stood, write the event with old and new, and let the open step stand at it."""
    if not order.reason.strip():
        raise Owed("Tulis alasan penugasan langkah ini.")
    StepRunAssignment.objects.filter(step_run=place["id"], ended_at=None).update(ended_at=order.at)
    by = {"name": order.by.name, "nip": order.by.nip, "capacity": order.capacity}
    data = {
        "step": place["step"], "unit": place["unit"], "step_run": place["id"], "old": place.get("assigned"),
        "new": new, "reason": order.reason, "by": by,
    }  # fmt: skip
    run.marking = [_with(row, new) if row["id"] == place["id"] else row for row in run.marking]
    entry = Entry(KIND, data, order.by.pk, order.key, order.content)
    note(run, [entry], touched=[place["id"]], at=order.at)


def _with(row: Mapping[str, Any], assigned: Mapping[str, Any] | None) -> dict[str, Any]:
    kept = {key: value for key, value in row.items() if key != "assigned"}
    return kept | ({"assigned": dict(assigned)} if assigned else {})
