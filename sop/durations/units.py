"""Units of time as SOP sheets use them. They are added, never converted: a day is not 480 minutes everywhere."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Unit(StrEnum):
    """From the smallest to the largest; the order of the members is the order of size."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    @property
    def rank(self) -> int:
        return list(Unit).index(self)


UNIT_NAMES = {
    Unit.MINUTE: "menit",
    Unit.HOUR: "jam",
    Unit.DAY: "hari",
    Unit.WEEK: "minggu",
    Unit.MONTH: "bulan",
}

# About ten years. What is longer was misread, and would lead the arithmetic out of the calendar.
LARGEST = {
    Unit.MINUTE: Decimal(1_000_000),
    Unit.HOUR: Decimal(20_000),
    Unit.DAY: Decimal(3_660),
    Unit.WEEK: Decimal(520),
    Unit.MONTH: Decimal(120),
}


@dataclass(frozen=True)
class Amount:
    """So much of one unit; zero is allowed, less than zero cannot be written on a sheet."""

    value: Decimal
    unit: Unit

    @property
    def within_reason(self) -> bool:
        return self.value <= LARGEST[self.unit]

    def times(self, count: int) -> "Amount":
        return Amount(self.value * count, self.unit)


def number_text(value: Decimal) -> str:
    """1.5 as "1,5", 20 as "20": no superfluous zeros, decimal comma."""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
