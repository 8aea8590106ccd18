"""Warnings are pure rules with their numbers in words; they never refuse."""

from decimal import Decimal

import pytest

from kinerja.indicators.arithmetic import Target
from kinerja.submissions.figures import Figure
from kinerja.submissions.rows.checks import Before, Case, change, check_flags, entry_warnings, shown
from kinerja.submissions.rows.row import Row

PLAIN = {
    "measure": "%", "decimals": 2, "direction": "higher", "formula": "positive", "aggregation": "last", "scale": {},
    "lowest": None, "highest": None,
}  # fmt: skip


def case(value, before=None, *, same_year=True, explained=False, no_data=False, **definition):
    known = None if before is None else Before(Decimal(before), "TW II", same_year)
    figure = None if value is None else Decimal(value)
    return Case(PLAIN | definition, figure, Target(Decimal(100)), known, no_data, explained)


def codes(flags):
    return [flag.code for flag in flags]


def test_a_jump_of_more_than_half_is_told_with_both_numbers():
    (flag,) = entry_warnings(case("240", "96.4"))
    assert flag.sentence == "Naik 149% dibanding TW II (96,40)."
    assert flag.advice == "Periksa kembali atau beri keterangan."


@pytest.mark.parametrize(
    ("value", "before", "struck"),
    [
        ("150", "100", []),
        ("150.01", "100", ["jump"]),
        ("49", "100", ["jump"]),
        ("5", "0", []),
        ("-10", "-4", ["jump"]),
    ],
)
def test_where_the_jump_begins(value, before, struck):
    assert codes(entry_warnings(case(value, before, aggregation="sum", direction="higher"))[:1]) == struck


def test_an_explanation_settles_a_jump_but_not_the_bounds():
    told = case("240", "96.4", explained=True, highest="100")
    assert codes(entry_warnings(told)) == ["outside"]
    assert codes(check_flags(told)) == ["outside", "jump"]


@pytest.mark.parametrize(
    ("field", "settles"),
    [("explanation", True), ("hindered", True), ("helped", False), ("follow_up", False)],
)
def test_only_a_word_about_the_cause_explains(field, settles):
    assert Row(Figure(**{field: "Blangko terlambat"}), 1).explained is settles


@pytest.mark.parametrize(
    ("bounds", "sentence"),
    [
        ({"lowest": "0", "highest": "100"}, "Di luar batas wajar (0 sampai 100 %)."),
        ({"highest": "100"}, "Di luar batas wajar (paling tinggi 100 %)."),
    ],
)
def test_a_value_outside_its_bounds_names_them(bounds, sentence):
    (flag,) = entry_warnings(case("100.5", **bounds))
    assert flag.sentence == sentence
    assert entry_warnings(case("100", **bounds)) == ()


def test_a_value_below_its_lower_bound_names_it():
    (flag,) = entry_warnings(case("-1", lowest="0"))
    assert flag.sentence == "Di luar batas wajar (paling rendah 0 %)."


def test_a_cumulative_figure_may_not_fall_within_the_year():
    assert codes(entry_warnings(case("95", "96.4"))) == ["fallen"]
    assert codes(entry_warnings(case("95", "96.4", same_year=False))) == ["worse"]
    assert codes(check_flags(case("95", "96.4", same_year=False))) == []


def test_a_sum_counts_each_period_alone_and_is_only_worse():
    assert codes(entry_warnings(case("95", "96.4", aggregation="sum"))) == ["worse"]


def test_lower_is_better_where_the_indicator_says_so():
    assert entry_warnings(case("3", "3.5", direction="lower", formula="negative_a")) == ()
    assert codes(entry_warnings(case("4", "3.5", direction="lower", formula="negative_a"))) == ["worse"]


def test_a_predicate_is_compared_by_its_place_on_the_scale():
    scale = {"scale": {"WTP": 4, "WDP": 3}, "formula": "predicate", "decimals": 0}
    (flag,) = entry_warnings(case("3", "4", **scale))
    assert flag.sentence == "Kurang baik dibanding TW II (WTP)."
    assert change(case("3", "4", **scale)).text == "turun"


def test_the_verifier_is_told_of_equal_missing_and_empty_values():
    assert codes(check_flags(case("52", "52"))) == ["same"]
    assert codes(check_flags(case(None, "52", no_data=True))) == ["no_data"]
    assert codes(check_flags(case(None, "52"))) == ["empty"]


def test_zero_is_compared_like_any_value():
    assert codes(check_flags(case("0", "10"))) == ["jump", "fallen"]
    assert codes(check_flags(case("0", "0"))) == ["same"]


@pytest.mark.parametrize(
    ("value", "before", "kind", "text"),
    [
        ("97.2", "96.4", "up", "naik 0,80 (0,8%)"),
        ("90", "100", "down", "turun 10,00 (10%)"),
        ("5", "0", "up", "naik 5,00"),
        ("5", "5", "same", "tetap"),
        (None, "5", "none", "–"),
        ("5", None, "none", "–"),
    ],
)
def test_the_difference_is_told_in_words(value, before, kind, text):
    told = change(case(value, before))
    assert (told.kind, told.text) == (kind, text)


def test_a_value_is_written_as_its_indicator_writes_it():
    assert shown(Decimal("98.7"), PLAIN) == "98,70"
    assert shown(Decimal(0), PLAIN) == "0,00"
    assert shown(None, PLAIN) == ""
