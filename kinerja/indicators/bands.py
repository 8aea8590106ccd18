"""Predicate bands (predikat) as data."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.common.numbers import format_number


@dataclass(frozen=True)
class Band:
    """A predicate from its lower bound (percent) upwards. `tone` is a colour token of the page.

    Not `inclusive` means "above": some offices print "≤ 90 kuning, selebihnya hijau".
    """

    lower: Decimal
    label: str
    tone: str
    inclusive: bool = True

    def reached_by(self, value: Decimal) -> bool:
        """Whether an unrounded achievement is high enough for this band."""
        return value >= self.lower if self.inclusive else value > self.lower


# Permendagri 86/2017 prints "91 ≤ 100", "76 ≤ 90" and so on, with holes between and nothing above 100.
# The lower bounds alone decide: 90,7 is Tinggi, 120 is Sangat Tinggi.
DEFAULT_BANDS = (
    Band(Decimal(91), "Sangat Tinggi", "success"),
    Band(Decimal(76), "Tinggi", "success"),
    Band(Decimal(66), "Sedang", "warning"),
    Band(Decimal(51), "Rendah", "danger"),
    Band(Decimal(0), "Sangat Rendah", "danger"),
)


def band_for(value: Decimal | None, bands: Sequence[Band] = DEFAULT_BANDS) -> Band | None:
    """Return the highest band an unrounded value reaches; None without a value.

    The lowest band is open downwards ("≤ 50"): an achievement below 0 belongs to it too.
    """
    if value is None:
        return None
    ranked = _ranked(bands)
    return next((band for band in ranked if band.reached_by(value)), ranked[-1] if ranked else None)


def frozen(bands: Sequence[Band]) -> list[list[str]]:
    """The bands as plain JSON, to be kept with the figures they judge: lower bound, label, tone."""
    return [[f"{band.lower:f}", band.label, band.tone] for band in bands]


def thawed(data: Sequence[Sequence[str]]) -> tuple[Band, ...]:
    """The bands again out of what `frozen` made."""
    return tuple(Band(Decimal(lower), label, tone) for lower, label, tone in data)


def bands_in_words(bands: Sequence[Band] = DEFAULT_BANDS) -> str:
    """Rule printed on the form: "Sangat Tinggi ≥ 91 %; Tinggi ≥ 76 %; …; Sangat Rendah < 51 %"."""
    ranked = _ranked(bands)
    rules = [
        f"{band.label} {'≥' if band.inclusive else '>'} {format_number(band.lower)} %" for band in ranked[:-1]
    ]
    rules += [
        f"{lowest.label} {'<' if above.inclusive else '≤'} {format_number(above.lower)} %"
        for above, lowest in zip(ranked[-2:-1], ranked[-1:], strict=False)
    ]
    return "; ".join(rules)


def _ranked(bands: Sequence[Band]) -> list[Band]:
    """Highest first; of two with one bound, "above" is the higher."""
    return sorted(bands, key=lambda band: (band.lower, not band.inclusive), reverse=True)
