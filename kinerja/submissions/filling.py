"""Entering figures, judging them, and the text of the report: each change is an event with old and new value."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from kinerja.submissions.actions import locked
from kinerja.submissions.derived import FIELDS, derive_achievement, derive_value, refuse_others
from kinerja.submissions.errors import CellConflict, ChecksThese, NotFilling, OwnFigures
from kinerja.submissions.figures import Figure, Judgement
from kinerja.submissions.models import Status, Submission
from kinerja.submissions.snapshots import number
from sop.ledger.actions import Entry
from sop.offices.models import AppointmentKind, User
from sop.procedures.definition import Definition, StepDef
from sop.procedures.queries import definition_of
from sop.runs.actions import note
from sop.runs.engine import holders
from sop.runs.errors import NotYourStep
from sop.runs.performers import Duty, Performer, performer_for

STORED = [*FIELDS, "achievement", "achievement_note", "version", "entered_by", "entered_at"]
TEXT_CHANGED = "Uraian diubah orang lain sejak halaman ini dibuka. Buka uraian terbaru, lalu gabungkan dengan tulisan Anda di bawah."


@dataclass(frozen=True)
class RowInput:
    """New content of one row. `changes` holds only the fields of FIELDS that were typed; `version` is the row as seen."""

    figure: int
    version: int
    changes: Mapping[str, Any]


@dataclass(frozen=True)
class Hold:
    """The right to work on an open step: the place in the marking, and the person in his capacity."""

    place: Mapping[str, Any]
    performer: Performer
    duty: Duty


@dataclass(frozen=True)
class Sent:
    """The random key of a request that may arrive twice, and the sha256 of what it said; the event keeps both."""

    key: str = ""
    content: str = ""


UNKEYED = Sent()


@transaction.atomic
def record_figures(
    submission: Submission,
    rows: Sequence[RowInput],
    *,
    unit: int,
    by: User,
    at: dt.datetime | None = None,
    sent: Sent = UNKEYED,
) -> list[Figure]:
    """Save what was typed for a unit; all rows or none. Returns the rows that changed.

    Raises NotFilling when no fill step of the unit is open, NotYourStep for a stranger to it, CellConflict when
    somebody else changed a row since it was seen.
    """
    at = at or timezone.now()
    submission = locked(submission.pk)
    hold = hold_sheet(submission, unit, by=by, at=at)
    figures = _figures(submission, unit, rows)
    changes = [change for row in rows if (change := _apply(figures[row.figure], row))]
    if not changes:
        return []
    touched = [figures[change["figure"]] for change in changes]
    for figure in touched:
        _stamp(figure, by, at)
    # The rows exist and are locked: this is an update of them all, at a fifth of what bulk_update() costs.
    Figure.objects.bulk_create(touched, update_conflicts=True, unique_fields=["id"], update_fields=STORED)
    record(submission, "figures", {"unit": unit, "changes": changes}, hold, at, sent=sent)
    mark_entrant(submission, by)
    return touched


def hold_sheet(submission: Submission, unit: int, *, by: User, at: dt.datetime) -> Hold:
    """The right to change what a unit hands in; the submission must be locked. Raises as `record_figures` does."""
    hold = _hold(submission, by, at, _filling(unit))
    _refuse_checkers(submission, hold.performer)
    return hold


def mark_entrant(submission: Submission, by: User) -> None:
    """Whoever supplied a figure or its evidence will not verify, initial or sign this file."""
    if by.pk not in submission.entrants:
        submission.entrants = [*submission.entrants, by.pk]
        submission.save(update_fields=["entrants"])


@transaction.atomic
def record_narrative(
    submission: Submission, text: str, *, by: User, version: str = "", at: dt.datetime | None = None
) -> Submission:
    """Save the report's introductory text; for whoever holds an open step while the file is a draft.

    `version`: sha256 of the text that was on the page; CellConflict where somebody else has changed it since.
    """
    at = at or timezone.now()
    submission = locked(submission.pk)
    hold = _hold(submission, by, at, _any_step)
    old = submission.narrative
    if text != old:
        if version and version != hashlib.sha256(old.encode()).hexdigest():
            raise CellConflict(TEXT_CHANGED)
        submission.narrative = text
        submission.save(update_fields=["narrative"])
        record(submission, "narrative", {"old": old, "new": text}, hold, at)
    return submission


@transaction.atomic
def judge(
    submission: Submission,
    verdicts: Mapping[int, tuple[bool, str]],
    *,
    by: User,
    at: dt.datetime | None = None,
    key: str = "",
) -> None:
    """Keep the word of an official on rows: figure pk → (agreed, note). An objection owes its note (constraint).

    `key` goes into the event, so that the caller can tell a request that comes a second time.
    For whoever holds an open step from which the file can be verified, initialled, signed or returned.
    """
    at = at or timezone.now()
    submission = locked(submission.pk)
    hold = _hold(submission, by, at, _checking, beyond_draft=True)
    if by.pk in submission.entrants:
        raise OwnFigures
    figures = Figure.objects.filter(submission=submission, pk__in=verdicts).in_bulk()
    Judgement.objects.bulk_create(
        [
            Judgement(
                figure_id=pk, office_id=submission.office_id, version=figures[pk].version,
                evidence_version=figures[pk].evidence_version, round=submission.run.round, agreed=agreed,
                note=text.strip(), by=by, at=at,
            )
            for pk, (agreed, text) in verdicts.items()
            if pk in figures
        ],
        update_conflicts=True,
        unique_fields=["figure", "version", "evidence_version", "round", "by"],
        update_fields=["agreed", "note", "at"],
    )  # fmt: skip
    said = [{"figure": pk, "agreed": agreed, "note": text.strip()} for pk, (agreed, text) in verdicts.items()]
    record(submission, "judgement", {"rows": said}, hold, at, touch=False, sent=Sent(key))


Wanted = Callable[[Definition, Mapping[str, Any]], bool]


def _any_step(_definition: Definition, _place: Mapping[str, Any]) -> bool:
    return True


def _checking(definition: Definition, place: Mapping[str, Any]) -> bool:
    """A step from which the file can be verified, initialled, signed or sent back."""
    moves = definition.moves(place["step"])
    return any(move.is_return or {"verify", "paraf", "sign"} & set(move.effects) for move in moves)


def _filling(unit: int) -> Wanted:
    def wanted(definition: Definition, place: Mapping[str, Any]) -> bool:
        return definition.steps[place["step"]].fills and place["unit"] in {None, unit}

    return wanted


def _hold(
    submission: Submission, by: User, at: dt.datetime, wanted: Wanted, *, beyond_draft: bool = False
) -> Hold:
    run = submission.run
    definition = definition_of(run.publication)
    places = [place for place in run.places() if wanted(definition, place)]
    if not places or (submission.status != Status.DRAFT and not beyond_draft):
        raise NotFilling(_held_by(definition, run.places()))
    performer = performer_for(by, run.publication.version_id, at.astimezone(run.office.tz).date())
    for place in places:
        duty = performer.duty_for(definition.steps[place["step"]], place["unit"])
        if duty is not None:
            return Hold(place, performer, duty)
    step = definition.steps[places[0]["step"]]
    raise NotYourStep(step.number or str(step.position), holders(definition, step))


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
    names = dict.fromkeys(holders(definition, definition.steps[place["step"]]) for place in places)
    return ", ".join(names) or "arsip"


def _figures(submission: Submission, unit: int, rows: Sequence[RowInput]) -> dict[int, Figure]:
    wanted = [row.figure for row in rows]
    figures = Figure.objects.filter(submission=submission, unit=unit, pk__in=wanted).select_related(
        "entered_by"
    )
    found = {figure.pk: figure for figure in figures}
    if missing := set(wanted) - set(found):
        raise CellConflict(f"{len(missing)} baris tidak termasuk isian unit ini. Muat ulang halaman.")
    return found


def _apply(figure: Figure, row: RowInput) -> dict[str, Any] | None:
    """Put the new content into the row; returns the change for the event, None where nothing differs."""
    refuse_others(figure, row.changes)
    old = {name: getattr(figure, name) for name in row.changes}
    differing = {name: new for name, new in row.changes.items() if new != old[name]}
    if not differing:
        return None
    if figure.version != row.version:
        raise CellConflict(_conflict(figure))
    old["value"] = figure.value
    for name, new in differing.items():
        setattr(figure, name, new)
    derive_value(figure)
    if figure.value != old["value"]:
        differing["value"] = figure.value
    # The database keeps the constraints; asking it about each row beforehand would be a query per row.
    figure.full_clean(
        exclude=["submission", "office", "indicator", "unit", "entered_by"],
        validate_unique=False,
        validate_constraints=False,
    )
    return {
        "figure": figure.pk,
        "old": {name: plain(old[name]) for name in differing},
        "new": {name: plain(new) for name, new in differing.items()},
    }


def _conflict(figure: Figure) -> str:
    who = figure.entered_by.name if figure.entered_by else "Orang lain"
    value = "kosong" if figure.value is None else str(number(figure.value)).replace(".", ",")
    return f"{who} mengubah ‘{figure.definition['name']}’ menjadi {value}. Periksa nilai Anda, lalu simpan kembali."


def plain(value: Any) -> Any:
    """The content of a field as the event tells it."""
    return number(value) if isinstance(value, Decimal) else value


def _stamp(figure: Figure, by: User, at: dt.datetime) -> None:
    """Who and when, and the achievement by the frozen formula."""
    figure.version += 1
    figure.entered_by, figure.entered_at = by, at
    derive_achievement(figure)


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
        kind, {**data, "step": hold.place["step"], "by": by}, hold.performer.user_id, sent.key, sent.content
    )
    note(submission.run, [entry], touched=[hold.place["id"]] if touch else [], at=at)
