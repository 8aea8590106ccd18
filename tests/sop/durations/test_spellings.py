"""The spellings of one time: days by the calendar, halves and quarters. What is printed stays as it is."""

import pytest

from sop.durations.amounts import header_unit
from sop.durations.grammar import parse
from sop.durations.standard import Kind, Standard
from tests.sop.durations.test_grammar import amounts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3x24 jam", "3 day"),
        ("1x24 jam", "1 day"),
        ("1 x 24 Jam", "1 day"),
        ("2 × 24 jam", "2 day"),
        ("maksimal 3 x 24 jam", "3 day"),
        ("3 (tiga) x 24 jam", "3 day"),
        ("3 x 24 (dua puluh empat) jam", "3 day"),
        ("7 hari (kalender)", "7 day"),
        ("7 hari (hari kalender)", "7 day"),
        ("7 (hari kalender)", "7 day"),
        ("7 (tujuh) hari (kalender)", "7 day"),
    ],
)
def test_days_by_the_calendar_have_many_spellings(text, expected):
    assert parse(text) == Standard(text, Kind.FIXED, maximum=amounts(expected), explicit_calendar=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("½ hari", "0.5 day"),
        ("1/2 hari", "0.5 day"),
        ("setengah hari", "0.5 day"),
        ("1 ½ jam", "1.5 hour"),
        ("1½ jam", "1.5 hour"),
        ("1 1/2 jam", "1.5 hour"),
        ("2 ½ Jam", "2.5 hour"),
        ("¼ jam", "0.25 hour"),
        ("3/4 jam", "0.75 hour"),
        ("maks. ½ hari", "0.5 day"),
        ("1 hari ½ jam", "1 day 0.5 hour"),
        ("½ minggu", "0.5 week"),
    ],
)
def test_halves_and_quarters_are_read(text, expected):
    assert parse(text) == Standard(text, Kind.FIXED, maximum=amounts(expected))


def test_fractions_stand_in_ranges_beside_items_and_below_a_heading():
    assert parse("½ – 1 jam") == Standard("½ – 1 jam", Kind.RANGE, amounts("1 hour"), amounts("0.5 hour"))
    assert parse("1/2 s.d. 1 hari") == Standard(
        "1/2 s.d. 1 hari", Kind.RANGE, amounts("1 day"), amounts("0.5 day")
    )
    assert parse("½ jam/berkas").item == "berkas"
    assert parse("½", header_unit("Waktu (jam)")).maximum == amounts("0.5 hour")
    assert parse("2 hari (kerja)").explicit_working
