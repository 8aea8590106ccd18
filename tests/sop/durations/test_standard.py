import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop.durations.grammar import parse
from sop.durations.standard import Kind, Standard
from sop.durations.totals import total
from sop.durations.wording import describe

WORDS = (
    "0 1 2 20 31 1,5 1.440 99999999 menit jam hari kerja kalender minggu bulan – - / s.d. s/d sampai tanggal tgl. ( ) "
    "(satu) maksimal paling lambat minimal sebelum setiap bulannya berikutnya berkas per ± \u00a0 İ ſ ٣ ."
)
FRAGMENTS = st.sampled_from(WORDS.split(" "))
CELLS = st.one_of(
    st.text(max_size=250), st.lists(FRAGMENTS, max_size=8).map(" ".join), st.lists(FRAGMENTS).map("".join)
)


@given(CELLS, st.sampled_from(["", "minute", "hour", "day", "working_day", "week", "month"]))
def test_no_text_whatever_stops_the_parser(text, header):
    standard = parse(text, header)
    assert standard.text == text
    assert describe(standard) or standard.kind is Kind.FIXED
    total([standard])


@given(CELLS, st.sampled_from(["", "minute"]))
def test_a_standard_survives_the_way_through_json(text, header):
    standard = parse(text, header)
    assert Standard.from_json(json.loads(json.dumps(standard.to_json()))) == standard


def test_the_json_form_is_the_same_to_the_letter():
    assert json.dumps(parse("1 –  1,50 Hari Kerja").to_json(), ensure_ascii=False) == (
        '{"text": "1 –  1,50 Hari Kerja", "kind": "range", "minimum": [["1", "day"]], "maximum": [["1.5", "day"]], '
        '"explicit_working": true, "explicit_calendar": false, "unit_from_header": false, "item": "", "anchor": "", '
        '"day_from": null, "day_to": null}'
    )


def test_large_and_zero_amounts_keep_their_digits_in_json():
    assert parse("100 hari").to_json()["maximum"] == [["100", "day"]]
    assert parse("0 menit").to_json()["maximum"] == [["0", "minute"]]


def test_json_of_another_kind_is_not_guessed_at():
    with pytest.raises(ValueError, match="sometime"):
        Standard.from_json({**parse("1 hari").to_json(), "kind": "sometime"})
