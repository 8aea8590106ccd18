"""Sums of standards: per unit, never converted (a day is not 480 minutes everywhere)."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from sop.durations.standard import Kind, Standard
from sop.durations.units import UNIT_NAMES, Amount, Unit, number_text

_Sums = dict[tuple[Unit, str], Decimal]


def total(standards: Iterable[Standard]) -> str:
    """The sum of a column: "3 hari 60 menit + tanggal 5"; "" where there is nothing to add.

    What cannot be added (dates, times per item, unread cells) follows after "+" rather than vanish.
    """
    listed = list(standards)
    added = _sum([standard for standard in listed if standard.kind in {Kind.FIXED, Kind.RANGE}])
    beside = dict.fromkeys(_beside(standard) for standard in listed)
    unread = sum(standard.kind is Kind.FREE for standard in listed)
    parts = [added, *beside, f"{unread} waktu tidak terbaca" if unread else ""]
    return " + ".join(part for part in parts if part)


def amounts_text(standard: Standard) -> str:
    """Its longest time, normalised: "20 hari kerja", "1 hari 2 jam"; "" where it names no amount."""
    sums: _Sums = defaultdict(Decimal)
    _add(sums, standard, standard.maximum)
    return _text(sums, sums)


def _beside(standard: Standard) -> str:
    """What stands after the "+" for a standard that no sum can take in."""
    match standard.kind:
        case Kind.DEADLINE:
            return f"tanggal {standard.day_to}"
        case Kind.WINDOW:
            return f"tanggal {standard.day_from}–{standard.day_to}"
        case Kind.PER_ITEM:
            return f"{amounts_text(standard)}/{standard.item}"
        case Kind.RELATIVE:
            return f"{amounts_text(standard)} sebelum {standard.anchor}".strip()
    return ""


def _sum(standards: list[Standard]) -> str:
    lower: _Sums = defaultdict(Decimal)
    upper: _Sums = defaultdict(Decimal)
    for standard in standards:
        _add(upper, standard, standard.maximum)
        _add(lower, standard, _lower_end(standard))
    return _text(lower, upper)


def _lower_end(standard: Standard) -> tuple[Amount, ...]:
    """The minimum, if it is in the same units; "30 menit – 1 jam" can only be added by its upper end."""
    same = [low.unit for low in standard.minimum] == [high.unit for high in standard.maximum]
    return standard.minimum if same else standard.maximum


def _add(sums: _Sums, standard: Standard, amounts: tuple[Amount, ...]) -> None:
    for amount in amounts:
        sums[amount.unit, _sort(standard, amount.unit)] += amount.value


def _sort(standard: Standard, unit: Unit) -> str:
    """Keeps "hari", "hari kerja" and "hari kalender" apart: whether they are the same is the office's setting."""
    if unit is not Unit.DAY:
        return ""
    if standard.explicit_working:
        return " kerja"
    return " kalender" if standard.explicit_calendar else ""


def _text(lower: _Sums, upper: _Sums) -> str:
    """Largest unit first."""
    units = sorted(upper, key=lambda key: (-key[0].rank, key[1]))
    return " ".join(f"{_span(lower[key], upper[key])} {UNIT_NAMES[key[0]]}{key[1]}" for key in units)


def _span(low: Decimal, high: Decimal) -> str:
    return number_text(high) if low == high else f"{number_text(low)}–{number_text(high)}"
