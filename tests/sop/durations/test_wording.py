from decimal import Decimal

import pytest

from sop.durations.grammar import parse
from sop.durations.totals import total
from sop.durations.units import number_text
from sop.durations.wording import describe


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 hari", "dihitung hari kerja"),
        ("1 hari kerja", "dihitung hari kerja"),
        ("7 hari kalender", "dihitung hari kalender"),
        ("15 menit", "dihitung jam kerja"),
        ("1 hari 2 jam", "dihitung hari kerja, dihitung jam kerja"),
        ("1 jam 30 menit", "dihitung jam kerja"),
        ("2 minggu", "seminggu lima hari kerja"),
        ("1 bulan", "sampai tanggal yang sama"),
        ("1 – 20 Hari Kerja", "paling lama 20 hari kerja; dihitung hari kerja"),
        ("10-15 menit", "paling lama 15 menit; dihitung jam kerja"),
        ("2 menit/berkas", "per berkas; dihitung jam kerja"),
        ("maksimal tanggal 5 setiap bulannya", "tenggat kalender tanggal 5 bulan berikutnya"),
        ("1 bulan (tanggal 1-20)", "tanggal 1 sampai 20 bulan berikutnya"),
        ("minimal 4 hari kerja sebelum kegiatan", "4 hari kerja sebelum kegiatan; dihitung hari kerja"),
        ("Sebelum periode revisi bulan berjalan", "sebelum periode revisi bulan berjalan"),
        ("secukupnya", "tidak terbaca, tidak dinilai"),
        ("-", "tidak dinilai"),
    ],
)
def test_each_kind_says_how_it_is_read(text, expected):
    assert describe(parse(text)) == expected


def test_a_unit_from_the_heading_is_told():
    assert describe(parse("15", "minute")) == "satuan menit dari kepala kolom; dihitung jam kerja"


def test_the_office_decides_how_bare_days_are_told():
    assert describe(parse("2 hari"), bare_day_is_working=False) == "dihitung hari kalender"
    assert describe(parse("2 hari kerja"), bare_day_is_working=False) == "dihitung hari kerja"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["1 hari", "2 hari", "3 jam"], "3 hari 3 jam"),
        (["60 menit", "2 jam"], "2 jam 60 menit"),
        (["1 bulan", "2 minggu", "1,5 jam", "0,5 jam"], "1 bulan 2 minggu 2 jam"),
        (["1 hari 2 jam", "1 hari"], "2 hari 2 jam"),
        (["1 – 20 hari", "2 hari"], "3–22 hari"),
        (["30 menit – 1 jam", "1 jam"], "2 jam"),
        (["1 hari kerja", "2 hari", "3 hari kalender"], "2 hari 3 hari kalender 1 hari kerja"),
        (["1 hari", "2 menit/berkas"], "1 hari + 2 menit/berkas"),
        (["tanggal 5", "tanggal 5", "tanggal 10"], "tanggal 5 + tanggal 10"),
        (["1 bulan (tanggal 1-20)", "1 hari"], "1 hari + tanggal 1–20"),
        (["minimal 4 hari kerja sebelum kegiatan"], "4 hari kerja sebelum kegiatan"),
        (["secukupnya", "1 jam", "seperlunya"], "1 jam + 2 waktu tidak terbaca"),
        (["0 menit"], "0 menit"),
        (["-", ""], ""),
        ([], ""),
    ],
)
def test_totals_add_per_unit_and_lose_nothing(texts, expected):
    assert total(parse(text) for text in texts) == expected


@pytest.mark.parametrize(("value", "text"), [("1.50", "1,5"), ("100", "100"), ("0", "0"), ("2.0", "2")])
def test_numbers_are_written_the_indonesian_way(value, text):
    assert number_text(Decimal(value)) == text
