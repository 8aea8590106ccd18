"""Adding, describing, removing and restoring evidence: in draft, by the holder of the unit's open fill step, each an event."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from kinerja.common.blobs import Stored
from kinerja.submissions.actions import locked
from kinerja.submissions.entry.filling import mark_entrant
from kinerja.submissions.evidence.models import Evidence, Kind
from kinerja.submissions.evidence.refusals import AlreadyThere, RemovedMeanwhile, RowIsFull
from kinerja.submissions.figures import Figure
from kinerja.submissions.holding import Hold, hold_sheet, record
from kinerja.submissions.models import Submission
from sop.offices.models import User

MOST = 20  # files of one row
EVENT = "evidence"


@dataclass(frozen=True)
class Arrival:
    """A file that was checked and whose bytes lie in the storage."""

    name: str
    kind: Kind
    stored: Stored


@dataclass
class Attached:
    """What became of the files: kept as new rows, there already, or too many."""

    added: list[Evidence] = field(default_factory=list)
    there: list[Arrival] = field(default_factory=list)
    surplus: list[Arrival] = field(default_factory=list)


@transaction.atomic
def attach(
    submission: Submission,
    figure: int,
    arrivals: Sequence[Arrival],
    *,
    by: User,
    at: dt.datetime | None = None,
) -> Attached:
    """Give the files to a row. The same bytes again change nothing, so an upload may be repeated.

    Raises NotFilling or NotYourStep where the row may not be changed, even if nothing arrived.
    """
    at = at or timezone.now()
    row, hold = _held(submission, figure, by, at)
    present = set(Evidence.objects.filter(figure=row, removed_at=None).values_list("sha256", flat=True))
    done = Attached()
    for arrival in arrivals:
        if arrival.stored.sha256 in present:
            done.there.append(arrival)
        elif len(present) >= MOST:
            done.surplus.append(arrival)
        else:
            present.add(arrival.stored.sha256)
            done.added.append(_new(row, arrival, by, at))
    if done.added:
        for evidence in done.added:
            evidence.save(force_insert=True)
        _tell(row, hold, "add", [_named(evidence) for evidence in done.added], at)
    return done


@transaction.atomic
def describe(
    evidence: Evidence, *, caption: str, dated: dt.date | None, by: User, at: dt.datetime | None = None
) -> bool:
    """Write what the document is and of which date; whether that was anything new. RemovedMeanwhile where it is gone."""
    at = at or timezone.now()
    row, hold = _held(evidence.figure.submission, evidence.figure_id, by, at)
    evidence = Evidence.objects.get(pk=evidence.pk)
    if evidence.removed:
        raise RemovedMeanwhile(evidence.name)
    old, new = _words(evidence), {"caption": caption, "dated": dated.isoformat() if dated else None}
    if old == new:
        return False
    evidence.caption, evidence.dated = caption, dated
    evidence.save(update_fields=["caption", "dated"])
    _tell(row, hold, "describe", [{**_named(evidence), "old": old, "new": new}], at)
    return True


@transaction.atomic
def remove(evidence: Evidence, *, by: User, at: dt.datetime | None = None) -> bool:
    """Mark the file as removed; whether it was still there."""
    at = at or timezone.now()
    row, hold = _held(evidence.figure.submission, evidence.figure_id, by, at)
    evidence = Evidence.objects.get(pk=evidence.pk)
    if evidence.removed:
        return False
    _mark(evidence, by, at)
    _tell(row, hold, "remove", [_named(evidence)], at)
    return True


@transaction.atomic
def restore(evidence: Evidence, *, by: User, at: dt.datetime | None = None) -> bool:
    """Take a removal back; whether there was one. Raises AlreadyThere where the same bytes were added again."""
    at = at or timezone.now()
    row, hold = _held(evidence.figure.submission, evidence.figure_id, by, at)
    evidence = Evidence.objects.get(pk=evidence.pk)
    if not evidence.removed:
        return False
    present = list(Evidence.objects.filter(figure=row, removed_at=None))
    if twin := next((other for other in present if other.sha256 == evidence.sha256), None):
        raise AlreadyThere(twin.name)
    if len(present) >= MOST:
        raise RowIsFull(MOST)
    _mark(evidence, None, None)
    _tell(row, hold, "restore", [_named(evidence)], at)
    return True


def _held(submission: Submission, figure: int, by: User, at: dt.datetime) -> tuple[Figure, Hold]:
    """The row with its submission locked, and the right to change it."""
    submission = locked(submission.pk)
    row = Figure.objects.get(pk=figure, submission=submission)
    row.submission = submission
    return row, hold_sheet(submission, row.unit_id, by=by, at=at)


def _new(row: Figure, arrival: Arrival, by: User, at: dt.datetime) -> Evidence:
    return Evidence(
        figure=row, office_id=row.office_id, name=arrival.name, kind=arrival.kind, size=arrival.stored.size,
        sha256=arrival.stored.sha256, added_by=by, added_at=at,
    )  # fmt: skip


def _mark(evidence: Evidence, by: User | None, at: dt.datetime | None) -> None:
    evidence.removed_by, evidence.removed_at = by, at
    evidence.save(update_fields=["removed_by", "removed_at"])


def _words(evidence: Evidence) -> dict[str, Any]:
    return {
        "caption": evidence.caption,
        "dated": evidence.dated.isoformat() if evidence.dated else None,
    }


def _named(evidence: Evidence) -> dict[str, Any]:
    return {"evidence": evidence.pk, "name": evidence.name, "sha256": evidence.sha256, "size": evidence.size}


def _tell(row: Figure, hold: Hold, what: str, files: list[dict[str, Any]], at: dt.datetime) -> None:
    """One event; whoever judged the row judged it with other files, and this person will judge it no more."""
    row.evidence_version += 1
    row.save(update_fields=["evidence_version"])
    data = {"unit": row.unit_id, "figure": row.pk, "what": what, "files": files}
    record(row.submission, EVENT, data, hold, at)
    mark_entrant(row.submission, hold.performer.user_id)
