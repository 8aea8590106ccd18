"""The history of a file as people read it. Pure: what each event says is told by the room that writes it (`events.py`)."""

from collections.abc import Iterable
from dataclasses import replace

from kinerja.submissions.case.events import Entry, Ground, kind_of
from kinerja.submissions.queries import Told

SHORT = 12  # characters of a hash that are shown


def entries_of(events: Iterable[Told], ground: Ground) -> list[Entry]:
    """Newest first; entries of figures that follow each other by one person at one unit become one line."""
    made: list[Entry] = []
    for told in events:
        entry = _entry(told, ground)
        if entry is None:
            continue
        if made and _continues(made[-1], entry):
            made[-1] = _joined(made[-1], entry)
        else:
            made.append(entry)
    return made


def _entry(told: Told, ground: Ground) -> Entry | None:
    """None for an event that says nothing new, and for a kind that no room tells of."""
    event, data = told.event, told.data
    kind = kind_of(event.kind)
    if kind is None:
        return None
    by = data.get("by", {})
    base = Entry(
        kind=event.kind, icon=kind.icon, at=event.at, who=by.get("name", ""), capacity=by.get("capacity", ""),
        what="", seq=event.seq, hash=event.hash[:SHORT],
    )  # fmt: skip
    return kind.read(base, data, ground)


def _continues(newer: Entry, older: Entry) -> bool:
    same = (newer.kind, newer.who, newer.unit) == (older.kind, older.who, older.unit)
    return same and newer.kind == "figures" and "membawa" not in older.what


def _joined(newer: Entry, older: Entry) -> Entry:
    changes = (*newer.changes, *older.changes)
    return replace(newer, what=f"mengisi {len(changes)} isian", changes=changes)
