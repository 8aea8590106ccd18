"""Targets as they are written in one cell, and whether those of the periods lead to that of the year."""

from decimal import Decimal

import pytest

from kinerja.indicators.consistency import doubts, year_warning
from kinerja.indicators.goals import Goal, UnreadableGoal, goal_from_number, read_goal, write_goal
from kinerja.indicators.models import Indicator

SHARE = Indicator(measure="%", formula="positive", aggregation="last")
COUNT = Indicator(measure="orang", decimals=0, formula="positive", aggregation="sum")
RANGE = Indicator(measure="%", formula="range", aggregation="last")
OPINION = Indicator(
    measure="opini", decimals=0, formula="predicate", aggregation="last", scale={"WTP": 4, "WDP": 3}
)


def figure(text: str) -> Goal:
    return Goal(Decimal(text))


@pytest.mark.parametrize(
    ("indicator", "text", "goal"),
    [
        (SHARE, "98,75", figure("98.75")),
        (SHARE, " 98.75 % ", figure("98.75")),
        (SHARE, "0", figure("0")),
        (SHARE, "", Goal()),
        (COUNT, "1250", figure("1250")),
        (RANGE, "80–90,5", Goal(lower=Decimal(80), upper=Decimal("90.5"))),
        (RANGE, "80 - 90", Goal(lower=Decimal(80), upper=Decimal(90))),
        (RANGE, "80 s.d. 90", Goal(lower=Decimal(80), upper=Decimal(90))),
        (RANGE, "-5 sampai 5", Goal(lower=Decimal(-5), upper=Decimal(5))),
        (OPINION, "wdp", figure("3")),
    ],
)
def test_a_cell_is_read_by_the_kind_of_its_indicator(indicator, text, goal):
    assert read_goal(indicator, text) == goal
    assert read_goal(indicator, write_goal(indicator, goal)) == goal


@pytest.mark.parametrize(
    ("indicator", "text", "advice"),
    [
        (SHARE, "1.250", "Tulis 1250 atau 1,25"),
        (SHARE, "banyak", "Tulis angka"),
        (COUNT, "12,5", "bilangan bulat"),
        (COUNT, "98%", "Satuan indikator ini orang"),
        (RANGE, "90", "Tulis rentang"),
        (RANGE, "90–80", "batas yang lebih kecil dahulu"),
        (OPINION, "baik", "WTP, WDP"),
    ],
)
def test_a_cell_that_says_nothing_gets_advice(indicator, text, advice):
    with pytest.raises(UnreadableGoal, match=advice):
        read_goal(indicator, text)


def test_a_figure_of_a_spreadsheet_has_one_reading_only():
    assert goal_from_number(SHARE, Decimal("1.234")) == figure("1.234")
    with pytest.raises(UnreadableGoal, match="bilangan bulat"):
        goal_from_number(COUNT, Decimal("1.5"))
    with pytest.raises(UnreadableGoal, match="paling banyak 15 angka"):
        goal_from_number(SHARE, Decimal("1e25"))
    with pytest.raises(UnreadableGoal, match="rentang"):
        goal_from_number(RANGE, Decimal(5))


@pytest.mark.parametrize(
    ("indicator", "parts", "year", "said"),
    [
        (COUNT, "20 30 30 20", "100", ""),
        (COUNT, "20 30 30 10", "100", "Jumlah target periode 90, sedangkan target tahun 100."),
        (SHARE, "10 20 30 40", "40", ""),
        (SHARE, "10 20 30 40", "50", "Target periode terakhir 40,00, sedangkan target tahun 50,00."),
        (Indicator(decimals=2, aggregation="average"), "1 1 1 2", "1.25", ""),
        (Indicator(decimals=1, aggregation="average"), "1 1 1 2", "1.5", "Rata-rata target periode 1,3"),
    ],
)
def test_periods_that_do_not_lead_to_the_year_are_doubted(indicator, parts, year, said):
    found = year_warning(indicator, [figure(part) for part in parts.split()], figure(year))
    assert found.startswith(said)
    assert bool(found) == bool(said)


def test_a_sum_is_not_doubted_while_a_period_is_empty():
    assert year_warning(COUNT, [figure("20"), Goal()], figure("100")) == ""
    assert year_warning(COUNT, [figure("20")], Goal()) == ""


BOUNDED = Indicator(
    measure="%",
    formula="positive",
    aggregation="last",
    direction="higher",
    lowest=Decimal(0),
    highest=Decimal(100),
)
WAITING = Indicator(
    measure="jam", decimals=0, formula="negative_a", aggregation="last", direction="lower", lowest=Decimal(0)
)


@pytest.mark.parametrize(
    ("indicator", "parts", "year", "said"),
    [
        (BOUNDED, "90 100", "100", ()),
        (BOUNDED, "90 150", "150", ("Target TW II, tahun di luar batas wajar indikator ini (0 sampai 100 %).",)),
        (
            BOUNDED, "99 50", "50",
            ("Target TW II (50,00) lebih rendah dari TW I (99,00), padahal semakin tinggi semakin baik.",),
        ),
        (
            WAITING, "-1 8", "8",
            (
                "Target TW I di luar batas wajar indikator ini (paling rendah 0 jam).",
                "Target TW II (8) lebih tinggi dari TW I (-1), padahal semakin rendah semakin baik.",
            ),
        ),
        (COUNT, "30 20", "50", ()),
    ],
)  # fmt: skip
def test_targets_that_cannot_be_or_go_backwards_are_doubted(indicator, parts, year, said):
    named = dict(zip(("TW I", "TW II"), map(figure, parts.split()), strict=True))
    assert doubts(indicator, named, figure(year)) == said
