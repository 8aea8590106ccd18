"""Achievement of a target: pure arithmetic on Decimals, no ORM.

Zero is a value, empty is not; where no number can be said there is a reason instead, never a silent 0 or 100.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kinerja.indicators.kinds import ZERO_POLICY_NOTE, Formula, Polarity, ZeroPolicy

HUNDRED = Decimal(100)


class Gap(StrEnum):
    """Why an achievement has no number; stored with the result."""

    EMPTY = "empty"
    NO_TARGET = "no_target"
    ZERO_TARGET = "zero_target"
    NEGATIVE_TARGET = "negative_target"
    ZERO_REALISED = "zero_realised"
    NEGATIVE_REALISED = "negative_realised"
    NO_CEILING = "no_ceiling"
    ZERO_CEILING = "zero_ceiling"

    @property
    def sentence(self) -> str:
        return _GAPS[self]


_GAPS = {
    Gap.EMPTY: "Realisasi belum diisi.",
    Gap.NO_TARGET: "Target belum diisi.",
    Gap.ZERO_TARGET: "Target 0, sehingga tidak ada pembagi.",
    Gap.NEGATIVE_TARGET: "Target negatif; rumus ini hanya untuk target di atas 0.",
    Gap.ZERO_REALISED: "Realisasi 0, sehingga tidak ada pembagi.",
    Gap.NEGATIVE_REALISED: "Realisasi negatif; rumus ini hanya untuk realisasi di atas 0.",
    Gap.NO_CEILING: "Pagu belum diisi.",
    Gap.ZERO_CEILING: "Pagu 0, sehingga tidak ada pembagi.",
}


@dataclass(frozen=True)
class Target:
    """A single figure, or a range with both bounds; all None where no target was set."""

    value: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None

    def __post_init__(self) -> None:
        if self.lower is not None and self.upper is not None and self.lower > self.upper:
            raise ValueError("Batas bawah target harus lebih kecil daripada batas atasnya.")

    def contains(self, realised: Decimal) -> bool:
        """Whether a realised value lies inside the range, bounds included."""
        return self.lower is not None and self.upper is not None and self.lower <= realised <= self.upper

    def measure(self, realised: Decimal, formula: Formula) -> Decimal | None:
        """Figure to compare with: of a range the bound on the side of the realised value (PermenPANRB 8/2021)."""
        if formula is not Formula.RANGE:
            return self.value
        if self.lower is None or self.upper is None:
            return None
        return self.upper if realised > self.upper else self.lower


@dataclass(frozen=True)
class Achievement:
    """Percent of the target, unrounded and uncapped; or the gap that says why there is none.

    `note` is filled where a policy, not the formula, gave the number.
    """

    value: Decimal | None = None
    gap: Gap | None = None
    note: str = ""

    @property
    def reason(self) -> str:
        """Sentence why there is no number; empty where there is one."""
        return self.gap.sentence if self.gap else ""


def achievement(
    target: Target, realised: Decimal | None, formula: str, zero_policy: str = ZeroPolicy.UNDEFINED
) -> Achievement:
    """Percent of the target reached, by the indicator's own formula.

    For `predicate` target and realised are scores of the scale. A target of 0 or less has no achievement, nor has
    T/R with a realised value of 0 or less, unless the indicator says "R = 0 berarti 100 %".
    """
    formula = Formula(formula)
    if realised is None:
        return Achievement(gap=Gap.EMPTY)
    if formula is Formula.RANGE and target.contains(realised):
        return Achievement(HUNDRED)
    measure = target.measure(realised, formula)
    if measure is None:
        return Achievement(gap=Gap.NO_TARGET)
    gap = _target_gap(measure) or _realised_gap(realised, formula)
    if gap is None:
        return Achievement(_PERCENTAGES[formula](measure, realised))
    if ZeroPolicy(zero_policy) is ZeroPolicy.FULL and realised == 0 and _settles(formula, gap):
        return Achievement(HUNDRED, note=ZERO_POLICY_NOTE)
    return Achievement(gap=gap)


def is_worse(realised: Decimal, before: Decimal, *, direction: str, target: Target) -> bool:
    """Whether a value is worse than the last signed one in the indicator's direction; then an explanation is owed."""
    polarity = Polarity(direction)
    if polarity is Polarity.WITHIN:
        return _distance(target, realised) > _distance(target, before)
    return realised < before if polarity is Polarity.HIGHER else realised > before


def _target_gap(measure: Decimal) -> Gap | None:
    """A negative target turns every one of the formulas around: the worse value would get the higher percentage."""
    if measure == 0:
        return Gap.ZERO_TARGET
    return Gap.NEGATIVE_TARGET if measure < 0 else None


def _realised_gap(realised: Decimal, formula: Formula) -> Gap | None:
    if formula is not Formula.NEGATIVE_B or realised > 0:
        return None
    return Gap.ZERO_REALISED if realised == 0 else Gap.NEGATIVE_REALISED


def _settles(formula: Formula, gap: Gap) -> bool:
    """The policy speaks of a division by zero where less is better, never of a figure a formula can compute."""
    return formula.polarity is Polarity.LOWER and gap in {Gap.ZERO_TARGET, Gap.ZERO_REALISED}


def _distance(target: Target, realised: Decimal) -> Decimal:
    """How far outside its range a value lies; 0 inside, or without a range."""
    if target.lower is None or target.upper is None:
        return Decimal(0)
    return max(target.lower - realised, realised - target.upper, Decimal(0))


def _share(target: Decimal, realised: Decimal) -> Decimal:
    return realised * HUNDRED / target


_PERCENTAGES: dict[Formula, Callable[[Decimal, Decimal], Decimal]] = {
    Formula.POSITIVE: _share,
    Formula.RANGE: _share,
    Formula.PREDICATE: _share,
    Formula.NEGATIVE_A: lambda target, realised: (2 * target - realised) * HUNDRED / target,
    Formula.NEGATIVE_B: lambda target, realised: target * HUNDRED / realised,
    Formula.NEGATIVE_C: lambda target, realised: (target - realised) * HUNDRED / target,
}
