"""Issuing a paper: number, PDF once, an event; and the number of one that was issued without."""

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from kinerja.common import blobs
from kinerja.documents.letter import render_letter
from kinerja.letters.acting import Content, held, insist_draft, locked_letter, tell, written_as
from kinerja.letters.errors import AlreadyNumbered, FarDate, LetterChanged, NotIssued, Unfinished
from kinerja.letters.fields import addressees, missing_in
from kinerja.letters.layout import data_of
from kinerja.letters.models import FOLDER, Letter, RegisterEntry, State, Timing, Use
from kinerja.letters.numbering import Wanted, reserve, scheme_of, take_over
from kinerja.submissions.holding import Hold, refuse_taken_back
from kinerja.submissions.models import Submission
from sop.offices.models import User

ADDRESSEE = 250  # characters of whom a paper goes to, in the register


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
def give_number(letter: Letter, *, by: User, own_number: str = "", at: dt.datetime | None = None) -> Letter:
    """A number for a paper that was issued without one, after its signature: in the register only, the PDF stays."""
    at = at or timezone.now()
    submission, hold = held(letter.submission, by, at)
    letter = locked_letter(letter)
    if not letter.is_issued or not letter.is_numbered:
        raise NotIssued("Terbitkan naskah ini dahulu; nomor yang diberikan kemudian dicatat di buku nomor.")
    if letter.number:
        raise AlreadyNumbered(letter.number)
    if letter.corrections.filter(state=State.ISSUED).exists():
        raise NotIssued("Naskah ini sudah digantikan naskah perbaikan. Beri nomor pada naskah perbaikannya.")
    _number(letter, submission, hold, at, own_number)
    RegisterEntry.objects.filter(letter=letter).update(use=Use.ISSUED)
    tell(submission, hold, at, "number", letter)
    return letter


@transaction.atomic
def _prepared(letter: Letter, by: User, at: dt.datetime) -> Letter:
    """The draft with its number reserved, if it is to be printed."""
    submission, hold = held(letter.submission, by, at)
    letter = locked_letter(letter)
    if letter.is_issued:
        return letter
    refuse_taken_back(submission)
    insist_draft(letter)
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
    submission, hold = held(letter.submission, by, at)
    letter = locked_letter(letter)
    if letter.is_issued:
        return letter
    insist_draft(letter)
    gone = letter.number and not _live_number(letter).filter(text=letter.number).exists()
    if gone or (letter.version, letter.number) != (drawn.version, drawn.number):
        raise LetterChanged(letter.changed_by.name)
    letter.state, letter.issued_at, letter.issued_as = State.ISSUED, at, written_as(hold)
    letter.sha256, letter.size = stored.sha256, stored.size
    letter.save(update_fields=["state", "issued_at", "issued_as", "sha256", "size"])
    _live_number(letter).update(
        letter=letter,
        use=Use.ISSUED,
        subject=letter.subject[:250],
        addressee=_addressee(letter.content),
    )
    tell(submission, hold, at, "issue", letter)
    return letter


def _number(letter: Letter, submission: Submission, hold: Hold, at: dt.datetime, own: str) -> None:
    content, day = letter.content, _day(letter.content, submission, at)
    if abs(day.year - at.astimezone(submission.run.office.tz).year) > 1:
        raise FarDate(day)
    wanted = Wanted(
        submission, letter.kind, day, written_as(hold), at, letter.subject, _addressee(content),
        content.get("classification", "").strip(), letter,
    )  # fmt: skip
    entry = take_over(wanted, own) if own else reserve(wanted)
    letter.number = entry.text
    letter.save(update_fields=["number"])


def _addressee(content: Content) -> str:
    names = ", ".join(addressees(content.get("to") or content.get("forward", ""))).replace("\n", " ")
    return names if len(names) <= ADDRESSEE else f"{names[: ADDRESSEE - 1]}…"


def _day(content: Content, submission: Submission, at: dt.datetime) -> dt.date:
    """The date of the paper, which says into which year its number falls."""
    try:
        return dt.date.fromisoformat(content.get("date", ""))
    except ValueError:
        return at.astimezone(submission.run.office.tz).date()
