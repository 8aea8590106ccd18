"""Proof that rows and events say the same: the chain, the replayed position, the status, what was frozen and signed."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from kinerja.submissions.models import Submission
from sop.ledger.queries import first_fault
from sop.runs.models import Run
from sop.runs.queries import replay, same_position


@dataclass(frozen=True)
class Finding:
    """What is wrong with a run; `seq` is the first bad event, 0 where the fault is not in an event."""

    run_id: int
    title: str
    seq: int
    sentence: str


def findings() -> Iterator[Finding]:
    """Every run whose history or rows were changed behind the application's back; the first fault of each."""
    submissions = {row.run_id: row for row in Submission.objects.iterator(chunk_size=500)}
    for run in Run.objects.select_related("publication").order_by("pk").iterator(chunk_size=200):
        finding = _broken_chain(run) or _broken_position(run, submissions.get(run.pk))
        if finding:
            yield finding


def _broken_chain(run: Run) -> Finding | None:
    if fault := first_fault(run):
        return Finding(run.pk, run.title, fault.seq, fault.reason)
    return None


def _broken_position(run: Run, submission: Submission | None) -> Finding | None:
    replayed = replay(run)
    if replayed.fault or not same_position(run, replayed):
        return Finding(run.pk, run.title, 0, replayed.fault or "posisi berkas tidak sama dengan riwayatnya")
    if submission is None:
        return None
    if submission.status != replayed.phase:
        return Finding(run.pk, run.title, 0, f"status {submission.status}, menurut riwayat {replayed.phase}")
    if (
        submission.data_hash
        and submission.data_hash != hashlib.sha256(submission.snapshot.encode()).hexdigest()
    ):
        return Finding(run.pk, run.title, 0, "salinan beku tidak sesuai dengan sidiknya")
    return None
