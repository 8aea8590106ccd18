"""Reading the ledger and proving that it was not touched."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sop.ledger.chain import link
from sop.ledger.models import Event

if TYPE_CHECKING:
    from sop.runs.models import Run


@dataclass(frozen=True)
class Fault:
    """The first event of a run that does not fit, and why; `seq` is one past the end where the head is wrong."""

    run_id: int
    seq: int
    reason: str


def events_of(run: "Run") -> Iterator[tuple[Event, dict[str, Any]]]:
    """Events in order with their parsed text."""
    for event in Event.objects.filter(run=run).order_by("seq").iterator(chunk_size=500):
        yield event, json.loads(event.text)


def first_fault(run: "Run") -> Fault | None:
    """The first event whose place, hash or columns do not agree with its stored text, or a wrong head; else None."""
    previous, seq = "", 0
    for event in Event.objects.filter(run=run).order_by("seq").iterator(chunk_size=500):
        seq += 1
        if reason := _wrong(event, previous, seq):
            return Fault(run.pk, seq, reason)
        previous = event.hash
    if (run.seq, run.head) != (seq, previous):
        return Fault(run.pk, seq + 1, "akhir rantai tidak sama dengan catatan berkas")
    return None


def _wrong(event: Event, previous: str, seq: int) -> str:
    if event.seq != seq:
        return f"peristiwa nomor {seq} hilang"
    if event.hash != link(previous, event.text):
        return "hash tidak sesuai dengan naskah peristiwa"
    return _columns_differ(event)


def _columns_differ(event: Event) -> str:
    try:
        data = json.loads(event.text)
        told = (data["seq"], data["kind"], data["user"], data["run"], dt.datetime.fromisoformat(data["at"]))
    except (ValueError, KeyError, TypeError):
        return "naskah peristiwa tidak dapat dibaca"
    columns = (event.seq, event.kind, event.user_id, event.run_id, event.at)
    return "" if told == columns else "kolom peristiwa berbeda dari naskahnya"
