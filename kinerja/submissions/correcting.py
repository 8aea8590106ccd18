"""Correcting what was signed: revision n + 1, with a reason and a run of its own. The signed one stays as it is.

The new file begins with the figures and the evidence of the old one, so that only what was wrong is typed again. Whoever
entered them there entered them here too, and checks neither.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from kinerja.submissions.actions import locked
from kinerja.submissions.entry.filling import plain
from kinerja.submissions.errors import CorrectionOwesReason, NotToBeCorrected
from kinerja.submissions.evidence.models import Evidence
from kinerja.submissions.figures import Figure
from kinerja.submissions.models import Status, Submission
from kinerja.submissions.opening import NO_GOAL, Goal, Opener, goals_of, open_file, opener_of
from kinerja.submissions.rows.derived import FIELDS, derive_achievement
from sop.ledger.actions import Entry
from sop.ledger.models import Event
from sop.offices.models import User
from sop.runs.actions import note

SIGNED = (Status.SIGNED, Status.ARCHIVED)
TAKEN_OVER = (
    "office_id", "year", "indicator_id", "unit_id", "order", "definition", "entered_by_id", "entered_at", *FIELDS,
)  # fmt: skip
_EMPTY = Figure()


def correct(submission: Submission, reason: str, *, by: User, at: dt.datetime | None = None) -> Submission:
    """Open the next revision of a signed file; asked twice by one person with one reason, it is opened once.

    NotToBeCorrected where the file is not signed, was replaced, or is being corrected; NotYourStep for whoever may not
    begin a file; CorrectionOwesReason.
    """
    reason = reason.strip()
    if not reason:
        raise CorrectionOwesReason
    try:
        with transaction.atomic():
            return _correct(submission, reason, by, at or timezone.now())
    except IntegrityError as error:
        raise NotToBeCorrected(_under_way(_newest(submission).revision)) from error


def why_not(submission: Submission) -> str:
    """Why this file cannot be corrected now; "" where it can. Two queries, none for an unsigned one."""
    if submission.withdrawn_at:
        return "Perbaikan ini ditarik kembali. Perbaiki dokumen yang berlaku."
    if submission.status not in SIGNED:
        return "Dokumen ini belum ditandatangani. Perbaiki isiannya lewat pengembalian."
    newest = _newest(submission)
    if newest.pk == submission.pk:
        return _destroyed(submission)
    if newest.status in SIGNED:
        return f"Dokumen ini sudah digantikan revisi {newest.revision}. Perbaiki revisi yang terbaru."
    return _under_way(newest.revision)


def _destroyed(submission: Submission) -> str:
    """Its evidence went with it: another revision would begin with files that nobody can open."""
    document = submission.document
    by = document.destroyed if document else ""
    return f"Dokumen ini sudah dimusnahkan dengan {by}, sehingga tidak dapat diperbaiki." if by else ""


def _under_way(revision: int) -> str:
    return f"Dokumen ini sedang diperbaiki: revisi {revision} sudah dibuka dan belum ditandatangani. Lanjutkan berkas itu."


def _newest(submission: Submission) -> Submission:
    """What stands, or is going to; a correction that was taken back does neither."""
    files = Submission.objects.standing().filter(
        obligation=submission.obligation_id, period=submission.period_id
    )
    return files.defer("snapshot", "narrative").select_related("run").latest("revision")


def next_revision(submission: Submission) -> int:
    """The number of the next correction: one that was taken back keeps its own, as a cancelled number of a letter does.

    It stands in mail, in the ledger and in people's lists by then, and no number may mean two files. One query.
    """
    files = Submission.objects.filter(obligation=submission.obligation_id, period=submission.period_id)
    newest: int | None = files.aggregate(last=Max("revision"))["last"]
    return (newest or 0) + 1


def _correct(submission: Submission, reason: str, by: User, at: dt.datetime) -> Submission:
    """The old row is locked first: of two at once the second finds the revision of the first."""
    old = Submission.objects.select_related(
        "obligation__office", "obligation__sop", "period", "document"
    ).get(pk=locked(submission.pk).pk)
    opener = opener_of(old.obligation, old.period, by=by, at=at)
    if hindrance := why_not(old):
        newest = _newest(old)
        if _opened_by(newest, old, reason, by):
            return newest
        raise NotToBeCorrected(hindrance)
    fresh = Submission(
        obligation=old.obligation, period=old.period, revision=next_revision(old), replaces=old.document,
        reason=reason, narrative=old.narrative, entrants=old.entrants,
    )  # fmt: skip
    before = list(Figure.objects.filter(submission=old).order_by("order", "unit__order", "pk"))
    goals = goals_of(old.obligation, old.period)
    rows = [_taken_over(row, goals.get((row.indicator_id, row.unit_id), NO_GOAL)) for row in before]
    files = _files(before)
    for was, row in zip(before, rows, strict=True):
        row.evidence_version = int(was.pk in files)
    open_file(fresh, rows, opener)
    kept = _keep_files(before, rows, files)
    _tell(fresh, opener, rows, kept)
    return fresh


def _opened_by(newest: Submission, old: Submission, reason: str, by: User) -> bool:
    """Whether the same person asked for the same before, and it is still under way."""
    if newest.status in SIGNED or (newest.replaces_id, newest.reason) != (old.document_id, reason):
        return False
    return Event.objects.filter(run=newest.run_id, seq=1, user=by).exists()


def _taken_over(was: Figure, goal: Goal) -> Figure:
    """The row as it was signed, measured against the target and the money that stand now; those of then where none do."""
    row = Figure(**{name: getattr(was, name) for name in TAKEN_OVER})
    row.target, row.target_lower, row.target_upper = was.target, was.target_lower, was.target_upper
    if goal.target is not None:
        target = goal.target
        row.target, row.target_lower, row.target_upper = target.value, target.lower, target.upper
    row.budget = goal.budget if was.definition.get("budgeted") and goal.budget is not None else was.budget
    row.version = int(bool(_content(row)))
    if row.filled:
        derive_achievement(row)
    return row


def _content(row: Figure) -> dict[str, Any]:
    """What stands in the row, without the fields that are empty."""
    return {name: plain(getattr(row, name)) for name in FIELDS if getattr(row, name) != getattr(_EMPTY, name)}


def _files(rows: Iterable[Figure]) -> Mapping[int, list[Evidence]]:
    """The evidence that was not removed, by its row."""
    found: dict[int, list[Evidence]] = defaultdict(list)
    for file in Evidence.objects.filter(figure__in=list(rows), removed_at=None).order_by("pk"):
        found[file.figure_id].append(file)
    return found


def _keep_files(
    before: Sequence[Figure], rows: Sequence[Figure], files: Mapping[int, list[Evidence]]
) -> list[Evidence]:
    """The same bytes under the new rows; nothing is copied on the disk."""
    kept = [
        Evidence(
            figure=row, office_id=file.office_id, name=file.name, kind=file.kind, size=file.size, sha256=file.sha256,
            caption=file.caption, dated=file.dated, added_by_id=file.added_by_id, added_at=file.added_at,
        )
        for was, row in zip(before, rows, strict=True)
        for file in files.get(was.pk, ())
    ]  # fmt: skip
    return Evidence.objects.bulk_create(kept)


def _tell(submission: Submission, opener: Opener, rows: Iterable[Figure], files: Iterable[Evidence]) -> None:
    """The ledger of the new run tells every figure and every file it begins with, and from which document."""
    who = opener.performer
    source = submission.replaces.code if submission.replaces else ""
    shared = {
        "carried": source, "step": opener.first.position,
        "by": {"name": who.name, "nip": who.nip, "capacity": opener.capacity},
    }  # fmt: skip
    changes = [{"figure": row.pk, "old": {}, "new": new} for row in rows if (new := _content(row))]
    entries = [Entry("figures", {**shared, "unit": None, "changes": changes}, who.user_id)] if changes else []
    if submission.narrative:
        text = {"old": "", "new": submission.narrative}
        entries.append(Entry("narrative", {**shared, **text}, who.user_id))
    by_row: dict[int, list[Evidence]] = defaultdict(list)
    for file in files:
        by_row[file.figure_id].append(file)
    for row in rows:
        if row.pk in by_row:
            told = {"unit": row.unit_id, "figure": row.pk, "what": "add", "files": _named(by_row[row.pk])}
            entries.append(Entry("evidence", {**shared, **told}, who.user_id))
    if entries:
        note(submission.run, entries, touched=[], at=opener.at)


def _named(files: Iterable[Evidence]) -> list[dict[str, Any]]:
    return [
        {
            "evidence": file.pk, "name": file.name, "sha256": file.sha256, "size": file.size,
            "new": {"caption": file.caption, "dated": file.dated.isoformat() if file.dated else None},
        }
        for file in files
    ]  # fmt: skip
