"""How the events of a case read. The room that writes a kind of event says it in its own `history.py`; here they meet.

`kinerja.rooms` hands the books of all rooms in, so that whoever wants to know what is told of a case finds them there.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kinerja.common.dates import format_date
from sop.durations.calendar import Calendar
from sop.procedures.definition import Definition
from sop.runs.models import StepRun

DECISIONS, VALUES = "keputusan", "nilai"  # the filters of the history, by their value in the address


@dataclass(frozen=True)
class Change:
    """A figure that was changed: name of the indicator, old and new text of the field."""

    name: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    """One line of the history.

    `took` is the working time the step lay open, `standard` the time as printed; `in_time` is None without deadline.
    """

    kind: str
    icon: str
    at: dt.datetime
    who: str
    capacity: str
    what: str
    step: str = ""
    unit: str = ""
    reason: str = ""
    note: str = ""
    record: tuple[tuple[str, str], ...] = ()
    took: str = ""
    standard: str = ""
    in_time: bool | None = None
    outside: bool = False
    changes: tuple[Change, ...] = ()
    seq: int = 0
    hash: str = ""


@dataclass(frozen=True)
class Ground:
    """What turns events into sentences: the sheet, the openings of steps that closed, the calendar, names of units and rows.

    closings: (moment of closing, place of the step, unit) → the opening. `not_before`: that of the run.
    """

    definition: Definition
    closings: Mapping[tuple[dt.datetime, int, int | None], StepRun]
    calendar: Calendar
    units: Mapping[int, str]
    rows: Mapping[int, str]
    not_before: dt.datetime | None = None

    def unit(self, pk: int | None) -> str:
        """The name of a unit; "" for none, and for one that has no figures here."""
        return self.units.get(pk, "") if pk is not None else ""

    def row(self, pk: int) -> str:
        """What a figure is called."""
        return self.rows.get(pk, "baris")


# The bare line (who, when, icon) and the data of the event → the line as it reads; None where an event says nothing new.
Reader = Callable[[Entry, Mapping[str, Any], Ground], Entry | None]


@dataclass(frozen=True)
class Kind:
    """A kind of event: its icon, how it reads, and the filters (besides "everything") under which it is shown."""

    icon: str
    read: Reader
    shelves: tuple[str, ...] = ()


_kinds: dict[str, Kind] = {}


def tells(book: Mapping[str, Kind]) -> None:
    """Register the kinds of event that a room writes. ValueError where two rooms claim one kind."""
    for name, kind in book.items():
        if _kinds.setdefault(name, kind) is not kind:
            raise ValueError(f"Two rooms write events of the kind {name}.")


def kind_of(name: str) -> Kind | None:
    """None for a kind that nobody tells of."""
    return _kinds.get(name)


def kinds_on(shelf: str = "") -> tuple[str, ...]:
    """The names of the kinds that this filter shows; all of them without one, or where there is none of this name."""
    return tuple(name for name, kind in _kinds.items() if shelf in kind.shelves) or tuple(_kinds)


def day_of(text: str) -> str:
    """An ISO date as it is read."""
    return format_date(dt.date.fromisoformat(text))
