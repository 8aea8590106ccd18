"""The number of the signed report: kept in the register and on the surat pengantar, never in the signed bytes."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from kinerja.letters.acting import EVENT, held
from kinerja.letters.errors import AlreadyNumbered, NotIssued
from kinerja.letters.kinds import NumberKind
from kinerja.letters.models import RegisterEntry, Use
from kinerja.letters.numbering import Wanted, reserve, take_over
from kinerja.submissions.filing import redescribe
from kinerja.submissions.holding import Hold, record
from kinerja.submissions.models import Submission
from sop.offices.models import User


def number_of(submission: Submission) -> RegisterEntry | None:
    """The number that counts; one query."""
    rows = RegisterEntry.objects.filter(submission=submission, kind=NumberKind.REPORT)
    return rows.exclude(use=Use.CANCELLED).first()


@transaction.atomic
def number_report(
    submission: Submission, *, by: User, own_number: str = "", at: dt.datetime | None = None
) -> RegisterEntry:
    """Give the signed report its number. NotIssued before the signature, AlreadyNumbered, NumberTaken, NotYourLetter."""
    at = at or timezone.now()
    submission, hold = held(submission, by, at)
    if submission.document_id is None:
        raise NotIssued(
            "Laporan diberi nomor setelah ditandatangani, agar naskah yang ditandatangani tidak berubah."
        )
    if earlier := number_of(submission):
        raise AlreadyNumbered(earlier.text)
    wanted = Wanted(
        submission, NumberKind.REPORT, at.astimezone(submission.run.office.tz).date(),
        f"{hold.performer.name}, {hold.duty.capacity}", at, submission.run.title,
    )  # fmt: skip
    entry = take_over(wanted, own_number) if own_number else reserve(wanted)
    entry.use = Use.ISSUED
    entry.save(update_fields=["use"])
    _tell(submission, hold, at, "number", entry)
    return entry


@transaction.atomic
def cancel_report_number(
    submission: Submission, reason: str, *, by: User, at: dt.datetime | None = None
) -> None:
    """Mark the number batal; it stays in the register, and another may be given. Twice changes nothing."""
    at = at or timezone.now()
    submission, hold = held(submission, by, at)
    entry = number_of(submission)
    if entry is None:
        return
    entry.use, entry.reason = Use.CANCELLED, reason
    entry.save(update_fields=["use", "reason"])
    _tell(submission, hold, at, "cancel", entry, reason)


def _tell(
    submission: Submission, hold: Hold, at: dt.datetime, what: str, entry: RegisterEntry, reason: str = ""
) -> None:
    told = {
        "what": what, "paper": entry.kind, "title": entry.get_kind_display(), "number": entry.text, "sha256": "",
        "reason": reason,
    }  # fmt: skip
    record(submission, EVENT, told, hold, at, touch=False)
    redescribe(submission)
