"""The sheet of an SOP: as printed in its source, PermenPANRB 35/2012."""

import dataclasses

import pytest

from kinerja.documents.pdf import render_sheet
from kinerja.documents.sheet import HeaderLine, Mark, SheetData, SheetFlow, SheetStep, SheetTable
from kinerja.documents.sheet_page import flow_lines, sheet_page
from tests.kinerja.documents.reading import pages, size, words
from tests.kinerja.documents.samples_sheet import sheet, steps

pytestmark = pytest.mark.pdf


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render_sheet(sheet())


def without_guesses() -> SheetData:
    sure = tuple(dataclasses.replace(step, marks=(Mark("performs"),) * 4) for step in steps())
    return dataclasses.replace(sheet(), tables=(SheetTable("", sure),))


def test_the_identity_page_has_its_rows_in_the_order_of_the_regulation(pdf):
    first = pages(pdf)[0]
    rows = ["NOMOR SOP :", "TGL. PEMBUATAN :", "TGL. REVISI :", "TGL. EFEKTIF :", "DISAHKAN OLEH", "NAMA SOP"]
    boxes = ["DASAR HUKUM :", "KUALIFIKASI PELAKSANA :", "KETERKAITAN :", "PERALATAN PERLENGKAPAN :"]
    places = [first.index(label) for label in [*rows, *boxes, "PERINGATAN :", "PENCATATAN DAN PENDATAAN :"]]
    assert places == sorted(places)


def test_who_approved_the_sheet_is_printed_as_in_the_source(pdf):
    assert "IKROMUL YASAK, S.Sos MM Pembina Utama Muda NIP. 19720830 199201 1 002" in pages(pdf)[0]


def test_items_keep_the_marker_of_the_source(pdf):
    first = pages(pdf)[0]
    assert "1 Undang-Undang Dasar" in first
    assert "1. Memahami tentang perencanaan" in first
    assert "• ATK" in first


def test_waktu_keterangan_and_kelengkapan_are_printed_word_for_word(pdf):
    text = words(pdf)
    assert "maksimal tanggal 5 setiap bulannya" in text
    assert "Data dari masing-masing pegawai" in text.replace("- ", "-")


def test_every_actor_has_a_column_even_a_nameless_one():
    html = sheet_page(sheet())
    assert html.count('class="doc-lane-head"') == 4
    assert '<th scope="col" class="doc-lane-head"></th>' in html
    assert html.count('<td class="doc-lane">') == 3 * 4


def test_marks_tell_who_performs_who_attends_and_who_decides(pdf):
    html = sheet_page(sheet())
    rows = html.split('<tr id="langkah-')[1:]
    assert "Mulai" in rows[0]
    assert "●" in rows[0]
    assert "○" in rows[1]
    assert "doc-diamond" in rows[1]
    assert "Selesai" in rows[2].split("</tr>")[0]
    assert "doc-diamond" not in rows[0]
    assert "Mulai" not in rows[2].split("</tr>")[0]


def test_an_inferred_place_is_marked_and_explained(pdf):
    assert "dugaan; mohon dikonfirmasi oleh perangkat daerah" in words(pdf)
    assert "dugaan" not in words(render_sheet(without_guesses()))


def test_arrows_are_listed_in_words_by_step():
    flows = (
        SheetFlow("6", "7", "Ya"),
        SheetFlow("6", "3", "Tidak", is_return=True, drawn=False),
        SheetFlow("7"),
    )
    assert flow_lines(flows) == ["6 → 7 Ya; 6 → 3 Tidak (di luar alur tertulis)", "7 → selesai"]


def test_remarks_stand_apart_from_the_sheet(pdf):
    last = pages(pdf)[-1]
    assert "CATATAN ATAS NASKAH" in last
    assert "Peringatan Keterkaitan dan tanggal revisi kosong." in last
    assert "Info Lihat TPP." in last
    assert not any("Catatan atas naskah".upper() in page for page in pages(pdf)[:-1])


def test_pages_are_numbered_and_name_the_sheet(pdf):
    total = len(pages(pdf))
    for number, page in enumerate(pages(pdf), start=1):
        assert f"Hal. {number} dari {total}" in page
        assert "SOP/PIPD/KIP/16, versi 1" in page


@pytest.mark.parametrize(
    ("paper", "expected"),
    [("A4", (297, 210)), ("F4", (330, 215)), ("Letter", (279, 216)), ("Legal", (356, 216))],
)
def test_the_sheet_lies_on_the_paper_of_the_office(paper, expected):
    assert size(render_sheet(sheet(paper))) == expected


def test_cover_and_decree_come_before_the_identity_page():
    covered = dataclasses.replace(
        sheet(),
        cover=("STANDAR OPERASIONAL PROSEDUR", "TAHUN 2023"),
        attachment_of=("Lampiran Keputusan", "Nomor 470"),
    )
    cover, identity = pages(render_sheet(covered))[:2]
    assert "TAHUN 2023" in cover
    assert "NOMOR SOP" not in cover
    assert identity.index("Lampiran Keputusan") < identity.index("NOMOR SOP")


def test_a_row_for_the_purpose_is_printed_where_the_source_has_one():
    aimed = dataclasses.replace(sheet(), purpose=HeaderLine("MAKSUD DAN TUJUAN", "Sebagai acuan"))
    assert aimed.header_rows == sheet().header_rows + 1
    assert "MAKSUD DAN TUJUAN Sebagai acuan" in pages(render_sheet(aimed))[0]


def test_several_tables_have_their_own_titles_and_all_columns():
    tables = (SheetTable("Bagian pertama", steps()), SheetTable("Bagian kedua", steps()))
    text = words(render_sheet(dataclasses.replace(sheet(), tables=tables)))
    assert "BAGIAN PERTAMA" in text
    assert text.index("BAGIAN PERTAMA") < text.index("BAGIAN KEDUA")
    assert text.count("Penyusun Program") == 2


def test_a_row_of_column_numbers_is_no_step():
    labels = dataclasses.replace(sheet().labels, numbers=tuple("12345678"))
    html = sheet_page(dataclasses.replace(sheet(), labels=labels))
    assert html.count('<tr id="langkah-') == 3
    assert "1 2 3 4 5 6 7 8" in words(render_sheet(dataclasses.replace(sheet(), labels=labels)))


def test_both_header_rows_are_repeated_on_every_page_of_a_long_sheet():
    many = tuple(
        SheetStep(n, f"{n}.", "Kegiatan " * 12, (Mark("performs"),) * 4, time="1 hari") for n in range(1, 61)
    )
    long = dataclasses.replace(sheet(), tables=(SheetTable("", many),), flows=(), remarks=())
    step_pages = [page for page in pages(render_sheet(long)) if "1 hari" in page]
    assert len(step_pages) > 3
    assert all("Mutu Baku" in page and "Kasubag Sungram" in page for page in step_pages)


def test_hostile_words_of_a_sheet_are_printed_as_words():
    evil = dataclasses.replace(sheet(), title_line=HeaderLine("<i>NAMA</i>", "<script>x</script>"))
    assert "<i>NAMA</i> <script>x</script>" in pages(render_sheet(evil))[0]
