"""The bounds within which a figure of an indicator is believed, in words."""

from decimal import Decimal

from kinerja.common.numbers import format_number


def is_outside(value: Decimal, lowest: Decimal | None, highest: Decimal | None) -> bool:
    """Whether a value lies beyond one of the bounds that are set."""
    return (lowest is not None and value < lowest) or (highest is not None and value > highest)


def bounds_in_words(lowest: Decimal | None, highest: Decimal | None, measure: str) -> str:
    """0 sampai 100 %; paling rendah 0 jam; at least one of them is set."""
    if lowest is None:
        return f"paling tinggi {format_number(highest)} {measure}"
    if highest is None:
        return f"paling rendah {format_number(lowest)} {measure}"
    return f"{format_number(lowest)} sampai {format_number(highest)} {measure}"
