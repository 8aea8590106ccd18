"""A figure that is computed: exact, rounded half up, never from nothing and never by nothing."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.indicators.ratios import Ratio, legible, ratio_of

SHARE = Ratio("Anak berakta", "anak seluruhnya", Decimal(100))
NAMED = {
    "numerator_name": "Anak berakta",
    "denominator_name": "anak seluruhnya",
    "factor": "100",
    "decimals": 1,
}


def counts(lowest):
    return st.decimals(lowest, 10**17, places=6, allow_nan=False)


@given(counts(0), counts("0.000001"), st.sampled_from([Decimal(1), Decimal(100), Decimal("1000.5")]))
def test_the_quotient_is_exact_and_rounded_half_up(numerator, denominator, factor):
    value = Ratio("a", "b", factor).value(numerator, denominator)
    exact = Fraction(numerator) * Fraction(factor) / Fraction(denominator)
    scale = Fraction(10) ** min(6, 15 - len(str(int(exact))))  # 15 digits in all are kept by every database
    floor = int(exact * scale)
    assert Fraction(value) * scale == floor + (exact * scale - floor >= Fraction(1, 2))


def test_a_missing_part_gives_no_value_and_zero_is_a_part():
    assert SHARE.value(None, Decimal(5)) is None
    assert SHARE.value(Decimal(5), None) is None
    assert SHARE.value(Decimal(0), Decimal(5)) == 0


@pytest.mark.parametrize("denominator", ["0", "-1"])
def test_nothing_is_divided_by_zero_or_less(denominator):
    with pytest.raises(ZeroDivisionError):
        SHARE.value(Decimal(1), Decimal(denominator))


def test_a_computed_figure_is_rounded_for_reading_and_a_typed_one_is_not():
    third = SHARE.value(Decimal(1), Decimal(3))
    assert third == Decimal("33.333333")
    assert legible(third, NAMED) == Decimal("33.33")
    assert legible(third, {"decimals": 1}) == third
    assert legible(Decimal("2.345"), NAMED) == Decimal("2.345").quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_older_definitions_have_no_ratio_and_a_ratio_says_itself_in_words():
    assert ratio_of({"decimals": 2}) is None
    assert ratio_of(NAMED) == SHARE
    assert SHARE.in_words == "Realisasi = Anak berakta ÷ anak seluruhnya × 100."
    assert SHARE.workings(Decimal(475), Decimal(500)) == "Anak berakta (475) ÷ anak seluruhnya (500) × 100"
    assert SHARE.workings(None, Decimal(500)) == ""
