"""Rows whose figure is computed, in the form that is filled outside: their two figures are typed, and money beside them."""

import io

import pytest
from openpyxl import load_workbook

from kinerja.documents.entry_columns import SHEET
from kinerja.indicators.models import Indicator
from tests.kinerja.importers.filled import confirm, download, typed, upload, words
from tests.kinerja.submissions.sheets import begun, office, sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return office()


@pytest.fixture
def computed(world):
    """The first indicator is a quotient and counts money."""
    Indicator.objects.filter(name="Kepemilikan KTP-el").update(
        numerator_name="Anak berakta", denominator_name="anak seluruhnya", budgeted=True
    )
    return begun(world)


def test_a_quotient_is_filled_by_its_two_figures_and_money_beside_it(world, computed):
    form = download(world, computed)
    sheet_ = load_workbook(io.BytesIO(form))[SHEET]
    assert sheet_["I5"].value == '=IF(AND(ISNUMBER(G5),ISNUMBER(H5)),IFERROR(G5/H5*100,""),"")'
    assert [sheet_[cell].protection.locked for cell in ("G5", "H5", "I5", "L5", "G6", "L6")] == [
        False, False, True, False, True, True,
    ]  # fmt: skip
    content = typed(form, {"numerator_1": 475, "denominator_1": "500", "spent_1": "Rp 1.250.000"})
    page = upload(world, computed, content)
    text = words(page)
    assert "Pembilang kosong 475 –" in text
    assert "Penyebut kosong 500 Realisasi menjadi 95,00. Capaian 95,96%." in text
    assert "Realisasi anggaran (Rp) kosong 1.250.000" in text
    confirm(world, computed, page)
    row = sheet(computed, world.units[0].pk)[0].figure
    assert (row.value, row.numerator, row.denominator, row.spent) == (95, 475, 500, 1_250_000)
    assert "Tidak ada perubahan" in words(upload(world, computed, typed(download(world, computed))))


def test_a_cell_that_is_not_asked_for_takes_nothing(world, computed):
    cells = {"value_1": 98, "numerator_1": 1, "denominator_1": 0, "spent_2": 5}
    text = words(upload(world, computed, typed(download(world, computed), cells)))
    assert "Kepemilikan KTP-el, Realisasi 98 : Sel ini tidak diisi: realisasinya dihitung" in text
    assert "Akta kelahiran, Realisasi anggaran (Rp) 5 : Sel ini tidak diisi untuk indikator ini." in text
