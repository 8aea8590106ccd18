"""The waktu columns of the five seed sheets, as printed."""

import pytest

from sop.durations.amounts import header_unit
from sop.durations.grammar import parse
from sop.durations.standard import Kind
from sop.durations.totals import total
from sop.durations.units import Unit

SUMENEP = ["1 jam", "2 jam", "1 hari", "2 hari", "2 hari", "1 hari", "1 hari", "1 jam", "1 jam"]
MUSI_RAWAS = [
    "2 hari", "10 menit", "1 hari", "3 hari", "1 hari", "2 hari", "10 menit", "10 menit", "10 menit", "60 menit", "60 menit",
]  # fmt: skip
TASIKMALAYA = ["5 menit", "5 menit", "30 menit", "3 jam", "1 hari", "30 menit", "20 menit", "10 menit"]
IV_JURAI = ["15", "60", "25", "30", "120", "120", "240", "40", "60", "25", "10", "15", "25", "10"]
MOJOKERTO = [
    "maksimal tanggal 5 setiap bulannya", "1 hari", "15 menit", "1 hari", "1 hari", "15 menit", "15 menit", "15 menit",
]  # fmt: skip


@pytest.mark.parametrize(
    ("column", "heading", "expected"),
    [
        pytest.param(SUMENEP, "WAKTU", "7 hari 5 jam", id="Sumenep"),
        pytest.param(MUSI_RAWAS, "Waktu", "9 hari 160 menit", id="Musi Rawas"),
        pytest.param(TASIKMALAYA, "Waktu", "1 hari 3 jam 100 menit", id="Tasikmalaya"),
        pytest.param(IV_JURAI, "Waktu (menit)", "795 menit", id="IV Jurai"),
        pytest.param(MOJOKERTO, "Waktu", "3 hari 60 menit + tanggal 5", id="Mojokerto"),
    ],
)
def test_the_column_of_a_seed_adds_up(column, heading, expected):
    assert total(parse(text, header_unit(heading)) for text in column) == expected


def test_without_the_return_row_mojokerto_takes_two_days():
    straight = [text for row, text in enumerate(MOJOKERTO, start=1) if row != 4]
    assert total(parse(text) for text in straight) == "2 hari 60 menit + tanggal 5"


def test_every_cell_of_the_seeds_is_read():
    cells = [*SUMENEP, *MUSI_RAWAS, *TASIKMALAYA, *MOJOKERTO[1:]]
    assert {parse(text).kind for text in cells} == {Kind.FIXED}
    assert parse(MOJOKERTO[0]).kind is Kind.DEADLINE


def test_iv_jurai_prints_its_cells_without_the_unit_it_reads_from_the_heading():
    for text in IV_JURAI:
        standard = parse(text, header_unit("Waktu (menit)"))
        assert (standard.text, standard.kind, standard.unit) == (text, Kind.FIXED, Unit.MINUTE)
        assert standard.unit_from_header
