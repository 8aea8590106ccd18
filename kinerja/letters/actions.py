"""Making, changing, issuing, correcting and cancelling the papers of a file. Lock order: run → letter → row of numbers."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from kinerja.common import blobs
from kinerja.documents.letter import render_letter
from kinerja.letters.access import insist
from kinerja.letters.errors import (
    AlreadyNumbered,
    FarDate,
    LetterChanged,
    LetterFrozen,
    NotIssued,
    Unfinished,
)
from kinerja.letters.fields import fields_of, lines_of, missing_in
from kinerja.letters.layout import data_of
from kinerja.letters.models import FOLDER, Letter, RegisterEntry, State, Timing, Use
from kinerja.letters.numbering import Wanted, reserve, scheme_of, take_over
from kinerja.letters.storage import insist_kept
from kinerja.submissions.actions import locked
from kinerja.submissions.holding import Hold, record
from kinerja.submissions.models import Submission
from sop.offices.models import User
from sop.procedures.queries import definition_of
from sop.runs.performers import performer_for

EVENT = "letter"
Content = dict[str, str]

ADDRESSEE = 250  # characters of whom a paper goes to, in the register


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
    """A new draft. NotYourLetter."""
    at = at or timezone.now()
    submission, _ = _held(submission, by, at)
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
    _held(letter.submission, by, at)
    letter = _locked(letter)
    content = {**letter.content, **_known(letter.kind, content)}
    if content == letter.content:
        return letter
    _insist_draft(letter)
    if letter.version != version:
        raise LetterChanged(letter.changed_by.name)
    letter.content, letter.version = content, letter.version + 1
    letter.changed_by, letter.changed_at = by, at
    letter.save(update_fields=["content", "version", "changed_by", "changed_at"])
    return letter


def issue(letter: Letter, *, by: User, at: dt.datetime | None = None) -> Letter:
    """Freeze the draft: number, PDF once, an event. Repeating it changes nothing.

    The number is reserved first and the paper drawn outside of any transaction; where drawing fails, the draft keeps
    its number for the next attempt. Unfinished, LetterFrozen, LetterChanged, NumberTaken, NoPdfEngine, NotYourLetter.
    """
    at = at or timezone.now()
    letter = _prepared(letter, by, at)
    if letter.is_issued:
        return letter
    content = render_letter(data_of(letter, number=letter.number, at=at))
    stored = blobs.store(content, folder=FOLDER, ending="pdf")
    return _seal(letter, stored, by, at)


@transaction.atomic
def cancel(letter: Letter, reason: str, *, by: User, at: dt.datetime | None = None) -> Letter:
    """Call a paper off; its number stays in the register, marked batal. Cancelling twice changes nothing."""
    at = at or timezone.now()
    submission, hold = _held(letter.submission, by, at)
    letter = _locked(letter)
    if letter.state == State.CANCELLED:
        return letter
    if letter.corrections.filter(state=State.ISSUED).exists():
        raise LetterFrozen("digantikan naskah perbaikan")
    told = letter.is_issued or bool(letter.number)
    letter.state, letter.reason, letter.cancelled_at = State.CANCELLED, reason, at
    letter.cancelled_as = _as(hold)
    letter.save(update_fields=["state", "reason", "cancelled_at", "cancelled_as"])
    RegisterEntry.objects.filter(letter=letter).update(use=Use.CANCELLED, reason=reason)
    if told:
        _tell(submission, hold, at, "cancel", letter, reason=reason)
    return letter


@transaction.atomic
def correct(letter: Letter, *, by: User, at: dt.datetime | None = None) -> Letter:
    """A draft with the same content that will take the place of an issued paper; the one already begun, if there is one."""
    at = at or timezone.now()
    submission, _ = _held(letter.submission, by, at)
    letter = _locked(letter)
    if not letter.is_issued:
        raise NotIssued("Hanya naskah yang sudah diterbitkan yang dapat diperbaiki dengan naskah baru.")
    begun = letter.corrections.exclude(state=State.CANCELLED).first()
    return begun or Letter.objects.create(
        office_id=submission.office_id, submission=submission, kind=letter.kind, step=letter.step, replaces=letter,
        content=letter.content, made_by=by, made_at=at, changed_by=by, changed_at=at,
    )  # fmt: skip


@transaction.atomic
def give_number(letter: Letter, *, by: User, own_number: str = "", at: dt.datetime | None = None) -> Letter:
    """A number for a paper that was issued without one, after its signature: in the register only, the PDF stays."""
    at = at or timezone.now()
    submission, hold = _held(letter.submission, by, at)
    letter = _locked(letter)
    if not letter.is_issued or not letter.is_numbered:
        raise NotIssued("Terbitkan naskah ini dahulu; nomor yang diberikan kemudian dicatat di buku nomor.")
    if letter.number:
        raise AlreadyNumbered(letter.number)
    if letter.corrections.filter(state=State.ISSUED).exists():
        raise NotIssued("Naskah ini sudah digantikan naskah perbaikan. Beri nomor pada naskah perbaikannya.")
    _number(letter, submission, hold, at, own_number)
    RegisterEntry.objects.filter(letter=letter).update(use=Use.ISSUED)
    _tell(submission, hold, at, "number", letter)
    return letter


@transaction.atomic
def _prepared(letter: Letter, by: User, at: dt.datetime) -> Letter:
    """The draft with its number reserved, if it is to be printed."""
    submission, hold = _held(letter.submission, by, at)
    letter = _locked(letter)
    if letter.is_issued:
        return letter
    _insist_draft(letter)
    if missing := missing_in(letter.kind, letter.content):
        raise Unfinished(missing)
    if letter.is_numbered and not _live_number(letter).filter(text=letter.number).exists():
        _take_number(letter, submission, hold, at)
    return letter


def _take_number(letter: Letter, submission: Submission, hold: Hold, at: dt.datetime) -> None:
    """A corrected copy goes under the same number, unless that was cancelled."""
    same = _live_number(letter).first()
    own = letter.content.get("own_number", "").strip()
    letter.number = same.text if same else ""
    if not same and (own or scheme_of(letter.office_id, letter.kind).timing == Timing.ON_ISSUE):
        _number(letter, submission, hold, at, own)
    letter.save(update_fields=["number"])


def _live_number(letter: Letter) -> QuerySet[RegisterEntry]:
    """The number of this paper, or of the one whose place it takes, as long as it is not cancelled."""
    held = (
        Q(letter=letter.pk) if letter.replaces_id is None else Q(letter__in=[letter.pk, letter.replaces_id])
    )
    return RegisterEntry.objects.filter(held).exclude(use=Use.CANCELLED)


@transaction.atomic
def _seal(letter: Letter, stored: blobs.Stored, by: User, at: dt.datetime) -> Letter:
    drawn = letter
    submission, hold = _held(letter.submission, by, at)
    letter = _locked(letter)
    if letter.is_issued:
        return letter
    _insist_draft(letter)
    gone = letter.number and not _live_number(letter).filter(text=letter.number).exists()
    if gone or (letter.version, letter.number) != (drawn.version, drawn.number):
        raise LetterChanged(letter.changed_by.name)
    letter.state, letter.issued_at, letter.issued_as = State.ISSUED, at, _as(hold)
    letter.sha256, letter.size = stored.sha256, stored.size
    letter.save(update_fields=["state", "issued_at", "issued_as", "sha256", "size"])
    _live_number(letter).update(
        letter=letter,
        use=Use.ISSUED,
        subject=letter.subject[:250],
        addressee=_addressee(letter.content),
    )
    _tell(submission, hold, at, "issue", letter)
    return letter


def _number(letter: Letter, submission: Submission, hold: Hold, at: dt.datetime, own: str) -> None:
    content, day = letter.content, _day(letter.content, submission, at)
    if abs(day.year - at.astimezone(submission.run.office.tz).year) > 1:
        raise FarDate(day)
    wanted = Wanted(
        submission, letter.kind, day, _as(hold), at, letter.subject, _addressee(content),
        content.get("classification", "").strip(), letter,
    )  # fmt: skip
    entry = take_over(wanted, own) if own else reserve(wanted)
    letter.number = entry.text
    letter.save(update_fields=["number"])


def _addressee(content: Content) -> str:
    names = ", ".join(lines_of(content.get("to") or content.get("forward", "")))
    return names if len(names) <= ADDRESSEE else f"{names[: ADDRESSEE - 1]}…"


def _day(content: Content, submission: Submission, at: dt.datetime) -> dt.date:
    """The date of the paper, which says into which year its number falls."""
    try:
        return dt.date.fromisoformat(content.get("date", ""))
    except ValueError:
        return at.astimezone(submission.run.office.tz).date()


def held(submission: Submission, by: User, at: dt.datetime) -> tuple[Submission, Hold]:
    """The file, locked, and the right of this person to its papers; NotYourLetter."""
    return _held(submission, by, at)


def _held(submission: Submission, by: User, at: dt.datetime) -> tuple[Submission, Hold]:
    submission = locked(submission.pk)
    insist_kept(submission)
    run = submission.run
    performer = performer_for(by, run.publication.version_id, at.astimezone(run.office.tz).date())
    return submission, insist(run, definition_of(run.publication), performer)


def _locked(letter: Letter) -> Letter:
    rows = Letter.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("submission__run__office", "office", "changed_by", "replaces__office").get(
        pk=letter.pk
    )


def _insist_draft(letter: Letter) -> None:
    if not letter.is_draft:
        raise LetterFrozen(letter.get_state_display().lower())


def _known(kind: str, content: Content) -> Content:
    """Only the fields of this kind."""
    names = {field.name for field in fields_of(kind)}
    return {name: text for name, text in content.items() if name in names}


def _as(hold: Hold) -> str:
    return f"{hold.performer.name}, {hold.duty.capacity}"


def _tell(
    submission: Submission, hold: Hold, at: dt.datetime, what: str, letter: Letter, **more: Any
) -> None:
    """Into the history of the file; nobody's step moves on by it."""
    told = {
        "what": what, "letter": letter.pk, "paper": letter.kind, "title": letter.get_kind_display(), "number": letter.number, "sha256": letter.sha256,
        "replaces": letter.replaces_id, **more,
    }  # fmt: skip
    record(submission, EVENT, told, hold, at, touch=False)
