"""Proposing a destruction, taking the proposal back, and recording the berita acara by which files are destroyed."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from kinerja.archive.destroying import destroy_bytes, taken_back_of
from kinerja.archive.errors import NothingProposed, NotRipe, OwnProposal, ProposalClosed
from kinerja.archive.models import Disposal, DisposalItem, State
from kinerja.archive.queries import ripe
from kinerja.common.dates import format_date
from kinerja.submissions.actions import locked
from kinerja.submissions.evidence.models import Evidence
from kinerja.submissions.figures import ArchiveRecord, Disposition
from sop.ledger.actions import Entry
from sop.offices.access import Keeping
from sop.runs.actions import note

LONGEST = 200


@dataclass(frozen=True)
class Minutes:
    """The berita acara: number, date, and the sha256 of its scan, whose bytes lie in the storage already."""

    number: str
    dated: dt.date
    scan: str

    @property
    def told(self) -> str:
        """Write "berita acara nomor 000.5/12/2029 tanggal 3 Januari 2029"."""
        return f"berita acara nomor {self.number} tanggal {format_date(self.dated)}"[:LONGEST]


@transaction.atomic
def propose(records: Sequence[int], *, members: str, note: str, by: Keeping, at: dt.datetime) -> Disposal:
    """Put these records (pk) on a list to be destroyed. NothingProposed, NotRipe; nothing is destroyed by this."""
    if not records:
        raise NothingProposed
    rows = list(
        ArchiveRecord.objects.select_for_update().filter(office=by.office, pk__in=records).order_by("pk")
    )
    fit = set(ripe(by.office, by.day).filter(pk__in=records).values_list("pk", flat=True))
    for row in rows:
        if row.pk not in fit:
            raise NotRipe(str(row))
    if len(rows) != len(set(records)):
        raise NotRipe("Berkas yang dipilih")
    disposal = Disposal.objects.create(
        office=by.office,
        members=members,
        note=note,
        proposed_by=by.user,
        proposed_as=by.name[:250],
        proposed_at=at,
    )
    DisposalItem.objects.bulk_create(
        [DisposalItem(disposal=disposal, office=by.office, record=row) for row in rows]
    )  # fmt: skip
    return disposal


@transaction.atomic
def cancel(disposal: Disposal, *, by: Keeping, at: dt.datetime) -> None:
    """Take a proposal back; its files may be proposed again. ProposalClosed."""
    disposal = _open(disposal)
    disposal.state, disposal.recorded_by = State.CANCELLED, by.user
    disposal.recorded_as, disposal.recorded_at = by.name[:250], at
    disposal.save(update_fields=["state", "recorded_by", "recorded_as", "recorded_at"])
    disposal.items.update(live=False)


@transaction.atomic
def record_minutes(disposal: Disposal, minutes: Minutes, *, by: Keeping, at: dt.datetime) -> None:
    """Destroy the files of the list as the berita acara says. It cannot be taken back.

    Rows, hashes, signers and history remain, and the history says what was done; the bytes go once this is committed.
    ProposalClosed, OwnProposal, NotRipe where a record no longer is what was proposed.
    """
    disposal = _open(disposal)
    if disposal.proposed_by_id == by.user.pk:
        raise OwnProposal
    disposal.state, disposal.recorded_by, disposal.recorded_at = State.DONE, by.user, at
    disposal.number, disposal.dated, disposal.scan = minutes.number, minutes.dated, minutes.scan
    disposal.recorded_as = by.name[:250]
    disposal.save()
    for item in disposal.items.select_related("record").order_by("record__submission__run"):
        _destroy(item.record, minutes, by, at)


def _open(disposal: Disposal) -> Disposal:
    """The proposal, locked; ProposalClosed where somebody was faster."""
    row = Disposal.objects.select_for_update().get(pk=disposal.pk)
    if not row.is_open:
        raise ProposalClosed(row.get_state_display())
    return row


def _destroy(record: ArchiveRecord, minutes: Minutes, by: Keeping, at: dt.datetime) -> None:
    ripe_still = record.disposition == Disposition.DESTROY and record.inactive_until < by.day
    if record.destroyed or not ripe_still:
        raise NotRipe(str(record))
    submission = locked(record.submission_id)
    facts = {
        "destroyed": minutes.told, "number": minutes.number, "dated": minutes.dated.isoformat(), "scan": minutes.scan,
        "by": {"name": by.name, "nip": by.user.nip, "capacity": ""},
    }  # fmt: skip
    files = [submission, *(locked(one.pk) for one in taken_back_of(submission).only("pk"))]
    for file in files:
        note(file.run, [Entry("destroy", facts, by.user.pk)], touched=(), at=at)
    ArchiveRecord.objects.filter(pk=record.pk).update(destroyed=minutes.told)
    Evidence.objects.filter(figure__submission__in=files).update(destroyed=minutes.told)
    if submission.document is not None:
        submission.document.destroyed = minutes.told
        submission.document.save(update_fields=["destroyed"])
    # What cannot be deleted now goes with the daily sweep, and keeps no other case.
    transaction.on_commit(lambda: destroy_bytes(submission.pk), robust=True)
