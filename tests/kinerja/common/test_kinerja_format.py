from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Engine
from django.utils import timezone

ENGINE = Engine(libraries={"kinerja_format": "kinerja.common.templatetags.kinerja_format"})
MOMENT = datetime(2026, 10, 3, 2, 10, tzinfo=UTC)


def shown(expression, **context):
    return ENGINE.from_string("{% load kinerja_format %}{{ " + expression + " }}").render(Context(context))


@pytest.mark.parametrize(
    ("expression", "value", "text"),
    [
        ("value|angka", Decimal("12345.670"), "12.345,67"),
        ("value|angka:2", Decimal("33.33333"), "33,33"),
        ("value|angka", 1250, "1.250"),
        ("value|angka", Decimal(0), "0"),
        ("value|isian:2", Decimal(99), "99,00"),
        ("value|isian:2", Decimal("0.875"), "0,875"),
        ("value|isian", Decimal("12.50"), "12,5"),
        ("value|persen", Decimal("99.7474"), "99,75%"),
        ("value|persen:0", Decimal("77.8"), "78%"),
        ("value|persen", Decimal(0), "0,00%"),
        ("value|waktu:'Asia/Makassar'", MOMENT, "3 Oktober 2026 pukul 10.10 WITA"),
        ("value|waktu_singkat:'Asia/Jayapura'", MOMENT, "3 Okt 11.10"),
        ("value|tanggal", date(2026, 10, 3), "3 Oktober 2026"),
        ("value|nip", "198001012005011001", "19800101 200501 1 001"),
        ("value|nip_masked", "198001012005011001", "1980**** ****** * 001"),
    ],
)
def test_filters_write_indonesian(expression, value, text):
    assert shown(expression, value=value) == text


@pytest.mark.parametrize(
    "name",
    ["angka", "angka:2", "isian:2", "persen", "waktu", "waktu_singkat", "tanggal", "nip", "nip_masked"],
)
@pytest.mark.parametrize("context", [{}, {"value": None}, {"value": ""}], ids=str)
def test_an_absent_value_leaves_room_for_words(name, context):
    assert shown(f'value|{name}|default:"Tidak diisi"', **context) == "Tidak diisi"


def test_zero_is_never_worded_as_absent():
    assert shown('value|angka|default:"Tidak diisi"', value=Decimal(0)) == "0"


def test_without_a_zone_the_current_one_is_used():
    with timezone.override("Asia/Jakarta"):
        assert shown("value|waktu", value=MOMENT) == "3 Oktober 2026 pukul 09.10 WIB"
        assert shown("value|waktu_singkat", value=MOMENT) == "3 Okt 09.10"


def test_floats_are_no_figures():
    with pytest.raises(TypeError, match="float"):
        shown("value|angka", value=0.1)
