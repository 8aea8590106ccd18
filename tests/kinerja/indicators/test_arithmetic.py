"""Achievements by the table of values the formulas were agreed on (T target, R realised)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.indicators.arithmetic import Achievement, Gap, Target, achievement, is_worse
from kinerja.indicators.kinds import (
    Aggregation,
    Formula,
    Polarity,
    ZeroPolicy,
    aggregation_in_words,
    formula_in_words,
)

FIGURES = st.decimals(min_value=-(10**9), max_value=10**9, places=4)
POSITIVE_FIGURES = st.decimals(min_value="0.0001", max_value=10**9, places=4)
NEGATIVES = [Formula.NEGATIVE_A, Formula.NEGATIVE_B, Formula.NEGATIVE_C]
RANGE = Target(lower=Decimal(80), upper=Decimal(90))


def target(value):
    return Target(None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("formula", "realised", "percent"),
    [
        ("positive", 8, "80"),
        ("positive", 12, "120"),
        ("positive", 0, "0"),
        ("positive", -2, "-20"),
        ("negative_a", 8, "120"),
        ("negative_a", 12, "80"),
        ("negative_a", 0, "200"),
        ("negative_a", 25, "-50"),
        ("negative_b", 8, "125"),
        ("negative_b", 12, "83.33"),
        ("negative_c", 8, "20"),
        ("negative_c", 12, "-20"),
        ("negative_c", 0, "100"),
    ],
)
def test_each_formula_gives_the_agreed_value_for_a_target_of_ten(formula, realised, percent):
    result = achievement(target(10), Decimal(realised), formula)
    assert result.value.quantize(Decimal("0.01")) == Decimal(percent)
    assert (result.gap, result.reason, result.note) == (None, "", "")


def test_an_achievement_is_never_rounded_nor_capped():
    assert achievement(target(3), Decimal(2), "positive").value == Decimal(200) / 3
    assert achievement(target(97), Decimal(240), "positive").value > 247


@pytest.mark.parametrize(
    ("goal", "realised", "formula", "gap", "reason"),
    [
        (10, None, "positive", Gap.EMPTY, "Realisasi belum diisi."),
        (None, None, "positive", Gap.EMPTY, "Realisasi belum diisi."),
        (None, 5, "positive", Gap.NO_TARGET, "Target belum diisi."),
        (None, 0, "negative_b", Gap.NO_TARGET, "Target belum diisi."),
        (0, 5, "positive", Gap.ZERO_TARGET, "Target 0, sehingga tidak ada pembagi."),
        (0, 0, "positive", Gap.ZERO_TARGET, "Target 0, sehingga tidak ada pembagi."),
        (0, 5, "negative_a", Gap.ZERO_TARGET, "Target 0, sehingga tidak ada pembagi."),
        (0, 5, "negative_b", Gap.ZERO_TARGET, "Target 0, sehingga tidak ada pembagi."),
        (0, 5, "negative_c", Gap.ZERO_TARGET, "Target 0, sehingga tidak ada pembagi."),
        (10, 0, "negative_b", Gap.ZERO_REALISED, "Realisasi 0, sehingga tidak ada pembagi."),
        (
            10,
            -1,
            "negative_b",
            Gap.NEGATIVE_REALISED,
            "Realisasi negatif; rumus ini hanya untuk realisasi di atas 0.",
        ),
        (-2, -4, "positive", Gap.NEGATIVE_TARGET, "Target negatif; rumus ini hanya untuk target di atas 0."),
    ],
)
def test_what_cannot_be_computed_says_why_and_has_no_number(goal, realised, formula, gap, reason):
    result = achievement(target(goal), None if realised is None else Decimal(realised), formula)
    assert (result.value, result.gap, result.reason) == (None, gap, reason)


@pytest.mark.parametrize(
    ("goal", "realised", "formula", "percent"),
    [
        (10, 0, "negative_b", 100),
        (0, 0, "negative_b", 100),
        (0, 0, "negative_a", 100),
        (0, 0, "negative_c", 100),
        (10, 0, "negative_a", 200),
        (10, 0, "positive", 0),
        (0, 0, "positive", None),
        (0, 5, "negative_b", None),
        (10, -1, "negative_b", None),
        (None, 0, "negative_b", None),
        (10, None, "negative_b", None),
    ],
)
def test_the_policy_on_a_realised_zero_settles_only_a_division_by_zero_where_less_is_better(
    goal, realised, formula, percent
):
    result = achievement(target(goal), None if realised is None else Decimal(realised), formula, "full")
    assert result.value == percent
    settled = percent == 100
    assert result.note == (
        "Realisasi 0 yang tidak dapat dibagi dihitung 100 %, sesuai ketentuan indikator ini."
        if settled
        else ""
    )


@pytest.mark.parametrize(
    ("realised", "percent"),
    [(80, 100), (85, 100), (90, 100), (99, 110), (72, 90), (0, 0), (40, 50), (180, 200)],
)
def test_a_range_is_reached_inside_and_measured_at_its_nearer_bound_outside(realised, percent):
    assert achievement(RANGE, Decimal(realised), "range").value == percent


def test_a_range_may_contain_zero_and_negative_values():
    inflation = Target(lower=Decimal(-2), upper=Decimal(2))
    assert achievement(inflation, Decimal(0), "range").value == 100
    assert achievement(inflation, Decimal(-3), "range").gap is Gap.NEGATIVE_TARGET
    assert (
        achievement(Target(lower=Decimal(0), upper=Decimal(5)), Decimal(-1), "range").gap is Gap.ZERO_TARGET
    )


@pytest.mark.parametrize(
    "half", [Target(), Target(lower=Decimal(80)), Target(upper=Decimal(90)), Target(Decimal(85))]
)
def test_a_range_needs_both_bounds(half):
    assert achievement(half, Decimal(85), "range").gap is Gap.NO_TARGET


def test_a_range_upside_down_is_refused():
    with pytest.raises(ValueError, match="Batas bawah"):
        Target(lower=Decimal(90), upper=Decimal(80))


def test_predicates_are_measured_by_their_scores():
    assert achievement(target(4), Decimal(3), "predicate").value == 75


def test_an_unknown_formula_or_policy_is_a_mistake_not_a_number():
    with pytest.raises(ValueError, match="negative_d"):
        achievement(target(10), Decimal(8), "negative_d")
    with pytest.raises(ValueError, match="silent"):
        achievement(target(10), Decimal(0), "negative_b", "silent")


def test_every_gap_is_worded():
    assert all(gap.sentence.endswith(".") for gap in Gap)


@pytest.mark.parametrize(
    ("realised", "before", "direction", "worse"),
    [
        (7, 8, "higher", True),
        (8, 8, "higher", False),
        (9, 8, "higher", False),
        (0, 8, "higher", True),
        (9, 8, "lower", True),
        (7, 8, "lower", False),
        (95, 85, "within", True),
        (70, 95, "within", True),
        (95, 70, "within", False),
        (81, 89, "within", False),
        (75, 95, "within", False),
    ],
)
def test_worse_means_against_the_direction_of_the_indicator(realised, before, direction, worse):
    assert is_worse(Decimal(realised), Decimal(before), direction=direction, target=RANGE) is worse


def test_without_a_range_no_value_is_farther_outside_than_another():
    assert not is_worse(Decimal(5), Decimal(1), direction="within", target=Target())


@given(POSITIVE_FIGURES, FIGURES, FIGURES)
def test_more_is_never_worth_less_where_more_is_better(goal, one, other):
    low, high = sorted([one, other])
    assert (
        achievement(target(goal), low, "positive").value <= achievement(target(goal), high, "positive").value
    )


@pytest.mark.parametrize("formula", NEGATIVES)
@given(goal=POSITIVE_FIGURES, one=POSITIVE_FIGURES, other=POSITIVE_FIGURES)
def test_more_is_never_worth_more_where_less_is_better(formula, goal, one, other):
    low, high = sorted([one, other])
    assert achievement(target(goal), low, formula).value >= achievement(target(goal), high, formula).value


@pytest.mark.parametrize(
    "formula", [Formula.POSITIVE, Formula.NEGATIVE_A, Formula.NEGATIVE_B, Formula.PREDICATE]
)
@given(goal=POSITIVE_FIGURES)
def test_a_target_exactly_met_is_a_hundred_percent(formula, goal):
    assert achievement(target(goal), goal, formula) == Achievement(Decimal(100))


@given(FIGURES, st.sampled_from(Formula), st.sampled_from(ZeroPolicy))
def test_an_empty_figure_never_becomes_a_number(goal, formula, policy):
    assert achievement(target(goal), None, formula, policy) == Achievement(gap=Gap.EMPTY)


@given(st.none() | FIGURES, st.none() | FIGURES, st.sampled_from(Formula), st.sampled_from(ZeroPolicy))
def test_there_is_either_a_number_or_a_reason(goal, realised, formula, policy):
    result = achievement(target(goal), realised, formula, policy)
    assert (result.value is None) == bool(result.reason)


@pytest.mark.parametrize(
    ("formula", "polarity"),
    [
        ("positive", Polarity.HIGHER),
        ("predicate", Polarity.HIGHER),
        ("range", Polarity.WITHIN),
        ("negative_a", Polarity.LOWER),
        ("negative_b", Polarity.LOWER),
        ("negative_c", Polarity.LOWER),
    ],
)
def test_a_formula_has_a_direction(formula, polarity):
    assert Formula(formula).polarity is polarity


def test_every_choice_has_a_label_of_its_own():
    for kind in (Formula, Polarity, ZeroPolicy, Aggregation):
        labels = [choice.label for choice in kind]
        assert len(set(labels)) == len(labels)
        assert all(labels)


def test_formulas_are_printed_in_words():
    assert formula_in_words("negative_a") == "Capaian = (2 × target − realisasi) ÷ target × 100 %."
    assert len({formula_in_words(formula) for formula in Formula}) == len(Formula)


def test_the_policy_is_printed_only_where_it_can_matter():
    assert formula_in_words("negative_b", "full").endswith("sesuai ketentuan indikator ini.")
    assert formula_in_words("positive", "full") == formula_in_words("positive")


def test_the_rule_of_aggregation_is_printed_in_words():
    assert aggregation_in_words("last") == "Realisasi dan target periode terakhir yang terisi."
    assert len({aggregation_in_words(kind) for kind in Aggregation}) == len(Aggregation)
