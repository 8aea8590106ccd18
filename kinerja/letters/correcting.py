"""Calling a paper off, and putting a corrected one in its place."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from kinerja.letters.acting import held, locked_letter, tell, written_as
from kinerja.letters.errors import LetterFrozen, NotIssued
from kinerja.letters.models import Letter, RegisterEntry, State, Use
from sop.offices.models import User


@transaction.atomic
def cancel(letter: Letter, reason: str, *, by: User, at: dt.datetime | None = None) -> Letter:
    """Call a paper off; its number stays in the register, marked batal. Cancelling twice changes nothing."""
    at = at or timezone.now()
    submission, hold = held(letter.submission, by, at)
    letter = locked_letter(letter)
    if letter.state == State.CANCELLED:
        return letter
    if letter.corrections.filter(state=State.ISSUED).exists():
        raise LetterFrozen("digantikan naskah perbaikan")
    told = letter.is_issued or bool(letter.number)
    letter.state, letter.reason, letter.cancelled_at = State.CANCELLED, reason, at
    letter.cancelled_as = written_as(hold)
    letter.save(update_fields=["state", "reason", "cancelled_at", "cancelled_as"])
    RegisterEntry.objects.filter(letter=letter).update(use=Use.CANCELLED, reason=reason)
    if told:
        tell(submission, hold, at, "cancel", letter, reason=reason)
    return letter


@transaction.atomic
def correct(letter: Letter, *, by: User, at: dt.datetime | None = None) -> Letter:
    """A draft with the same content that will take the place of an issued paper; the one already begun, if there is one."""
    at = at or timezone.now()
    submission, _ = held(letter.submission, by, at)
    letter = locked_letter(letter)
    if not letter.is_issued:
        raise NotIssued("Hanya naskah yang sudah diterbitkan yang dapat diperbaiki dengan naskah baru.")
    begun = letter.corrections.exclude(state=State.CANCELLED).first()
    return begun or Letter.objects.create(
        office_id=submission.office_id, submission=submission, kind=letter.kind, step=letter.step, replaces=letter,
        content={**letter.content, "own_number": ""}, made_by=by, made_at=at, changed_by=by, changed_at=at,
    )  # fmt: skip
