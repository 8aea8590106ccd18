"""Budget absorption (serapan) and efficiency."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kinerja.indicators.arithmetic import HUNDRED, Achievement, Gap


class Efficiency(StrEnum):
    """Judgement on achievement minus absorption."""

    EFFICIENT = "efficient"
    FAIR = "fair"
    INEFFICIENT = "inefficient"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Efficiency.EFFICIENT: "efisien",
    Efficiency.FAIR: "cukup efisien",
    Efficiency.INEFFICIENT: "tidak efisien",
}


@dataclass(frozen=True)
class EfficiencyThresholds:
    """Percentage points; between both, bounds included, is fair. The default is one kabupaten's rule: data, not law."""

    efficient_above: Decimal = Decimal(5)
    inefficient_below: Decimal = Decimal(-5)


DEFAULT_THRESHOLDS = EfficiencyThresholds()


def absorption(realised: Decimal | None, ceiling: Decimal | None) -> Achievement:
    """Percent of the budget ceiling (pagu) that was spent; the gap says why there is none."""
    if realised is None:
        return Achievement(gap=Gap.EMPTY)
    if ceiling is None:
        return Achievement(gap=Gap.NO_CEILING)
    if ceiling <= 0:
        return Achievement(gap=Gap.ZERO_CEILING)
    return Achievement(realised * HUNDRED / ceiling)


def efficiency_margin(achieved: Decimal | None, absorbed: Decimal | None) -> Decimal | None:
    """Achievement minus absorption in percentage points; None where one of them has no number."""
    if achieved is None or absorbed is None:
        return None
    return achieved - absorbed


def efficiency(
    margin: Decimal | None, thresholds: EfficiencyThresholds = DEFAULT_THRESHOLDS
) -> Efficiency | None:
    """Judge a margin by the office's thresholds; None without a margin."""
    if margin is None:
        return None
    if margin > thresholds.efficient_above:
        return Efficiency.EFFICIENT
    return Efficiency.INEFFICIENT if margin < thresholds.inefficient_below else Efficiency.FAIR
