"""Who a person is for an SOP today: the columns he may stand for, by which post."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sop.offices.models import Appointment, AppointmentKind, User
from sop.procedures.definition import StepDef

ASSIGNED = "ditugaskan"  # kind of the duty that comes from an assigned step, and from no post


@dataclass(frozen=True)
class Duty:
    """A column (its place), the unit of the post that stands for it, and the post as printed."""

    actor: int
    unit: int | None
    capacity: str
    kind: str


@dataclass(frozen=True)
class Performer:
    """A person with his duties of the day. History keeps name and capacity as text, so later changes alter nothing."""

    user_id: int
    name: str
    nip: str
    rank: str
    duties: tuple[Duty, ...]

    def duty_for(self, step: StepDef, unit: int | None) -> Duty | None:
        """The duty by which this person does the step for the unit; a definitive post goes before an acting one."""
        fitting = [
            duty for duty in self.duties if duty.actor in step.actors and (unit is None or duty.unit == unit)
        ]
        return min(fitting, key=lambda duty: duty.kind != AppointmentKind.DEFINITIVE, default=None)

    def duty_at(self, step: StepDef, place: Mapping[str, Any]) -> Duty | None:
        """The duty by which this person does this open place of a marking.

        A step that was assigned is done by the one it was assigned to, and not by its column. He must serve in the
        office that day: pages see to it by fetching, acts ask `serves`.
        """
        assigned = place.get("assigned")
        if assigned is None:
            return self.duty_for(step, place["unit"])
        if assigned["user"] != self.user_id:
            return None
        return Duty(next(iter(step.actors), 0), place["unit"], assigned["capacity"], ASSIGNED)


def serves(user_id: int, office_id: int, day: dt.date) -> bool:
    """Whether this person holds any post of the office that day. One query."""
    return Appointment.objects.on(day).filter(user=user_id, position__office=office_id).exists()


@dataclass(frozen=True)
class Application:
    """Who begins a run when its day has come: no account, no duties, no right to any step."""

    name: str
    nip: str = ""
    user_id: None = None


def performer_for(user: User, version_id: int, day: dt.date) -> Performer:
    """The person as performer of this version of an SOP on that day. One query; no duties for a stranger."""
    return performers_for(user, [version_id], day)[version_id]


def performers_for(user: User, versions: Iterable[int], day: dt.date) -> dict[int, Performer]:
    """The person as performer of each of these versions, by their pk. One query."""
    duties: dict[int, list[Duty]] = {version: [] for version in versions}
    appointments = (
        Appointment.objects.on(day)
        .filter(user=user, position__bindings__actor__version__in=duties)
        .values_list(
            "position__bindings__actor__version",
            "position__bindings__actor__order",
            "position__unit",
            "kind",
            "position__title",
        )
    )
    for version, actor, unit, kind, title in appointments:
        duties[version].append(Duty(actor, unit, _capacity(kind, title), kind))
    return {
        version: Performer(user.pk, user.name, user.nip, user.rank, tuple(held))
        for version, held in duties.items()
    }


def _capacity(kind: str, title: str) -> str:
    return title if kind == AppointmentKind.DEFINITIVE else f"{AppointmentKind(kind).label} {title}"
