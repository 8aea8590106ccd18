"""What every act on a paper needs: the file and the paper locked, the right to them, and the event. Lock order: run → letter → row of numbers."""

import datetime as dt
from typing import Any

from kinerja.letters.access import insist
from kinerja.letters.errors import LetterFrozen
from kinerja.letters.models import Letter
from kinerja.letters.storage import insist_kept
from kinerja.submissions.actions import locked
from kinerja.submissions.filing import redescribe
from kinerja.submissions.holding import Hold, record
from kinerja.submissions.models import Submission
from sop.offices.models import User
from sop.procedures.queries import definition_of
from sop.runs.performers import performer_for

EVENT = "letter"
Content = dict[str, str]


def held(submission: Submission, by: User, at: dt.datetime) -> tuple[Submission, Hold]:
    """The file, locked, and the right of this person to its papers; NotYourLetter, LetterDestroyed."""
    submission = locked(submission.pk)
    insist_kept(submission)
    run = submission.run
    performer = performer_for(by, run.publication.version_id, at.astimezone(run.office.tz).date())
    return submission, insist(run, definition_of(run.publication), performer)


def locked_letter(letter: Letter) -> Letter:
    """The paper as it is now, locked; its file must be held already."""
    rows = Letter.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("submission__run__office", "office", "changed_by", "replaces__office").get(
        pk=letter.pk
    )


def insist_draft(letter: Letter) -> None:
    """LetterFrozen where it is issued or cancelled."""
    if not letter.is_draft:
        raise LetterFrozen(letter.get_state_display().lower())


def written_as(hold: Hold) -> str:
    """Name and post, as papers and register keep whoever acted."""
    return f"{hold.performer.name}, {hold.duty.capacity}"


def tell(submission: Submission, hold: Hold, at: dt.datetime, what: str, letter: Letter, **more: Any) -> None:
    """Into the history of the file, and among the words by which it is found; nobody's step moves on by it."""
    told = {
        "what": what, "letter": letter.pk, "paper": letter.kind, "title": letter.get_kind_display(), "number": letter.number, "sha256": letter.sha256,
        "replaces": letter.replaces_id, **more,
    }  # fmt: skip
    record(submission, EVENT, told, hold, at, touch=False)
    redescribe(submission)
