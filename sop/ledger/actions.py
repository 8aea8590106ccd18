"""Writing events. Nothing else in the project creates an `Event`."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sop.ledger.chain import canonical, link
from sop.ledger.models import Event

if TYPE_CHECKING:
    from sop.runs.models import Run


@dataclass(frozen=True)
class Entry:
    """One thing that happened: a stable kind, plain JSON data, and who did it."""

    kind: str
    data: Mapping[str, Any] = field(default_factory=dict)
    user_id: int | None = None
    key: str = ""
    content: str = ""


def append(run: "Run", entries: Sequence[Entry], *, at: dt.datetime) -> list[Event]:
    """Add these events to the chain of a locked run; sets `run.seq` and `run.head`, which the caller then saves."""
    events = []
    for entry in entries:
        run.seq += 1
        stamp = {"seq": run.seq, "kind": entry.kind, "at": at.astimezone(dt.UTC).isoformat(), "run": run.pk}
        text = canonical({**entry.data, **stamp, "user": entry.user_id})
        run.head = link(run.head, text)
        events.append(
            Event(
                run=run, office_id=run.office_id, year=run.year, seq=run.seq, at=at, kind=entry.kind,
                user_id=entry.user_id, key=entry.key, content=entry.content, text=text, hash=run.head,
            )
        )  # fmt: skip
    return Event.objects.bulk_create(events)
