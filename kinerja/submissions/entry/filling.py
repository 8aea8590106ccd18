"""Entering figures, judging them, and the text of the report: each change is an event with old and new value."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from kinerja.submissions.actions import locked
from kinerja.submissions.errors import CellConflict, OwnFigures
from kinerja.submissions.figures import Figure, Judgement
from kinerja.submissions.holding import UNKEYED, Sent, any_step, checking, hold_sheet, hold_step, record
from kinerja.submissions.models import Submission
from kinerja.submissions.papers.snapshots import number
from kinerja.submissions.queries import who_else
from kinerja.submissions.rows.derived import FIELDS, derive_achievement, derive_value, refuse_others
from sop.offices.models import User
from sop.procedures.queries import definition_of

STORED = [*FIELDS, "achievement", "achievement_note", "version", "entered_by", "entered_at"]
SAID = ["agreed", "note", "version", "evidence_version", "round"]  # of a word, in its event
TEXT_CHANGED = "Uraian diubah orang lain sejak halaman ini dibuka. Buka uraian terbaru, lalu gabungkan dengan tulisan Anda di bawah."


@dataclass(frozen=True)
class RowInput:
    """New content of one row. `changes` holds only the fields of FIELDS that were typed; `version` is the row as seen."""

    figure: int
    version: int
    changes: Mapping[str, Any]


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
    mark_entrant(submission, by.pk)
    return touched


def mark_entrant(submission: Submission, by: int) -> None:
    """Whoever supplied a figure or its evidence will not verify, initial or sign this file."""
    if by not in submission.entrants:
        submission.entrants = [*submission.entrants, by]
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
    hold = hold_step(submission, by, at, any_step)
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
    sent: Sent = UNKEYED,
) -> None:
    """Keep the word of an official on rows: figure pk → (agreed, note). An objection owes its note (constraint).

    `sent` goes into the event, so that the caller can tell a request that comes a second time.
    For whoever holds an open step from which the file can be verified, initialled, signed or returned.
    """
    at = at or timezone.now()
    submission = locked(submission.pk)
    hold = hold_step(submission, by, at, checking, beyond_draft=True)
    if by.pk in submission.entrants:
        step = definition_of(submission.run.publication).steps[hold.place["step"]]
        raise OwnFigures(who_else(submission, step, hold.place))
    figures = Figure.objects.filter(submission=submission, pk__in=verdicts).in_bulk()
    words = [
        Judgement(
            figure_id=pk, office_id=submission.office_id, version=figures[pk].version,
            evidence_version=figures[pk].evidence_version, round=submission.run.round, agreed=agreed,
            note=text.strip(), by=by, at=at,
        )
        for pk, (agreed, text) in verdicts.items()
        if pk in figures
    ]  # fmt: skip
    Judgement.objects.bulk_create(
        words,
        update_conflicts=True,
        unique_fields=["figure", "version", "evidence_version", "round", "by"],
        update_fields=["agreed", "note", "at"],
    )
    said = [{"figure": word.figure_id} | {name: getattr(word, name) for name in SAID} for word in words]
    record(submission, "judgement", {"rows": said}, hold, at, touch=False, sent=sent)


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
