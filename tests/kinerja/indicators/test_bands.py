from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.indicators.bands import DEFAULT_BANDS, Band, band_for, bands_in_words

THREE_COLOURS = [
    Band(Decimal(0), "merah", "danger"),
    Band(Decimal(90), "hijau", "success", inclusive=False),
    Band(Decimal(70), "kuning", "warning"),
]


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("91", "Sangat Tinggi"),
        ("100", "Sangat Tinggi"),
        ("247.42", "Sangat Tinggi"),
        ("90.999999999999999999", "Tinggi"),
        ("90.7", "Tinggi"),
        ("76", "Tinggi"),
        ("75.5", "Sedang"),
        ("66", "Sedang"),
        ("65.5", "Rendah"),
        ("51", "Rendah"),
        ("50.5", "Sangat Rendah"),
        ("0", "Sangat Rendah"),
        ("-50", "Sangat Rendah"),
    ],
)
def test_lower_bounds_leave_no_holes(value, label):
    assert band_for(Decimal(value)).label == label


@pytest.mark.parametrize(
    ("value", "label"), [("69.99", "merah"), ("70", "kuning"), ("90", "kuning"), ("90.01", "hijau")]
)
def test_an_office_may_have_bands_of_its_own_in_any_order(value, label):
    assert band_for(Decimal(value), THREE_COLOURS).label == label


def test_no_number_has_no_band():
    assert band_for(None) is None
    assert band_for(Decimal(80), []) is None


def test_zero_has_a_band():
    assert band_for(Decimal(0)) is DEFAULT_BANDS[-1]


@given(
    st.decimals(min_value=-1000, max_value=1000, places=6),
    st.decimals(min_value=-1000, max_value=1000, places=6),
)
def test_a_higher_value_never_has_a_lower_band(one, other):
    low, high = sorted([one, other])
    assert band_for(low).lower <= band_for(high).lower


def test_the_rule_is_printed_in_words():
    assert (
        bands_in_words()
        == "Sangat Tinggi ≥ 91 %; Tinggi ≥ 76 %; Sedang ≥ 66 %; Rendah ≥ 51 %; Sangat Rendah < 51 %"
    )
    assert bands_in_words(THREE_COLOURS) == "hijau > 90 %; kuning ≥ 70 %; merah < 70 %"
    assert bands_in_words([]) == ""
