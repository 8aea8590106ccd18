"""Recording a receipt on a signed or archived file; a wrong one is replaced by a new one, both stay."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from kinerja.common.blobs import Stored
from kinerja.handover.errors import NotHandingOver, NothingSigned, ReceiptReplaced
from kinerja.handover.receipts import Receipt
from kinerja.signing.storage import DocumentDestroyed
from kinerja.submissions.actions import locked
from kinerja.submissions.holding import Sent, repeated
from kinerja.submissions.models import Submission
from sop.ledger.actions import Entry
from sop.offices.models import User
from sop.procedures.definition import Definition, StepDef
from sop.procedures.queries import definition_of
from sop.runs.actions import note
from sop.runs.performers import Duty, Performer, performer_for


@dataclass(frozen=True)
class Written:
    """What was typed; `stored` and `name` are those of the uploaded picture, None and "" without one."""

    application: str
    date: dt.date
    officer: str
    number: str = ""
    note: str = ""
    name: str = ""
    stored: Stored | None = None


def record_receipt(
    submission: Submission,
    written: Written,
    *,
    by: User,
    at: dt.datetime,
    sent: Sent,
    replaces: int | None = None,
) -> None:
    """Add a receipt, and tell the ledger of it; the same request counts once.

    NothingSigned, DocumentDestroyed, NotHandingOver, ReceiptReplaced where `replaces` is not the one that stands.
    """
    with transaction.atomic():
        submission = locked(submission.pk)
        if repeated(submission, sent, by):
            return
        performer, duty = insist(submission, by, at)
        receipt = _row(submission, written, _standing(submission, replaces), by, at)
        receipt.recorded_as = f"{performer.name}, {duty.capacity}"
        receipt.save()
        person = {"name": performer.name, "nip": performer.nip, "capacity": duty.capacity}
        note(
            submission.run,
            [Entry("handover", receipt.told() | {"by": person}, by.pk, sent.key, sent.content)],
            touched=(),
            at=at,
        )


def insist(submission: Submission, by: User, at: dt.datetime) -> tuple[Performer, Duty]:
    """The person with the duty by which he may record here now; raises as `record_receipt`."""
    if submission.document is None:
        raise NothingSigned
    if submission.document.destroyed:
        raise DocumentDestroyed(submission.document.destroyed)
    day = at.astimezone(submission.run.office.tz).date()
    performer = performer_for(by, submission.run.publication.version_id, day)
    for step in _steps(definition_of(submission.run.publication)):
        duty = performer.duty_for(step, None)
        if duty is not None:
            return performer, duty
    raise NotHandingOver


def _steps(definition: Definition) -> list[StepDef]:
    """Those that hand over; those that file, for SOPs that say nothing of other applications."""
    files = [
        step
        for step in definition.steps.values()
        if any("archive" in move.effects for move in definition.moves(step.position))
    ]
    return [step for step in definition.steps.values() if step.record == "handover"] + files


def _standing(submission: Submission, replaces: int | None) -> Receipt | None:
    if replaces is None:
        return None
    old = Receipt.objects.filter(submission=submission, pk=replaces, replaced_by=None).first()
    if old is None:
        raise ReceiptReplaced
    return old


def _row(
    submission: Submission, written: Written, replaces: Receipt | None, by: User, at: dt.datetime
) -> Receipt:
    return Receipt(
        office_id=submission.office_id, submission=submission, application=written.application, date=written.date,
        officer=written.officer, number=written.number, note=written.note, name=written.name, replaces=replaces,
        path=written.stored.path if written.stored else "", sha256=written.stored.sha256 if written.stored else "",
        by=by, at=at,
    )  # fmt: skip
