"""Figures that are a quotient: numerator ÷ denominator × factor, computed here and never typed. Pure.

What an indicator asks for stands in its frozen definition; figures of files started before these keys existed lack them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from kinerja.common.numbers import format_number, storable

READABLE = 2  # a computed figure is read with at least so many decimals
_WIDE = Context(prec=60)  # 24 digits times 12 digits, and the places of the quotient


@dataclass(frozen=True)
class Ratio:
    """The two names as the indicator words them, and the factor of the quotient."""

    numerator: str
    denominator: str
    factor: Decimal

    @property
    def in_words(self) -> str:
        return f"Realisasi = {self.numerator} ÷ {self.denominator} × {format_number(self.factor)}."

    def workings(self, numerator: Decimal | None, denominator: Decimal | None) -> str:
        """Write "Anak berakta (475) ÷ anak seluruhnya (500) × 100"; "" while one of the two is missing."""
        if numerator is None or denominator is None:
            return ""
        over, under = format_number(numerator), format_number(denominator)
        return f"{self.numerator} ({over}) ÷ {self.denominator} ({under}) × {format_number(self.factor)}"

    def value(self, numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
        """The quotient, rounded half up to what is kept of it; None while one of the two is missing.

        Raises ZeroDivisionError for a denominator of 0 or less: such a row has no data.
        """
        if numerator is None or denominator is None:
            return None
        if denominator <= 0:
            raise ZeroDivisionError("A denominator is above 0.")
        return storable(_WIDE.divide(_WIDE.multiply(numerator, self.factor), denominator))


def ratio_of(definition: Mapping[str, Any]) -> Ratio | None:
    """What the two are called and multiplied by; None for an indicator whose figure is entered as it is."""
    if not definition.get("numerator_name"):
        return None
    return Ratio(definition["numerator_name"], definition["denominator_name"], Decimal(definition["factor"]))


def legible(value: Decimal, definition: Mapping[str, Any]) -> Decimal:
    """A figure as it is read: a quotient is rounded for reading, what was typed never is."""
    if ratio_of(definition) is None:
        return value
    places = Decimal(1).scaleb(-max(definition["decimals"], READABLE))
    return value.quantize(places, ROUND_HALF_UP, _WIDE)
