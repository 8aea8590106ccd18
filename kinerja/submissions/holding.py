"""Who may work on an open step of a file, in which capacity; and writing down in the ledger what he did there."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kinerja.common.dates import format_moment
from kinerja.submissions.errors import ChecksThese, NotFilling, TakenBack
from kinerja.submissions.models import Status, Submission
from kinerja.submissions.windows.closing import insist_window
from sop.ledger.actions import Entry
from sop.ledger.models import Event
from sop.offices.models import AppointmentKind, User
from sop.procedures.definition import Definition, StepDef
from sop.procedures.queries import definition_of
from sop.runs.actions import note
from sop.runs.engine import duty_here, holders_at
from sop.runs.errors import NotYourStep, SameKeyOtherContent
from sop.runs.performers import Duty, Performer, performer_for


@dataclass(frozen=True)
class Hold:
    """The right to work on an open step: the place in the marking, and the person in his capacity.

    `late`: what every event under this hold tells of a leave to fill after the window has closed.
    """

    place: Mapping[str, Any]
    performer: Performer
    duty: Duty
    late: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Sent:
    """The random key of a request that may arrive twice, and the sha256 of what it said; the event keeps both."""

    key: str = ""
    content: str = ""


UNKEYED = Sent()


def repeated(submission: Submission, sent: Sent, by: User) -> bool:
    """Whether this very request was carried out before; SameKeyOtherContent where its key was used for another."""
    found = Event.objects.filter(user=by, key=sent.key).values_list("run_id", "content") if sent.key else ()
    earlier = next(iter(found), None)
    if earlier is not None and earlier != (submission.run_id, sent.content):
        raise SameKeyOtherContent
    return earlier is not None


def hold_sheet(submission: Submission, unit: int, *, by: User, at: dt.datetime) -> Hold:
    """The right to change what a unit hands in; the submission must be locked. Raises as `record_figures` does."""
    hold = hold_step(submission, by, at, filling(unit))
    _refuse_checkers(submission, hold.performer)
    return replace(hold, late=insist_window(submission, unit, by=by, at=at))


Wanted = Callable[[Definition, Mapping[str, Any]], bool]


def any_step(_definition: Definition, _place: Mapping[str, Any]) -> bool:
    """Whatever is open."""
    return True


def checking(definition: Definition, place: Mapping[str, Any]) -> bool:
    """A step from which the file can be verified, initialled, signed or sent back."""
    moves = definition.moves(place["step"])
    return any(move.is_return or {"verify", "paraf", "sign"} & set(move.effects) for move in moves)


def filling(unit: int) -> Wanted:
    """A step at which this unit fills."""

    def wanted(definition: Definition, place: Mapping[str, Any]) -> bool:
        return definition.steps[place["step"]].fills and place["unit"] in {None, unit}

    return wanted


def hold_step(
    submission: Submission, by: User, at: dt.datetime, wanted: Wanted, *, beyond_draft: bool = False
) -> Hold:
    """The right of this person to a step that is wanted; NotFilling where none is open, NotYourStep where not his."""
    run = submission.run
    definition = definition_of(run.publication)
    places = [place for place in run.places() if wanted(definition, place)]
    refuse_taken_back(submission)
    if not places or (submission.status != Status.DRAFT and not beyond_draft):
        raise NotFilling(_held_by(definition, run.places()))
    performer = performer_for(by, run.publication.version_id, at.astimezone(run.office.tz).date())
    for place in places:
        duty = duty_here(run, definition.steps[place["step"]], place, by=performer, at=at)
        if duty is not None:
            return Hold(place, performer, duty)
    step = definition.steps[places[0]["step"]]
    raise NotYourStep(step.number or str(step.position), holders_at(definition, places[0]))


def refuse_taken_back(submission: Submission) -> None:
    """Raise TakenBack for a correction that was withdrawn; `submission.run.office` must be loaded."""
    if submission.withdrawn_at:
        raise TakenBack(format_moment(submission.withdrawn_at, submission.run.office.zone))


def _refuse_checkers(submission: Submission, performer: Performer) -> None:
    if step := checked_by(performer, definition_of(submission.run.publication)):
        raise ChecksThese(step.number or str(step.position))


def checked_by(performer: Performer, definition: Definition) -> StepDef | None:
    """The step at which this person verifies, initials or signs by his own post; whoever does so enters no figures.

    Mojokerto 1 and 3, Sumenep 3 and 6. Someone who only stands in for a checker may enter them, and is then refused
    at the check.
    """
    own = {duty.actor for duty in performer.duties if duty.kind == AppointmentKind.DEFINITIVE}
    for step in definition.steps.values():
        checks = any(
            {"verify", "paraf", "sign"} & set(move.effects) for move in definition.moves(step.position)
        )
        if checks and own & set(step.actors):
            return step
    return None


def _held_by(definition: Definition, places: Iterable[Mapping[str, Any]]) -> str:
    names = dict.fromkeys(holders_at(definition, place) for place in places)
    return ", ".join(names) or "arsip"


def record(
    submission: Submission,
    kind: str,
    data: Mapping[str, Any],
    hold: Hold,
    at: dt.datetime,
    *,
    touch: bool = True,
    sent: Sent = UNKEYED,
) -> None:
    """Write one event of this person in his capacity; `touch` moves the open step's seq on."""
    by = {"name": hold.performer.name, "nip": hold.performer.nip, "capacity": hold.duty.capacity}
    entry = Entry(
        kind,
        {**data, **hold.late, "step": hold.place["step"], "by": by},
        hold.performer.user_id,
        sent.key,
        sent.content,
    )
    note(submission.run, [entry], touched=[hold.place["id"]] if touch else [], at=at)
