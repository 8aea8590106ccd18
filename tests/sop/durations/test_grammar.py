"""Every kind of waktu, in the spellings found on signed sheets."""

from decimal import Decimal

import pytest

from sop.durations.amounts import header_unit, mentions_duration
from sop.durations.grammar import parse
from sop.durations.standard import Kind, Standard
from sop.durations.units import Amount, Unit


def amounts(words: str) -> tuple[Amount, ...]:
    """Amounts out of words such as "1 day 2 hour"."""
    parts = words.split()
    return tuple(Amount(Decimal(n), Unit(u)) for n, u in zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 hari", "2 day"),
        ("10 menit", "10 minute"),
        ("3 jam", "3 hour"),
        ("2 minggu", "2 week"),
        ("1 bulan", "1 month"),
        ("1,5 jam", "1.5 hour"),
        ("1.5 jam", "1.5 hour"),
        ("1.440 menit", "1440 minute"),
        ("0 menit", "0 minute"),
        ("1 hari 2 jam", "1 day 2 hour"),
        ("1 hari, 2 jam", "1 day 2 hour"),
        ("1 jam dan 30 menit", "1 hour 30 minute"),
        ("2 jam 1 hari", "1 day 2 hour"),
        ("2  HARI", "2 day"),
        ("2\u00a0hari", "2 day"),
        ("\u200b2 hari\ufeff", "2 day"),
        ("2hari", "2 day"),
        ("15 mnt.", "15 minute"),
        ("15 menit.", "15 minute"),
        ("• 2 hari", "2 day"),
        ("- 2 hari", "2 day"),
        ("3 (tiga) hari", "3 day"),
        ("14 ( empat belas ) hari", "14 day"),
        ("± 30 menit", "30 minute"),
        ("+/- 30 menit", "30 minute"),
        ("kurang lebih 30 menit", "30 minute"),
        ("maks. 2 hari", "2 day"),
        ("Maksimal 2 hari", "2 day"),
        ("paling lambat 3 hari", "3 day"),
        ("paling lama 3 hari", "3 day"),
        ("selambat-lambatnya 3 hari", "3 day"),
        ("sampai 3 hari", "3 day"),
        ("≤ 3 hari", "3 day"),
    ],
)
def test_a_plain_time_is_fixed(text, expected):
    assert parse(text) == Standard(text, Kind.FIXED, maximum=amounts(expected))


@pytest.mark.parametrize(
    "text", ["1 hari kerja", "1 Hari  Kerja", "paling lambat 1 hari kerja", "1 (satu) hari kerja"]
)
def test_hari_kerja_is_told_from_bare_hari(text):
    assert parse(text) == Standard(text, Kind.FIXED, maximum=amounts("1 day"), explicit_working=True)


def test_hari_kalender_is_told_from_bare_hari():
    assert parse("7 hari kalender") == Standard(
        "7 hari kalender", Kind.FIXED, maximum=amounts("7 day"), explicit_calendar=True
    )


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1-10 hari", "1 day", "10 day"),
        ("10-15 menit", "10 minute", "15 minute"),
        ("10 – 15 menit", "10 minute", "15 minute"),
        ("10—15 menit", "10 minute", "15 minute"),
        ("1 s.d. 3 hari", "1 day", "3 day"),
        ("1 s.d 3 hari", "1 day", "3 day"),
        ("1 s/d 3 hari", "1 day", "3 day"),
        ("1 S/D 3 HARI", "1 day", "3 day"),
        ("1 sd 3 hari", "1 day", "3 day"),
        ("1 sampai 3 hari", "1 day", "3 day"),
        ("1 sampai dengan 3 hari", "1 day", "3 day"),
        ("1 hari - 3 hari", "1 day", "3 day"),
        ("3 (tiga) s.d. 5 (lima) hari", "3 day", "5 day"),
        ("30 menit – 1 jam", "30 minute", "1 hour"),
        ("± 1,5-2 jam", "1.5 hour", "2 hour"),
        ("2 - 2 hari", "2 day", "2 day"),
    ],
)
def test_two_ends_are_a_range(text, low, high):
    assert parse(text) == Standard(text, Kind.RANGE, maximum=amounts(high), minimum=amounts(low))


def test_a_range_of_working_days_says_so():
    standard = parse("1 – 20 Hari Kerja")
    assert (standard.kind, standard.maximum, standard.minimum) == (
        Kind.RANGE,
        amounts("20 day"),
        amounts("1 day"),
    )
    assert standard.explicit_working


@pytest.mark.parametrize(
    ("text", "expected", "item"),
    [
        ("2 menit/berkas", "2 minute", "berkas"),
        ("2 menit / Berkas", "2 minute", "Berkas"),
        ("2 menit per berkas", "2 minute", "berkas"),
        ("2 menit setiap berkas", "2 minute", "berkas"),
        ("2 menit untuk setiap berkas", "2 minute", "berkas"),
        ("1 hari/1 KTP el", "1 day", "KTP el"),
        ("2 jam/hari", "2 hour", "hari"),
    ],
)
def test_a_time_per_item_keeps_what_is_counted(text, expected, item):
    assert parse(text) == Standard(text, Kind.PER_ITEM, maximum=amounts(expected), item=item)


