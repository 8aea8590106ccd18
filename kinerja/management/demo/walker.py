"""Walk a submission through its SOP as the right persons would, by nothing but the acts the screens call."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import timezone

from kinerja.management.demo.desk import answer, fill, objecting, units_of, verdicts
from kinerja.management.demo.pace import AtOnce, Pace
from kinerja.management.demo.records import filing_for, record_for
from kinerja.management.demo.staff import NOBODY, Staff
from kinerja.management.demo.values import Values, plausible
from kinerja.signing.models import SignedDocument
from kinerja.submissions.actions import Papers, act
from kinerja.submissions.entry.filling import judge
from kinerja.submissions.models import Submission
from sop.offices.models import User
from sop.procedures.definition import Definition, Move, StepDef
from sop.procedures.queries import definition_of
from sop.runs.engine import Request

END = "end"
CHECKING = {"verify", "paraf", "sign"}

Prepare = Callable[[Submission, User, dt.datetime], SignedDocument]
"""Make the document that is signed: the submission, who signs, when. The row is not saved, its bytes are stored."""


@dataclass(frozen=True)
class Detour:
    """A return on the way: at this step, for these units (none: the first), with a reason and a remark on their rows.

    `move` is the key of the way back; without it the first that reopens figures, or else the first return.
    """

    step: int
    reason: str = "Mohon diperiksa kembali terhadap bukti dukung."
    units: tuple[int, ...] = ()
    remark: str = ""
    move: str = ""


Enclose = Callable[[Submission, int, User, dt.datetime | None], None]
"""Attach evidence to the rows of a unit: the submission, the unit, who uploads, when."""


@dataclass(frozen=True)
class Guide:
    """Who walks, when, what is typed and attached, what document is signed, and where the file is sent back once."""

    staff: Staff
    prepare: Prepare
    pace: Pace = field(default_factory=AtOnce)
    values: Values = plausible
    detours: tuple[Detour, ...] = ()
    enclose: Enclose | None = None


@dataclass(frozen=True)
class Turn:
    """One act: the open place, the way taken there, by whom and when."""

    submission: Submission
    definition: Definition
    place: Mapping[str, Any]
    move: Move
    by: User
    at: dt.datetime | None
    detour: Detour | None

    @property
    def step(self) -> StepDef:
        return self.definition.steps[self.place["step"]]

    @property
    def moment(self) -> dt.datetime:
        return self.at or timezone.now()

    @property
    def units(self) -> tuple[int, ...]:
        """The units that are sent back."""
        if self.detour is None:
            return ()
        return self.detour.units or units_of(self.submission)[:1]


def walk(submission: Submission, until: str | int, *, guide: Guide) -> Submission:
    """Go on until a status is reached, a step (its place) is open, or the END; returns a fresh submission.

    NobodyMay where no person may do a step; ValueError where the file ends before.
    """
    submission = fresh(submission)
    while not _arrived(submission, until):
        if not submission.run.places():
            raise ValueError(f"{submission} ended without reaching {until}")
        place = guide.pace.first(submission.run.places())
        detour = next((detour for detour in guide.detours if detour.step == place["step"]), None)
        submission = take(submission, place, guide=guide, detour=detour)
        if detour:
            guide = replace(guide, detours=tuple(other for other in guide.detours if other is not detour))
    return submission


def fresh(submission: Submission) -> Submission:
    """The submission as it stands now, with all it needs to walk."""
    return Submission.objects.select_related("run__publication", "run__office", "period").get(
        pk=submission.pk
    )


def _arrived(submission: Submission, until: str | int) -> bool:
    if until == END:
        return not submission.run.marking
    return submission.status == until or any(place["step"] == until for place in submission.run.places())


def take(
    submission: Submission, place: Mapping[str, Any], *, guide: Guide, detour: Detour | None = None
) -> Submission:
    """Do one open step with everything it owes: figures, judgements, records, papers. Returns a fresh submission."""
    return carry_out(plan(submission, place, guide=guide, detour=detour), guide)


def carry_out(turn: Turn, guide: Guide) -> Submission:
    """Do what was planned; returns a fresh submission."""
    before(turn, guide)
    turn = replace(turn, submission=fresh(turn.submission))
    request, papers = request_for(turn), papers_for(turn, guide)
    return fresh(act(turn.submission, request, by=turn.by, papers=papers, at=turn.at).submission)


def plan(
    submission: Submission, place: Mapping[str, Any], *, guide: Guide, detour: Detour | None = None
) -> Turn:
    """What is to be done at this place, by whom and when; nothing is done yet."""
    definition = definition_of(submission.run.publication)
    move, at = _way(definition, place["step"], detour), guide.pace.moment(place)
    by = holder_of(submission, place, move, guide.staff, at)
    return Turn(submission, definition, place, move, by, at, detour)


def holder_of(
    submission: Submission, place: Mapping[str, Any], move: Move, staff: Staff, at: dt.datetime | None
) -> User:
    """Who would take this way at this place; never somebody who would check his own figures."""
    step = definition_of(submission.run.publication).steps[place["step"]]
    day = (at or timezone.now()).astimezone(submission.run.office.tz).date()
    checks = move.is_return or CHECKING & set(move.effects)
    return staff.who(step, place["unit"], day, avoid=submission.entrants if checks else NOBODY)


def _way(definition: Definition, step: int, detour: Detour | None) -> Move:
    """The straight way; on a detour the return that was named, or the one that reopens figures."""
    moves = definition.moves(step)
    if detour is None:
        return moves[0]
    returns = [move for move in moves if move.is_return and detour.move in {"", move.key}]
    return next((move for move in returns if "revise" in move.effects), returns[0])


def before(turn: Turn, guide: Guide) -> None:
    """What must be there before the act: figures at a step of filling, the official's word on each row at a check."""
    earlier = guide.pace.earlier(turn.at)
    if turn.step.fills and not turn.move.is_return:
        for unit in [turn.place["unit"]] if turn.place["unit"] else units_of(turn.submission):
            fill(turn.submission, unit, by=turn.by, values=guide.values, at=earlier)
            answer(fresh(turn.submission), unit, by=turn.by, at=earlier)
            if guide.enclose:
                guide.enclose(turn.submission, unit, turn.by, earlier)
    if turn.detour and turn.detour.remark:
        objections = objecting(turn.submission, turn.units, turn.detour.remark)
        judge(turn.submission, objections, by=turn.by, at=earlier)
    elif "verify" in turn.move.effects:
        judge(turn.submission, verdicts(turn.submission), by=turn.by, at=earlier)


def request_for(turn: Turn) -> Request:
    """The request as the page of this step would send it; `turn.submission` must be fresh."""
    place = next(place for place in turn.submission.run.places() if place["id"] == turn.place["id"])
    return Request(
        step_run=place["id"],
        move=turn.move.key,
        expected_seq=place["seq"],
        reason=turn.detour.reason if turn.detour else "",
        units=turn.units,
        record=_record(turn),
    )


def _record(turn: Turn) -> dict[str, Any]:
    if turn.move.is_return:
        return {}
    return record_for(turn.step, turn.submission, by=turn.by, at=turn.moment)


def papers_for(turn: Turn, guide: Guide) -> Papers:
    """What the act brings with it; `turn.submission` must be fresh."""
    if turn.move.is_return:
        return Papers()
    effects, submission = turn.move.effects, turn.submission
    return Papers(
        data_hash=submission.data_hash,
        document=guide.prepare(submission, turn.by, turn.moment) if "sign" in effects else None,
        filing=filing_for(submission) if "archive" in effects else None,
    )
