"""The rules that strike beside a history, one table."""

from decimal import Decimal

import pytest

from kinerja.indicators.arithmetic import Target
from kinerja.submissions.rows.anomalies import Record, anomalies
from kinerja.submissions.rows.checks import Before, Case

PLAIN = {"scale": {}, "decimals": 2, "measure": "%"}
EIGHT = ("96.4", "96.8", "97.0", "96.1", "96.5", "97.2", "96.9", "96.6")


def case(value, target="99", **definition):
    return Case(PLAIN | definition, None if value is None else Decimal(value), Target(Decimal(target)))


def record(values=(), on_target=(), year=None):
    before = Before(Decimal(year), "TW III 2025", same_year=False) if year is not None else None
    return Record(tuple(map(Decimal, values)), on_target, before)


@pytest.mark.parametrize(
    ("value", "known", "codes"),
    [
        (None, record(EIGHT), []),
        ("96.7", record(EIGHT), []),
        ("95.6", record(EIGHT), ["unusual"]),
        ("97.45", record(EIGHT), []),
        ("97.46", record(EIGHT), ["unusual"]),
        ("60", record(EIGHT[:4]), []),  # four figures say nothing about what is usual
        ("9675", record(EIGHT), ["unit"]),
        ("0.9675", record(EIGHT), ["unit"]),
        ("96750", record(EIGHT[:3]), ["unit"]),
        ("9675", record(EIGHT[:2]), []),
        ("0", record(EIGHT), ["unusual"]),
        (
            "50",
            record(["50"] * 6 + ["52"]),
            [],
        ),  # no deviation to measure: only what lies outside all of them
        ("51", record(["50"] * 6 + ["52"]), []),
        ("53", record(["50"] * 6 + ["52"]), ["unusual"]),
        ("5", record(["0"] * 6), ["unusual"]),
        ("0", record(["0"] * 6), []),
        ("151", record(year="100"), ["jump_year"]),
        ("150", record(year="100"), []),
        ("49", record(year="100"), ["jump_year"]),
        ("-49", record(year="-100"), ["jump_year"]),
        ("5", record(year="0"), []),
        ("99", record(on_target=(False, True, True)), ["on_target"]),
        ("99", record(on_target=(True, False, True)), []),
        ("99", record(on_target=(True,)), []),
        ("98", record(on_target=(True, True)), []),
    ],
)
def test_which_rules_strike(value, known, codes):
    assert [flag.code for flag in anomalies(case(value), known)] == codes


def test_each_rule_says_against_which_numbers():
    said = [flag.sentence for flag in anomalies(case("9675"), record(EIGHT, year="96.4"))]
    assert said == [
        "Kira-kira 100 kali median 8 periode (96,70): mungkin salah satuan.",
        "Naik 9.936% dibanding TW III 2025 (96,40).",
    ]
    (unusual,) = anomalies(case("90"), record(EIGHT))
    assert unusual.sentence.startswith("Di luar kebiasaan 8 periode (")


def test_a_predicate_has_no_distance():
    scale = {"WTP": "4", "WDP": "3"}
    assert anomalies(case("3", "4", scale=scale), record(["4"] * 8, year="4")) == ()