def test_a_range_per_item_keeps_both_ends():
    standard = parse("10-15 menit/berkas")
    assert (standard.kind, standard.minimum, standard.maximum) == (
        Kind.PER_ITEM,
        amounts("10 minute"),
        amounts("15 minute"),
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("maksimal tanggal 5 setiap bulannya", 5),
        ("maksimal tanggal 2 disetiap bulannya", 2),
        ("Maks. tgl. 5 tiap bulan", 5),
        ("paling lambat tanggal 10", 10),
        ("tanggal 10 bulan berikutnya", 10),
        ("tanggal 10 pada bulan berikutnya", 10),
        ("setiap tanggal 10", 10),
        ("s.d. tanggal 31", 31),
        ("tanggal 15 setiap triwulan", 15),
    ],
)
def test_a_day_of_the_month_is_a_calendar_deadline(text, day):
    assert parse(text) == Standard(text, Kind.DEADLINE, day_to=day)


@pytest.mark.parametrize(
    ("text", "first", "last", "expected"),
    [
        ("1 bulan (tanggal 1-20)", 1, 20, "1 month"),
        ("1 Bulan (Tanggal 1 – 20)", 1, 20, "1 month"),
        ("tanggal 1 s.d. 20", 1, 20, ""),
        ("tgl 1 sampai dengan tgl 20 setiap bulan", 1, 20, ""),
        ("(tanggal 5-5)", 5, 5, ""),
    ],
)
def test_two_days_of_the_month_are_a_window(text, first, last, expected):
    assert parse(text) == Standard(text, Kind.WINDOW, maximum=amounts(expected), day_from=first, day_to=last)


@pytest.mark.parametrize(
    ("text", "expected", "working", "anchor"),
    [
        ("minimal 4 hari kerja sebelum kegiatan", "4 day", True, "kegiatan"),
        ("Minimal 4 hari sebelum kegiatan", "4 day", False, "kegiatan"),
        ("paling lambat 3 hari sebelum Rapat Kerja", "3 day", False, "Rapat Kerja"),
        ("Sebelum periode revisi bulan berjalan", "", False, "periode revisi bulan berjalan"),
    ],
)
def test_a_time_before_something_keeps_its_anchor(text, expected, working, anchor):
    assert parse(text) == Standard(
        text, Kind.RELATIVE, maximum=amounts(expected), explicit_working=working, anchor=anchor
    )


@pytest.mark.parametrize("text", ["", " ", "-", "–", "—", " - ", "\u00a0", "\n\t", "•"])
def test_an_empty_cell_is_blank(text):
    assert parse(text) == Standard(text, Kind.BLANK)


@pytest.mark.parametrize(
    "text",
    [
        "secukupnya",
        "15",
        "hari",
        "3 x 24 jam kerja",
        "1 x 12 jam",
        "11/2 jam",
        "1/3 hari",
        "½ bulan",
        "dua setengah jam",
        "tanggal 1/2",
        "minimal 2 hari",
        "20 – 1 hari",
        "2 hari – 3 jam",
        "1 – 2 – 3 hari",
        "1 jam 2 jam",
        "1,5 bulan",
        "1,440 menit",
        "1.30 jam",
        "-5 hari",
        "٣ hari",
        "２ hari",
        "2 menıt",
        "99999999 hari",
        "4000 hari",
        "5 menit/5 berkas",
        "tanggal 0",
        "tanggal 0-5",
        "tanggal 32",
        "tanggal 20-1",
        "tanggal 25 Desember",
        "sebelum tanggal 5",
        "H-3 sebelum kegiatan",
        "1 bulan (maksimal tanggal 5)",
        "2 hari setelah rapat",
        "satu hari",
        "1 (banyak) hari",
        "sebelum " + "kegiatan " * 30,
    ],
)
def test_what_cannot_be_read_with_certainty_is_free(text):
    assert parse(text) == Standard(text, Kind.FREE)


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Waktu (menit)", "minute"),
        ("WAKTU ( Menit )", "minute"),
        ("Waktu\n(menit)", "minute"),
        ("(menit)", "minute"),
        ("Waktu dalam jam", "hour"),
        ("Waktu (hari)", "day"),
        ("Waktu (hari kerja)", "working_day"),
        ("Waktu", ""),
        ("Waktu (jam/menit)", ""),
        ("Hari/Tanggal", ""),
        ("", ""),
    ],
)
def test_a_heading_may_lend_its_unit(header, unit):
    assert header_unit(header) == unit


def test_a_bare_number_takes_the_unit_of_the_heading():
    assert parse("15", "minute") == Standard(
        "15", Kind.FIXED, maximum=amounts("15 minute"), unit_from_header=True
    )
    assert parse("10-15", "minute") == Standard(
        "10-15", Kind.RANGE, maximum=amounts("15 minute"), minimum=amounts("10 minute"), unit_from_header=True
    )


def test_a_unit_in_the_cell_goes_before_the_heading():
    assert parse("2 jam", "minute") == Standard("2 jam", Kind.FIXED, maximum=amounts("2 hour"))


def test_working_days_in_the_heading_hold_for_bare_numbers_only():
    assert parse("3", "working_day").explicit_working
    assert not parse("3 hari", "working_day").explicit_working


def test_a_heading_does_not_fill_an_empty_cell():
    assert parse("-", "minute").kind is Kind.BLANK


def test_an_unknown_heading_unit_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="fortnight"):
        parse("15", "fortnight")


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Proses pengajuan 2 bulan", True),
        ("selesai dalam 1 – 20 hari kerja", True),
        ("Laporan bulanan", False),
        ("Tahun 2025", False),
        ("butuh 1,440 menit", True),
        ("2 jamaah", False),
        ("", False),
    ],
)
def test_a_time_hidden_in_another_column_is_noticed(text, hidden):
    assert mentions_duration(text) is hidden


def test_the_unit_is_the_largest_one_named():
    assert parse("1 hari 2 jam").unit is Unit.DAY
    assert parse("tanggal 5").unit is None
