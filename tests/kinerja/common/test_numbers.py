"""The table in numbers.json is also run by the browser's mirror of the parser."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kinerja.common.numbers import (
    ReadingCode,
    format_figure,
    format_number,
    format_with_unit,
    parse,
    unchanged,
    undoubtful,
)
from kinerja.common.words import in_words

TABLE = json.loads((Path(__file__).parent / "numbers.json").read_text(encoding="utf-8"))
FIGURES = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(1 - 10**15, 10**15 - 1),
    st.integers(0, 6),
)


def _decimal(text):
    return None if text is None else Decimal(text)


@pytest.mark.parametrize("case", TABLE["parse"], ids=lambda case: f"{case['text']!r} ({case['unit']})")
def test_the_table_of_typed_texts_is_read_as_agreed(case):
    reading = parse(case["text"], unit=case["unit"], decimals=case["decimals"])
    got = {
        "value": reading.value,
        "alternative": reading.alternative,
        "code": reading.code.value,
        "sentence": reading.sentence,
        "echo": reading.echo,
    }
    wanted = {**case, "value": _decimal(case["value"]), "alternative": _decimal(case["alternative"])}
    assert got == {key: wanted.get(key, got[key]) for key in got}


def test_every_way_of_reading_stands_in_the_table():
    assert {case["code"] for case in TABLE["parse"]} == {code.value for code in ReadingCode}


@pytest.mark.parametrize("case", TABLE["parse"], ids=lambda case: f"{case['text']!r} ({case['unit']})")
def test_a_refusal_has_a_sentence_and_no_value_and_a_reading_has_an_echo(case):
    reading = parse(case["text"], unit=case["unit"], decimals=case["decimals"])
    assert reading.saveable == (reading.code in {"ok", "empty", "doubtful"})
    assert (reading.value is not None) == (reading.code in {"ok", "doubtful"})
    assert bool(reading.echo) == (reading.value is not None)
    assert bool(reading.sentence) == (reading.code not in {"ok", "empty"})


@pytest.mark.parametrize("case", TABLE["format"], ids=str)
def test_numbers_are_written_as_indonesians_read_them(case):
    assert format_number(_decimal(case["value"]), case["decimals"]) == case["text"]


@pytest.mark.parametrize("case", TABLE["figure"], ids=str)
def test_entered_figures_are_padded_and_never_rounded(case):
    assert format_figure(_decimal(case["value"]), case["decimals"]) == case["text"]


@pytest.mark.parametrize("case", TABLE["unchanged"], ids=str)
def test_a_cell_sent_back_as_rendered_is_unchanged(case):
    assert unchanged(case["text"], case["rendered"]) is case["same"]


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("12345.67", "%", "12.345,67 %"),
        ("1000", "Rupiah", "Rp 1.000"),
        ("40", "orang", "40 orang"),
        ("4", "", "4"),
    ],
)
def test_a_value_is_echoed_with_its_unit(value, unit, text):
    assert format_with_unit(Decimal(value), unit) == text


@given(FIGURES)
@example(Decimal("1.234"))
@example(Decimal(1250))
@example(Decimal("-0.000001"))
def test_what_is_written_reads_back_as_the_same_number(figure):
    reading = parse(format_number(figure), unit="orang", decimals=6)
    assert reading.value == figure
    assert reading.code in {"ok", "doubtful"}


def test_ten_thousand_numbers_of_all_lengths_read_back_as_written():
    figures = [Decimal(n * 7919 * 104729 % 10 ** (n % 15 + 1)).scaleb(-(n % 7)) for n in range(10_000)]
    assert len(set(figures)) > 5_000
    assert [parse(format_number(figure), unit="%", decimals=6).value for figure in figures] == figures


@given(FIGURES, st.integers(0, 6))
def test_an_entered_figure_reads_back_as_the_same_number(figure, decimals):
    assert parse(format_figure(figure, decimals), unit="%", decimals=6).value == figure


@given(
    st.text(alphabet="0123456789.,-−+ %Rp\u00a0\u2009x()e/", max_size=14),
    st.sampled_from(["%", "Rp", "orang"]),
)
def test_any_text_is_read_or_refused_with_a_sentence(text, unit):
    reading = parse(text, unit=unit, decimals=2)
    assert reading.saveable or (reading.value is None and reading.sentence)
    if reading.value is not None:
        assert reading.value == Decimal(
            str(reading.value).rstrip("0") if "." in str(reading.value) else reading.value
        )
        assert -reading.value.as_tuple().exponent <= 6
    if reading.alternative is not None:
        assert reading.alternative != reading.value


@example(Decimal("1.234"))
@example(Decimal(1250))
@example(Decimal("-0.875"))
@given(st.decimals(1 - 10**9, 10**9 - 1, places=6))
def test_a_number_can_be_written_so_that_no_reading_doubts_it(value):
    reading = parse(undoubtful(value), unit="%", decimals=2)
    assert (reading.code, reading.value) == ("ok", value)


@pytest.mark.parametrize("case", TABLE["words"], ids=lambda case: case["value"])
def test_numbers_are_spelled_out(case):
    assert in_words(Decimal(case["value"])) == case["text"]


def test_numbers_beyond_the_named_groups_are_refused():
    assert in_words(Decimal(10**18 - 1)).startswith("sembilan ratus sembilan puluh sembilan kuadriliun")
    with pytest.raises(ValueError, match="terlalu besar"):
        in_words(Decimal(10**18))


@given(st.integers(0, 10**15))
def test_spelled_numbers_can_be_counted_back(number):
    assert _count(in_words(Decimal(number)).split()) == number


def _count(words):
    """Read a spelled number by another way than it was written."""
    small = dict(
        zip(
            ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"],
            range(1, 10),
            strict=True,
        )
    )
    small |= {"nol": 0, "sepuluh": 10, "sebelas": 11}
    groups = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12, "kuadriliun": 10**15}
    total = group = digit = 0
    for word in words:
        if word in small:
            digit = small[word]
        elif word in groups:
            total, group, digit = total + (group + digit) * groups[word], 0, 0
        elif word == "seribu":
            total += 1000
        else:
            group += {"belas": digit + 10, "puluh": digit * 10, "ratus": digit * 100, "seratus": 100}[word]
            digit = 0
    return total + group + digit
