from decimal import Decimal

import pytest

from kinerja.indicators.arithmetic import Gap
from kinerja.indicators.budgets import (
    Efficiency,
    EfficiencyThresholds,
    absorption,
    efficiency,
    efficiency_margin,
)


def number(value):
    return None if value is None else Decimal(value)


@pytest.mark.parametrize(
    ("realised", "ceiling", "percent", "gap"),
    [
        ("750000000", "1000000000", 75, None),
        ("0", "1000000000", 0, None),
        ("1100", "1000", 110, None),
        (None, "1000", None, Gap.EMPTY),
        ("5", None, None, Gap.NO_CEILING),
        ("0", "0", None, Gap.ZERO_CEILING),
        ("5", "0", None, Gap.ZERO_CEILING),
    ],
)
def test_absorption_is_spending_over_the_ceiling_or_a_reason(realised, ceiling, percent, gap):
    result = absorption(number(realised), number(ceiling))
    assert (result.value, result.gap) == (percent, gap)


@pytest.mark.parametrize(
    ("achieved", "absorbed", "judgement", "label"),
    [
        ("90", "80", Efficiency.EFFICIENT, "efisien"),
        ("85.01", "80", Efficiency.EFFICIENT, "efisien"),
        ("85", "80", Efficiency.FAIR, "cukup efisien"),
        ("75", "80", Efficiency.FAIR, "cukup efisien"),
        ("74.99", "80", Efficiency.INEFFICIENT, "tidak efisien"),
        ("0", "0", Efficiency.FAIR, "cukup efisien"),
    ],
)
def test_efficiency_is_judged_on_achievement_minus_absorption(achieved, absorbed, judgement, label):
    verdict = efficiency(efficiency_margin(number(achieved), number(absorbed)))
    assert verdict is judgement
    assert verdict.label == label


@pytest.mark.parametrize(("achieved", "absorbed"), [(None, "80"), ("80", None), (None, None)])
def test_efficiency_needs_both_figures(achieved, absorbed):
    margin = efficiency_margin(number(achieved), number(absorbed))
    assert margin is None
    assert efficiency(margin) is None


def test_an_office_may_judge_by_thresholds_of_its_own():
    strict = EfficiencyThresholds(efficient_above=Decimal(20), inefficient_below=Decimal(0))
    assert efficiency(Decimal(10), strict) is Efficiency.FAIR
    assert efficiency(Decimal(-1), strict) is Efficiency.INEFFICIENT
