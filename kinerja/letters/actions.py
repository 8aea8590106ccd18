"""Making and changing the draft of a paper; `issuing` and `correcting` do the rest."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from kinerja.letters.acting import Content, held, insist_draft, locked_letter
from kinerja.letters.errors import LetterChanged
from kinerja.letters.fields import fields_of
from kinerja.letters.models import Letter
from kinerja.submissions.holding import refuse_taken_back
from kinerja.submissions.models import Submission
from sop.offices.models import User


@transaction.atomic
def make(
    submission: Submission,
    kind: str,
    content: Content,
    *,
    by: User,
    step: int | None = None,
    at: dt.datetime | None = None,
) -> Letter:
    """A new draft. NotYourLetter, TakenBack."""
    at = at or timezone.now()
    submission, _ = held(submission, by, at)
    refuse_taken_back(submission)
    return Letter.objects.create(
        office_id=submission.office_id, submission=submission, kind=kind, step=step, content=_known(kind, content),
        made_by=by, made_at=at, changed_by=by, changed_at=at,
    )  # fmt: skip


@transaction.atomic
def save(
    letter: Letter, content: Content, *, version: int, by: User, at: dt.datetime | None = None
) -> Letter:
    """Keep the draft as typed, finished or not. The same content again changes nothing, so that a repeat is harmless.

    LetterChanged where somebody else has changed it since `version`, LetterFrozen where it is issued or cancelled.
    """
    at = at or timezone.now()
    submission, _ = held(letter.submission, by, at)
    refuse_taken_back(submission)
    letter = locked_letter(letter)
    content = {**letter.content, **_known(letter.kind, content)}
    if content == letter.content:
        return letter
    insist_draft(letter)
    if letter.version != version:
        raise LetterChanged(letter.changed_by.name)
    letter.content, letter.version = content, letter.version + 1
    letter.changed_by, letter.changed_at = by, at
    letter.save(update_fields=["content", "version", "changed_by", "changed_at"])
    return letter


def _known(kind: str, content: Content) -> Content:
    """Only the fields of this kind."""
    names = {field.name for field in fields_of(kind)}
    return {name: text for name, text in content.items() if name in names}
