"""The words of a row, and its running number."""

from decimal import Decimal
from typing import Any

import pytest

from kinerja.documents.data import Amount, Heading, IndicatorGroup, IndicatorRow
from kinerja.documents.lines import (
    AGAINST_PREVIOUS,
    Line,
    achievement_text,
    amount_text,
    blocks,
    change,
    new_headings,
)

TUJUAN, FIRST, SECOND = Heading("Tujuan", "T"), Heading("Sasaran", "S1"), Heading("Sasaran", "S2")


def row(**fields: Any) -> IndicatorRow:
    return IndicatorRow(
        **{"indicator": "I", "measure": "%", "target": Amount(), "realised": Amount(), **fields}
    )


def facts(line: Line) -> dict[str, str]:
    return {fact.label: fact.text for fact in line.facts}


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Amount(Decimal("98.75")), "98,75"),
        (Amount(Decimal(1234567), decimals=0), "1.234.567"),
        (Amount(Decimal("0.1234")), "0,1234"),
        (Amount(Decimal(0)), "0,00"),
        (Amount(Decimal(80), upper=Decimal(90), decimals=0), "80–90"),
        (Amount(Decimal(4), label="WTP"), "WTP"),
        (Amount(), "belum diisi"),
        (Amount(missing="tidak ada data"), "tidak ada data"),
    ],
)
def test_an_amount_is_written_as_it_was_entered(amount, text):
    assert amount_text(amount) == text


def test_an_achievement_is_a_number_a_dash_or_words():
    assert achievement_text(Decimal("99.7474"), Amount(Decimal(1))) == "99,75%"
    assert achievement_text(Decimal(0), Amount(Decimal(0))) == "0,00%"
    assert achievement_text(None, Amount(Decimal(0))) == "tidak dapat dihitung"
    assert achievement_text(None, Amount()) == "–"


def test_rows_are_numbered_through_all_groups():
    made = blocks([IndicatorGroup((FIRST,), (row(), row())), IndicatorGroup((SECOND,), (row(),))])
    assert [line.number for block in made for line in block.lines] == [1, 2, 3]


def test_headings_are_said_once_where_they_begin():
    assert new_headings((), (TUJUAN, FIRST)) == (TUJUAN, FIRST)
    assert new_headings((TUJUAN, FIRST), (TUJUAN, SECOND)) == (SECOND,)
    assert new_headings((TUJUAN, FIRST), (TUJUAN, FIRST)) == ()
    assert new_headings((TUJUAN, FIRST), (Heading("Tujuan", "U"), FIRST)) == (Heading("Tujuan", "U"), FIRST)


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (Amount(Decimal("98.2")), Amount(Decimal("98.75")), ["naik 0,55"]),
        (Amount(Decimal(3), decimals=0), Amount(Decimal(2), decimals=0), ["turun 1"]),
        (Amount(Decimal(2)), Amount(Decimal("2.00")), ["tetap"]),
        (Amount(), Amount(Decimal(2)), []),
        (Amount(Decimal(3), label="WDP"), Amount(Decimal(4), label="WTP"), []),
    ],
)
def test_a_change_is_told_only_between_two_plain_numbers(before, now, words):
    assert change(before, now) == words


def test_units_are_written_with_the_figure():
    line = Line(
        1,
        row(measure="Rp", target=Amount(Decimal(1000), decimals=0), realised=Amount(Decimal(0), decimals=0)),
        "",
    )
    assert "Realisasi Rp 0 dari target Rp 1.000;" in facts(line)["Rencana dan realisasi"]


def test_a_figure_that_is_lacking_is_not_judged():
    line = Line(1, row(target=Amount(Decimal(5)), realised=Amount(missing="tidak ada data")), "")
    assert facts(line)["Rencana dan realisasi"] == "Target 5,00%; realisasi tidak ada data."


def test_without_a_period_before_there_is_no_comparison():
    assert AGAINST_PREVIOUS not in facts(Line(1, row(), ""))
    assert facts(Line(1, row(), "Triwulan I 2026"))[AGAINST_PREVIOUS] == "Triwulan I 2026: tidak ada data."


def test_the_chapters_of_an_indicator_come_in_the_order_of_the_quarterly_report():
    assert [fact.label for fact in Line(1, row(), "TW I").facts] == [
        "Cara perhitungan",
        "Rencana dan realisasi",
        AGAINST_PREVIOUS,
        "Penjelasan",
        "Faktor pendorong",
        "Faktor penghambat",
        "Tindak lanjut",
    ]
