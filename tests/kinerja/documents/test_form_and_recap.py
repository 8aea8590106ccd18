"""Formulir and rekapitulasi on paper."""

import dataclasses
from decimal import Decimal

import pytest

from kinerja.documents.data import Amount, RecapCell, RecapGroup, RecapRow
from kinerja.documents.pdf import render_form, render_recap
from kinerja.documents.recap_page import COLUMNS, recap_page, recap_tables
from tests.kinerja.documents import samples
from tests.kinerja.documents.reading import pages, size, words

pytestmark = pytest.mark.pdf


def test_a_filled_form_says_who_entered_what_and_when():
    text = words(render_form(samples.filled_form()))
    assert "99,00 98,75 99,75% Sangat Tinggi" in text
    assert "Rina Contoh, S.Sos. 1 Oktober 2026 pukul 09.12 WIB" in text
    assert "rekap-ktp-el-tw3.xlsx" in text.replace("- ", "-")
    assert "Status : Menunggu verifikasi" in text


def test_a_form_names_office_unit_period_procedure_and_deadline():
    for form in (samples.filled_form(), samples.blank_form()):
        text = words(render_form(form))
        for known in (form.office, form.unit, form.period, form.sop, "5 Oktober 2026 pukul 16.00 WIB"):
            assert known in text


def test_a_blank_form_has_targets_and_lines_to_write_on_but_no_figures():
    text = words(render_form(samples.blank_form()))
    assert "99,00" in text
    for absent in ("98,75", "99,75%", "belum diisi", "Rina Contoh", "Perekaman di 14 kecamatan"):
        assert absent not in text
    assert "Pengisi," in text


def test_in_a_filled_form_zero_is_0_and_empty_is_belum_diisi():
    text = words(render_form(samples.filled_form()))
    assert "0 0 tidak dapat dihitung Target 0, sehingga tidak ada pembagi." in text
    assert "88,50 belum diisi –" in text


def test_forms_and_recaps_lie_across():
    assert size(render_form(samples.blank_form())) == (330, 215)
    assert size(render_recap(samples.recap())) == (330, 215)


def test_the_recap_shows_figures_achievements_and_bands_by_column():
    text = words(render_recap(samples.recap()))
    assert "Triwulan I Triwulan II Triwulan III Triwulan IV Tahun 2026" in text
    assert "98,20 target 99,00 99,19% Sangat Tinggi" in text
    assert samples.SUMMARY.rules[1] in text
    assert "Belum masuk: Triwulan III." in text
    assert "Keadaan 7 Oktober 2026 pukul 14.02 WIB" in text


def test_provisional_figures_are_hatched_and_named():
    html = recap_page(samples.recap())
    assert html.count("doc-provisional") == 4, "two cells of one quarter and of the year"
    assert html.count('<span class="doc-small">sementara</span>') == 2


def test_not_filled_zero_and_not_owed_are_three_things():
    table = next(recap_tables(samples.recap()))
    ktp, complaints = table.blocks[0].lines[0].cells, table.blocks[1].lines[0].cells
    assert (ktp[2].realised, ktp[2].filled) == ("belum diisi", False)
    assert ktp[3].owed is False
    assert (complaints[0].realised, complaints[0].filled) == ("0", True)
    assert complaints[0].achievement == "tidak dapat dihitung"
    assert (complaints[1].achievement, complaints[1].predicate) == ("0,00%", "Sangat Rendah")


def test_a_total_is_printed_only_where_the_rule_of_the_indicator_gives_one():
    table = next(recap_tables(samples.recap()))
    assert table.columns[-1] == "Tahun 2026"
    assert table.blocks[0].lines[0].cells[-1].realised == "98,75"
    assert table.blocks[1].lines[0].cells[-1].owed is False
    assert "Nilai akhir." in words(render_recap(samples.recap()))


def test_many_units_are_printed_in_several_tables_with_all_rows():
    units = tuple(f"Unit {n}" for n in range(1, 13))
    cells = tuple(RecapCell(Amount(Decimal(n)), achievement=Decimal(100)) for n in range(1, 13))
    row = RecapRow("Jumlah dokumen", "dokumen", cells)
    wide = dataclasses.replace(
        samples.recap(), columns=units, total_label="", groups=(RecapGroup((samples.GOAL,), (row,)),)
    )
    assert [len(table.columns) for table in recap_tables(wide)] == [COLUMNS, COLUMNS, 2]
    text = words(render_recap(wide))
    assert all(unit in text for unit in units)
    assert text.count("Jumlah dokumen") == 3


def test_a_long_form_repeats_its_heads():
    row = samples.rows_of_documents()[0]
    group = dataclasses.replace(samples.GROUPS[0], rows=(row,) * 60)
    long = pages(render_form(dataclasses.replace(samples.filled_form(), groups=(group,))))
    assert len(long) > 4
    assert all("Indikator kinerja Satuan" in page for page in long)
