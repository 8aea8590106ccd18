"""The SOP's own papers, read back from their PDF: their fields, their sizes, and the same bytes each time."""

import csv
import io

import openpyxl
import pytest

from kinerja.documents.letter import letter_page, render_letter
from kinerja.documents.parts import Stationery
from kinerja.documents.register_book import HEADER, RegisterData, register_csv, register_workbook
from tests.kinerja.documents.reading import fonts, pages, size, unembedded_fonts, words
from tests.kinerja.documents.samples_letters import sample

NUMBER = "000.7.2/007/SET/2026"
SIGNED = ("Plt. Camat IV Jurai", "Ratna Rekaan, S.STP", "NIP 19850612 200412 2 001")
SAID = {
    "nota_dinas": ("NOTA DINAS", "Kepada : 1. Kepala Seksi Pelayanan Umum", "Dari : Sekretaris Kecamatan", f"Nomor : {NUMBER}", "Sifat : Segera", "Lampiran : 1 (satu) berkas", "Hal : Pengukuran kinerja", "5 Oktober 2026", "Saudara diminta hadir.", "Tembusan:", "Bupati Pesisir Selatan"),
    "undangan": (NUMBER, "Salido, 5 Oktober 2026", "Yth.", "1. Kepala Seksi Pelayanan Umum", "Hari/tanggal : Kamis, 8 Oktober 2026", "Pukul : 09.00 WIB", "Tempat : Ruang rapat", "Acara : Pembahasan"),
    "disposisi": ("LEMBAR DISPOSISI", "Indeks", "Kode", "Nomor urut", "Isi ringkas", "Asal surat", "Nomor surat 000.8/120/ORG/2026", "Sifat Segera", "Diteruskan kepada", "1. Sekretaris Kecamatan", "Isi disposisi"),
    "pengantar": ("SURAT PENGANTAR", f"Nomor: {NUMBER}", "Jenis yang dikirim", "Banyaknya", "2 lembar", "Diterima tanggal", "Nomor telepon"),
    "notulen": ("NOTULEN", "Pimpinan rapat : Camat IV Jurai", "Pembahasan", "Keputusan", "Tindak lanjut", "Notulis,", "Dodi Rekaan, S.E.", "Peserta Rekaan Nomor 40"),
    "berita_acara": ("BERITA ACARA", f"Nomor: {NUMBER}", "Tentang : Pengukuran kinerja", "Hasil", "Dodi Rekaan, S.E."),
}  # fmt: skip


@pytest.mark.pdf
@pytest.mark.parametrize("kind", SAID)
def test_a_paper_carries_the_kop_and_each_of_its_fields(kind):
    pdf = render_letter(sample(kind))
    text = words(pdf)
    for part in ("PEMERINTAH KABUPATEN PESISIR SELATAN", "KECAMATAN IV JURAI", *SAID[kind], *SIGNED):
        assert part in text, part
    assert unembedded_fonts(pdf) == set()
    assert fonts(pdf) <= {"Dokumen-Sans", "Dokumen-Sans-Bold", "Dokumen-Sans-Italic"}
    assert size(pdf) == ((100, 160) if kind == "disposisi" else (215, 330))
    assert len(pages(pdf)) == (2 if kind == "notulen" else 1)


@pytest.mark.pdf
@pytest.mark.parametrize(("paper", "width"), [("F4", 215), ("A4", 210)])
def test_forty_people_sign_on_two_pages_with_the_head_repeated(paper, width):
    pdf = render_letter(sample("daftar_hadir", paper=paper))
    first, second = pages(pdf)
    assert size(pdf)[0] == width
    for page in (first, second):
        assert "No. Nama NIP Jabatan Tanda tangan" in page
    assert ("Peserta Rekaan Nomor 1 " in first, "Peserta Rekaan Nomor 40" in second) == (True, True)
    assert "Ratna Rekaan" in second


@pytest.mark.pdf
def test_the_same_paper_has_the_same_bytes_and_a_draft_says_so_without_a_number():
    assert render_letter(sample("disposisi")) == render_letter(sample("disposisi"))
    draft = letter_page(sample("nota_dinas", number="", issued=False))
    assert "doc-draft" in draft
    assert "doc-write-on" in draft
    assert "style=" not in draft
    assert "doc-write-on" not in letter_page(sample("nota_dinas"))


def test_what_people_typed_stays_text_in_the_paper_and_in_the_register():
    assert "&lt;b&gt;" in letter_page(sample("nota_dinas", body="<b>tebal</b>"))
    row = (
        "2026",
        "Nota dinas",
        "1",
        "=1+1",
        "2026-10-05",
        "-x",
        "@y",
        "b",
        "otomatis",
        "BATAL: salah",
        "Ani",
    )
    data = RegisterData(Stationery(("KANTOR",)), "Kantor", (row,))
    sheet = openpyxl.load_workbook(io.BytesIO(register_workbook(data))).active
    last = [cell.value for cell in sheet[sheet.max_row]]
    assert last[:4] == list(row[:4])
    assert {cell.data_type for cell in sheet[sheet.max_row]} == {"s"}
    lines = list(csv.reader(io.StringIO(register_csv(data).decode("utf-8-sig")), delimiter=";"))
    assert (tuple(lines[0]), lines[1][3], lines[1][5], lines[1][6]) == (HEADER, "'=1+1", "'-x", "'@y")
