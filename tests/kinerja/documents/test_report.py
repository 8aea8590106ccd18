"""Laporan Pengukuran Kinerja: what a Kepala Dinas reads and signs."""

import dataclasses
import io
import re
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from pypdf.generic import DictionaryObject

from kinerja.documents.data import Amount, IndicatorGroup, IndicatorRow, Official, ReportData
from kinerja.documents.pdf import render_report, report_fragment
from tests.kinerja.documents import samples
from tests.kinerja.documents.reading import pages, read, size, watermarked, words

pytestmark = pytest.mark.pdf


@pytest.fixture(scope="module")
def signed() -> bytes:
    return render_report(samples.signed_report())


@pytest.fixture(scope="module")
def draft() -> bytes:
    return render_report(samples.draft_report())


def report_with(**changes: Any) -> ReportData:
    return dataclasses.replace(samples.draft_report(), **changes)


def test_the_report_names_office_period_procedure_and_number(signed):
    text = words(signed)
    for words_of_the_paper in (
        "PEMERINTAH KABUPATEN MUSI RAWAS",
        samples.OFFICE,
        samples.PERIOD,
        samples.SOP,
        "Nomor: 000.8.6.3/214/DUKCAPIL/2026",
    ):
        assert words_of_the_paper in text


def test_figures_are_written_the_indonesian_way_with_capaian_and_predicate(signed):
    first = pages(signed)[0]
    assert "99,00 98,75 99,75% Sangat Tinggi" in first
    assert "3 2 133,33% Sangat Tinggi" in first
    assert "Rata-rata capaian 93,51% Sangat Tinggi" in first


def test_zero_is_printed_and_an_empty_figure_is_not_zero(signed):
    first = pages(signed)[0]
    assert "0 0 tidak dapat dihitung –" in first
    assert "88,50 belum diisi – –" in first


def test_the_rules_behind_mean_and_bands_are_printed(signed):
    for rule in samples.SUMMARY.rules:
        assert rule in words(signed)


def test_each_indicator_is_explained_and_compared_with_the_period_before(signed):
    text = words(signed)
    assert "Realisasi 98,75% dari target 99,00%; capaian 99,75% (Sangat Tinggi)." in text
    assert "Triwulan II 2026 98,20%, periode ini 98,75%; naik 0,55; capaian 99,19% menjadi 99,75%." in text
    assert "Jaringan di tiga desa tidak stabil" in text
    assert "Target 88,50 indeks; realisasi belum diisi." in text
    assert "Target 0, sehingga tidak ada pembagi." in text


def test_a_heading_is_printed_once_where_it_begins(signed):
    first = pages(signed)[0]
    assert first.count("Tujuan: Meningkatnya tertib administrasi kependudukan") == 1
    assert "Sasaran 2: Meningkatnya kualitas pelayanan" in first


def test_the_signature_block_has_place_date_post_name_rank_and_grouped_nip(signed):
    text = words(signed)
    assert "Muara Beliti, 6 Oktober 2026" in text
    assert "Kepala Dinas, " in text
    assert "Drs. Contoh Pejabat, M.Si. Pembina Utama Muda NIP 19670303 199809 1 001" in text


def test_document_date_and_signing_time_are_both_printed(signed):
    text = words(signed)
    assert "Tanggal dokumen 6 Oktober 2026" in text
    assert "Ditandatangani secara elektronik 7 Oktober 2026 pukul 14.02 WIB" in text


def test_an_acting_head_signs_under_the_capacity_as_printed():
    acting = Official("Plh. Kepala Dinas", "Sari Contohwati, S.E.", "197805122003122004")
    text = words(render_report(report_with(signer=acting)))
    assert "Plh. Kepala Dinas," in text
    assert "NIP 19780512 200312 2 004" in text


def test_paraf_of_the_sop_are_printed_with_name_and_time(signed):
    text = words(signed)
    assert "Paraf hierarki" in text
    assert "Kepala Sub Bagian PKA Budi Contoh, S.Kom. 6 Oktober 2026 pukul 10.15 WIB" in text
    assert "Sekretaris Sari Contohwati, S.E. 6 Oktober 2026 pukul 14.02 WIB" in text


def test_without_a_paraf_step_in_the_sop_there_is_no_paraf_box():
    assert "Paraf" not in words(render_report(report_with(parafs=())))


def test_the_last_sheet_proves_who_did_what_and_when(signed):
    last = pages(signed)[-1]
    assert "LEMBAR PENGESAHAN" in last
    assert "Verifikasi Dewi Misalnya, A.Md. NIP 19950120 201903 2 011 Staf/Operator 5 Oktober 2026" in last
    assert "Tanda tangan Drs. Contoh Pejabat, M.Si." in last
    assert "Menerima dan verifikasi data kinerja dari bidang" in last
    for proof in (samples.FROZEN.data_hash, samples.FROZEN.ledger_head, samples.FROZEN.code):
        assert proof in last


def test_the_signed_paper_says_what_kind_of_signature_it_bears(signed):
    sentence = (
        "Disetujui secara elektronik dalam sistem. Tanda tangan elektronik tidak tersertifikasi "
        "(Pasal 60 PP Nomor 71 Tahun 2019). Periksa keaslian: https://kinerja.musirawaskab.go.id/v/7K3M9QXZ."
    )
    assert sentence in pages(signed)[-1]
    assert "BSrE" not in words(signed)


