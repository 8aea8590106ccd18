from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.indicators.aggregation import (
    AggregationRefused,
    Entry,
    Total,
    aggregate,
    aggregate_units,
    average_capped,
    check_kind,
    quarters,
)
from kinerja.indicators.arithmetic import Gap, Target, achievement
from kinerja.indicators.kinds import Aggregation

FIGURES = st.decimals(min_value=-(10**9), max_value=10**9, places=4)


def entry(goal, realised):
    return Entry(
        Target(None if goal is None else Decimal(goal)), None if realised is None else Decimal(realised)
    )


def figures(total):
    return total.target.value, total.realised, total.filled, total.expected


def test_a_sum_counts_the_targets_of_the_filled_periods_only():
    year = [entry(10, 8), entry(20, None), entry(30, 33), entry(40, None)]
    total = aggregate("sum", year)
    assert figures(total) == (40, 41, 2, 4)
    assert achievement(total.target, total.realised, "positive").value == Decimal("102.5")


def test_the_last_filled_period_is_the_end_value():
    year = [entry(10, 8), entry(20, None), entry(30, 33), entry(40, None)]
    assert figures(aggregate("last", year)) == (30, 33, 2, 4)
    assert figures(aggregate("last", [entry(10, 5), entry(10, None), entry(10, 0)])) == (10, 0, 2, 3)


def test_an_average_is_taken_over_the_filled_periods():
    year = [entry(80, 70), entry(90, None), entry(84, 90), entry(90, None)]
    assert figures(aggregate("average", year)) == (82, 80, 2, 4)


@pytest.mark.parametrize("kind", Aggregation)
def test_zero_is_a_filled_period_and_empty_is_none(kind):
    assert figures(aggregate(kind, [entry(10, 0), entry(10, None)])) == (10, 0, 1, 2)


@pytest.mark.parametrize("kind", Aggregation)
@pytest.mark.parametrize("periods", [[], [entry(10, None), entry(20, None)]])
def test_nothing_filled_gives_nothing(kind, periods):
    assert aggregate(kind, periods) == Total(Target(), None, 0, len(periods))


@pytest.mark.parametrize("kind", ["sum", "average"])
def test_a_filled_period_without_target_leaves_the_total_without_target(kind):
    total = aggregate(kind, [entry(10, 8), entry(None, 30)])
    assert total.target.value is None
    assert total.realised is not None
    assert achievement(total.target, total.realised, "positive").gap is Gap.NO_TARGET


def test_ranges_are_put_together_bound_by_bound():
    months = [Entry(Target(lower=Decimal(80), upper=Decimal(90)), Decimal(n)) for n in (70, 95)]
    assert aggregate("average", months, "range").target == Target(lower=Decimal(80), upper=Decimal(90))
    assert aggregate("sum", months, "range").target == Target(lower=Decimal(160), upper=Decimal(180))


@pytest.mark.parametrize("kind", ["sum", "average"])
def test_predicates_are_not_added_up(kind):
    opinions = [entry(4, 4), entry(4, 3)]
    for refuse in (
        lambda: aggregate(kind, opinions, "predicate"),
        lambda: aggregate_units(kind, opinions, "predicate"),
        lambda: check_kind(kind, "predicate"),
    ):
        with pytest.raises(AggregationRefused, match="‘Nilai akhir’") as refusal:
            refuse()
        assert (refusal.value.code, refusal.value.http_status) == ("aggregation_refused", 422)


def test_the_last_predicate_is_the_end_value():
    assert figures(aggregate("last", [entry(4, 3), entry(4, 4), entry(4, None)], "predicate")) == (4, 4, 2, 3)


def test_units_are_put_together_like_periods():
    units = [entry(10, 8), entry(20, None), entry(30, 33)]
    assert figures(aggregate_units("sum", units)) == (40, 41, 2, 3)
    assert figures(aggregate_units("average", units)) == (20, Decimal("20.5"), 2, 3)


def test_several_units_have_no_last_one():
    with pytest.raises(AggregationRefused, match="antarunit"):
        aggregate_units("last", [entry(10, 8), entry(20, 15)])


@pytest.mark.parametrize("kind", Aggregation)
@pytest.mark.parametrize("formula", ["positive", "predicate"])
def test_a_single_unit_is_its_own_total(kind, formula):
    assert figures(aggregate_units(kind, [entry(4, 3)], formula)) == (4, 3, 1, 1)
    assert aggregate_units(kind, [entry(4, None)], formula).realised is None


def test_three_months_make_a_quarter_by_the_same_rule():
    months = [entry(10, n) for n in (1, 2, None, None, None, None, 7, 8, 9)]
    assert [figures(quarter) for quarter in quarters("sum", months)] == [
        (20, 3, 2, 3),
        (None, None, 0, 3),
        (30, 24, 3, 3),
    ]
    assert [quarter.realised for quarter in quarters("last", months)] == [2, None, 9]
    assert [quarter.realised for quarter in quarters("average", months)] == [Decimal("1.5"), None, 8]


def test_half_a_quarter_is_a_mistake():
    with pytest.raises(ValueError, match="three months"):
        quarters("sum", [entry(10, 1)] * 4)


@pytest.mark.parametrize(
    ("values", "mean"),
    [
        ([400, 0, 0, 0, 0], 20),
        ([120, 80], 90),
        ([-50, 100], 50),
        ([80, None], 80),
        ([0, None], 0),
        ([None, None], None),
        ([], None),
    ],
)
def test_a_mean_of_achievements_is_capped_at_100_and_floored_at_0(values, mean):
    assert average_capped([None if value is None else Decimal(value) for value in values]) == mean


@given(st.lists(st.none() | FIGURES, max_size=12))
def test_a_capped_mean_lies_between_0_and_100(values):
    mean = average_capped(values)
    assert mean is None if set(values) <= {None} else 0 <= mean <= 100


@given(st.sampled_from(Aggregation), st.lists(st.tuples(FIGURES, FIGURES), min_size=1, max_size=12))
def test_empty_periods_never_change_a_total(kind, pairs):
    filled = [entry(goal, realised) for goal, realised in pairs]
    spread = [either for each in filled for either in (each, entry(999, None))]
    with_gaps, without = aggregate(kind, spread), aggregate(kind, filled)
    assert (with_gaps.target, with_gaps.realised) == (without.target, without.realised)
    assert (with_gaps.filled, with_gaps.expected) == (len(filled), 2 * len(filled))


@given(st.lists(st.none() | FIGURES, min_size=12, max_size=12))
def test_the_sum_of_the_quarters_is_the_sum_of_the_months(values):
    months = [entry(10, value) for value in values]
    by_quarter = aggregate(
        "sum", [Entry(quarter.target, quarter.realised) for quarter in quarters("sum", months)]
    )
    year = aggregate("sum", months)
    assert (by_quarter.target, by_quarter.realised) == (year.target, year.realised)
