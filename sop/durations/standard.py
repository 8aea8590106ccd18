"""The parsed form of one cell of the column "waktu" (mutu baku, PermenPANRB 35/2012)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypedDict

from sop.durations.units import Amount, Unit


class Kind(StrEnum):
    """How a deadline follows from the cell, if one follows at all."""

    FIXED = "fixed"
    RANGE = "range"
    PER_ITEM = "per_item"
    DEADLINE = "deadline"
    WINDOW = "window"
    RELATIVE = "relative"
    FREE = "free"
    BLANK = "blank"


class StandardJson(TypedDict):
    """Plain JSON types only; amounts are pairs such as ["1.5", "hour"], the value with a decimal point."""

    text: str
    kind: str
    minimum: list[list[str]]
    maximum: list[list[str]]
    explicit_working: bool
    explicit_calendar: bool
    unit_from_header: bool
    item: str
    anchor: str
    day_from: int | None
    day_to: int | None


@dataclass(frozen=True)
class Standard:
    """One waktu: the words as printed, and what was read in them.

    `maximum` holds the amounts that make the deadline, largest unit first ("1 hari 2 jam" has two);
    `minimum` only the lower end of a range, for information. `day_from`/`day_to` are days of a month
    (window, deadline). `item` is what a per-item time counts, `anchor` what a relative one stands before.
    """

    text: str
    kind: Kind
    maximum: tuple[Amount, ...] = ()
    minimum: tuple[Amount, ...] = ()
    explicit_working: bool = False
    explicit_calendar: bool = False
    unit_from_header: bool = False
    item: str = ""
    anchor: str = ""
    day_from: int | None = None
    day_to: int | None = None

    @property
    def unit(self) -> Unit | None:
        """The largest unit named, None where the cell names no amount."""
        return self.maximum[0].unit if self.maximum else None

    def to_json(self) -> StandardJson:
        """All keys always, in one order: this goes into the hashed text of a published SOP version."""
        return {
            "text": self.text,
            "kind": self.kind.value,
            "minimum": _pairs(self.minimum),
            "maximum": _pairs(self.maximum),
            "explicit_working": self.explicit_working,
            "explicit_calendar": self.explicit_calendar,
            "unit_from_header": self.unit_from_header,
            "item": self.item,
            "anchor": self.anchor,
            "day_from": self.day_from,
            "day_to": self.day_to,
        }

    @classmethod
    def from_json(cls, data: StandardJson) -> "Standard":
        """What `to_json` gave; KeyError or ValueError where it is something else."""
        return cls(
            text=data["text"],
            kind=Kind(data["kind"]),
            maximum=_amounts(data["maximum"]),
            minimum=_amounts(data["minimum"]),
            explicit_working=data["explicit_working"],
            explicit_calendar=data["explicit_calendar"],
            unit_from_header=data["unit_from_header"],
            item=data["item"],
            anchor=data["anchor"],
            day_from=data["day_from"],
            day_to=data["day_to"],
        )


def _pairs(amounts: tuple[Amount, ...]) -> list[list[str]]:
    return [[format(amount.value.normalize(), "f"), amount.unit.value] for amount in amounts]


def _amounts(pairs: list[list[str]]) -> tuple[Amount, ...]:
    return tuple(Amount(Decimal(value), Unit(unit)) for value, unit in pairs)