def test_a_draft_says_so_and_bears_neither_code_nor_signature(draft):
    text = words(draft)
    assert text.count("RANCANGAN – belum ditandatangani") == len(read(draft).pages)
    for absent in ("secara elektronik", "Kode periksa", "LEMBAR PENGESAHAN"):
        assert absent not in text
    assert "data.json" not in read(draft).attachments


def test_a_draft_has_the_watermark_on_each_page_and_a_signed_paper_on_none(draft, signed):
    assert all(watermarked(draft))
    assert not any(watermarked(signed))


def test_the_enclosed_data_are_the_frozen_text_byte_for_byte(signed):
    reader = read(signed)
    assert sorted(reader.attachments) == ["data.json", "rekapitulasi.xlsx"]
    assert reader.attachments["data.json"] == [samples.SNAPSHOT.encode()]
    sheet = openpyxl.load_workbook(io.BytesIO(reader.attachments["rekapitulasi.xlsx"][0])).active
    assert sheet["A1"].value
    enclosed = reader.trailer["/Root"]["/AF"][0].get_object()
    assert isinstance(enclosed, DictionaryObject)
    assert enclosed["/AFRelationship"] == "/Data"
    params = enclosed["/EF"]["/F"].get_object()["/Params"]
    assert params["/CreationDate"] == params["/ModDate"] == "D:20261007070200Z", "freeze time, in UTC"


def test_the_file_is_dated_at_the_freeze_and_a_draft_is_not_dated(signed, draft):
    assert read(signed).metadata.creation_date == samples.FROZEN.at
    assert read(draft).metadata.creation_date is None


def test_a_revision_names_what_it_replaces_and_why():
    changed = report_with(revision=2, replaces="laporan berkode 3F8K2M1P", reason="Salah satuan KIA")
    assert "Revisi 2, menggantikan laporan berkode 3F8K2M1P. Alasan: Salah satuan KIA" in words(
        render_report(changed)
    )


def test_a_report_is_upright_on_the_paper_of_the_office():
    for paper, expected in {
        "A4": (210, 297),
        "F4": (215, 330),
        "Letter": (216, 279),
        "Legal": (216, 356),
    }.items():
        stationery = dataclasses.replace(samples.MUSI_RAWAS, paper=paper)
        assert size(render_report(report_with(stationery=stationery))) == expected


def test_times_are_told_in_the_zone_of_the_office():
    eastern = dataclasses.replace(samples.MUSI_RAWAS, zone="Asia/Jayapura")
    report = dataclasses.replace(samples.signed_report(), stationery=eastern)
    assert "7 Oktober 2026 pukul 16.02 WIT" in words(render_report(report))


def test_a_hundred_rows_repeat_the_heads_on_every_page_and_no_goal_stands_alone_at_its_end():
    rows = tuple(
        IndicatorRow(f"Indikator ke-{n}", "dokumen", Amount(Decimal(n)), Amount(Decimal(n)))
        for n in range(1, 101)
    )
    groups = tuple(
        IndicatorGroup((dataclasses.replace(samples.GOAL, name=f"Kelompok {n}"),), rows[n : n + 2])
        for n in range(0, 100, 2)
    )
    report = report_with(groups=groups, parafs=())
    table_pages = [page for page in pages(render_report(report)) if "Capaian Predikat" in page]
    assert len(table_pages) > 1
    assert all("No Indikator kinerja Satuan Target Realisasi" in page for page in table_pages)
    assert [page for page in table_pages if re.search(r"Kelompok \d+\s+Laporan Pengukuran", page)] == []


def test_hostile_text_is_printed_as_text():
    evil = IndicatorRow(
        "<script>alert(1)</script> & <b>tebal</b>", "%", Amount(), Amount(), explanation="=1+1"
    )
    report = report_with(groups=(IndicatorGroup((), (evil,)),), narrative="{{ secret }} <img src=x>")
    text = words(render_report(report))
    assert "<script>alert(1)</script> & <b>tebal</b>" in text
    assert "{{ secret }} <img src=x>" in text
    assert "=1+1" in text


def test_a_very_long_word_stays_inside_its_cell():
    row = IndicatorRow("Indikator" + "panjang" * 60, "%", Amount(Decimal("123456789012345.99")), Amount())
    page = read(render_report(report_with(groups=(IndicatorGroup((), (row,)),)))).pages[0]
    lines = [line for line in page.extract_text().splitlines() if "panjang" in line]
    assert len(lines) > 5, "the word was not broken"
    assert "123.456.789.012.345,99" in page.extract_text().replace("\n", "")


def test_the_screen_shows_the_same_words_without_inline_style_or_script():
    fragment = report_fragment(samples.signed_report())
    for shown in (
        samples.OFFICE,
        "99,75%",
        samples.FROZEN.code,
        "tidak tersertifikasi",
        "data:image/png;base64,",
    ):
        assert shown in fragment
    for forbidden in ("style=", "<style", "<script", "onclick", "logo:"):
        assert forbidden not in fragment


def test_the_screen_fragment_of_a_draft_carries_the_word_rancangan():
    fragment = report_fragment(samples.draft_report())
    assert "RANCANGAN – belum ditandatangani" in fragment
    assert "<svg" not in fragment


def test_a_report_without_a_date_leaves_room_to_write_one():
    text = words(render_report(report_with(date=None)))
    assert "Muara Beliti," in text
    assert "6 Oktober 2026" not in text
    assert "1 Desember 2026" in words(render_report(report_with(date=date(2026, 12, 1))))
