"""Ending a run before its time: what was begun by mistake is closed, with a reason. Nothing of it is deleted."""

from sop.ledger.actions import Entry, append
from sop.runs.actions import OVERTAKEN, save_guarded
from sop.runs.errors import AlreadyMoved, Owed
from sop.runs.models import ENDED_EARLY, Outcome, Run, StepRun
from sop.runs.reassigning import Order


def end_early(run: Run, order: Order) -> None:
    """Withdraw every open step of this (locked) run and close it: nothing opens any more, and nothing can be done in it.

    The event empties the marking, so that replaying gives the same. Owed without a reason, AlreadyMoved where nothing
    is open any more.
    """
    if not order.reason.strip():
        raise Owed("Tulis alasan penarikan berkas ini.")
    if not run.marking:
        raise AlreadyMoved("Berkas ini sudah berakhir, sehingga tidak ada yang perlu ditarik kembali.")
    before = run.seq
    _close_all(run, order)
    by = {"name": order.by.name, "nip": order.by.nip, "capacity": order.capacity}
    data = {"reason": order.reason, "marking": [], "by": by}
    append(run, [Entry(ENDED_EARLY, data, order.by.pk, order.key, order.content)], at=order.at)
    run.marking, run.returning, run.closed_at = [], {}, order.at
    save_guarded(run, before)


def _close_all(run: Run, order: Order) -> None:
    ids = [place["id"] for place in run.places()]
    closed = StepRun.objects.filter(pk__in=ids, closed_at=None).update(
        closed_at=order.at, outcome=Outcome.WITHDRAWN, closed_by=order.by, closed_as=order.capacity,
        note=order.reason,
    )  # fmt: skip
    if closed != len(ids):
        raise AlreadyMoved(OVERTAKEN)
