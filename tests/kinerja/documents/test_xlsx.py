"""Workbooks read back by cell."""

import dataclasses
import hashlib
import io
import os
import subprocess
import sys
import time
import zipfile
from decimal import Decimal

import pytest
from django.conf import settings
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kinerja.documents.data import Amount, IndicatorGroup, IndicatorRow, RecapCell, RecapGroup, RecapRow
from kinerja.documents.recap_book import recap_workbook
from kinerja.documents.xlsx import form_workbook
from tests.kinerja.documents import samples

FORM_HEAD = 7
RECAP_FIRST = 9
ELSEWHERE = """
import hashlib, django
django.setup()
from kinerja.documents.recap_book import recap_workbook
from kinerja.documents.xlsx import form_workbook
from tests.kinerja.documents import samples
print(hashlib.sha256(form_workbook(samples.filled_form())).hexdigest())
print(hashlib.sha256(recap_workbook(samples.recap())).hexdigest())
"""


def sheet_of(content: bytes) -> Worksheet:
    return load_workbook(io.BytesIO(content)).worksheets[0]


def column(sheet: Worksheet, label: str) -> int:
    return next(cell.column for cell in sheet[FORM_HEAD] if cell.value == label)


@pytest.fixture(scope="module")
def form() -> Worksheet:
    return sheet_of(form_workbook(samples.filled_form()))


@pytest.fixture(scope="module")
def recap() -> Worksheet:
    return sheet_of(recap_workbook(samples.recap()))


def test_the_form_has_kop_title_unit_period_and_procedure(form):
    top = [form.cell(row, 1).value for row in range(1, FORM_HEAD)]
    assert top[:2] == ["PEMERINTAH KABUPATEN MUSI RAWAS", "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL"]
    assert top[3] == "FORMULIR PENGUMPULAN DATA KINERJA"
    assert "Bidang Pelayanan Pendaftaran Penduduk" in top[4]
    assert samples.PERIOD in top[5]
    assert {str(area) for area in form.merged_cells.ranges} == {
        f"A{row}:J{row}" for row in range(1, FORM_HEAD)
    }


def test_figures_are_numbers_with_thousands_and_decimals(form):
    target, realised = (form.cell(FORM_HEAD + 1, column(form, label)) for label in ("Target", "Realisasi"))
    assert (target.value, target.number_format) == (99, "#,##0.00")
    assert (realised.value, realised.number_format) == (98.75, "#,##0.00")
    days = form.cell(FORM_HEAD + 4, column(form, "Realisasi"))
    assert (days.value, days.number_format) == (2, "#,##0")


def test_digits_that_were_typed_are_all_shown():
    row = IndicatorRow(
        "Rasio", "rasio", Amount(Decimal("1.5"), decimals=0), Amount(Decimal("0.123456"), decimals=2)
    )
    form = dataclasses.replace(samples.filled_form(), groups=(IndicatorGroup((), (row,)),))
    sheet = sheet_of(form_workbook(form))
    assert sheet.cell(FORM_HEAD + 1, column(sheet, "Target")).number_format == "#,##0.0"
    assert sheet.cell(FORM_HEAD + 1, column(sheet, "Realisasi")).number_format == "#,##0.000000"


def test_zero_is_a_number_and_empty_is_words(form):
    realised = column(form, "Realisasi")
    assert form.cell(FORM_HEAD + 5, realised).value == 0
    assert form.cell(FORM_HEAD + 6, realised).value == "belum diisi"
    assert form.cell(FORM_HEAD + 5, column(form, "Capaian (%)")).value == "tidak dapat dihitung"


def test_the_form_says_who_entered_what_and_when(form):
    assert form.cell(FORM_HEAD + 1, column(form, "Diisi oleh")).value == "Rina Contoh, S.Sos."
    assert form.cell(FORM_HEAD + 1, column(form, "Waktu pengisian")).value == "1 Oktober 2026 pukul 09.12 WIB"


def test_a_blank_form_has_targets_only():
    sheet = sheet_of(form_workbook(samples.blank_form()))
    assert sheet.cell(FORM_HEAD + 1, column(sheet, "Target")).value == 99
    for label in ("Realisasi", "Capaian (%)", "Keterangan", "Diisi oleh"):
        assert sheet.cell(FORM_HEAD + 1, column(sheet, label)).value is None


@pytest.mark.parametrize("text", ["=1+1", "=cmd|' /C calc'!A0", "+62", "-5", "@SUM(A1)", "#N/A", "1,5"])
def test_a_text_of_a_user_is_never_a_formula(text):
    row = IndicatorRow(text, text, Amount(), Amount(label=text), note=text, evidence=(text,), entered_by=text)
    form = dataclasses.replace(
        samples.filled_form(), groups=(IndicatorGroup((), (row,)),), unit=text, title=text
    )
    content = form_workbook(form)
    sheet = sheet_of(content)
    for label in ("Indikator kinerja", "Satuan", "Realisasi", "Keterangan", "Diisi oleh", "Bukti dukung"):
        cell = sheet.cell(FORM_HEAD + 1, column(sheet, label))
        assert (cell.value, cell.data_type) == (text, "s")
        assert bool(cell.quotePrefix) == text.startswith(("=", "+", "-", "@"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_control_characters_and_endless_texts_do_not_break_the_workbook():
    row = IndicatorRow("Baris\x0b\x00satu", "%", Amount(), Amount(), note="x" * 40_000)
    form = dataclasses.replace(samples.filled_form(), groups=(IndicatorGroup((), (row,)),))
    sheet = sheet_of(form_workbook(form))
    assert sheet.cell(FORM_HEAD + 1, column(sheet, "Indikator kinerja")).value == "Barissatu"
    assert len(sheet.cell(FORM_HEAD + 1, column(sheet, "Keterangan")).value) == 32_767


def test_heads_stay_on_screen_and_are_repeated_in_print(form, recap):
    assert form.freeze_panes == "D8"
    assert form.print_title_rows == "$7:$7"
    assert recap.freeze_panes == "D9"
    assert recap.print_title_rows == "$7:$8"


def test_workbooks_print_landscape_one_page_wide_on_the_paper_of_the_office(form, recap):
    for sheet in (form, recap):
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 14
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddFooter.right.text == "Hal. &P dari &N"


def test_the_recap_keeps_simple_achievements_as_live_formulas(recap):
    assert recap["G9"].value == "=F9/E9*100"
    assert recap["L10"].value == "=(2*J10-K10)/J10*100"


def test_a_formula_that_would_not_give_the_recorded_figure_is_not_written():
    """A policy ("R = 0 berarti 100 %") or an aggregate may differ from the plain formula."""
    cells = (
        RecapCell(Amount(Decimal(0)), Amount(Decimal(5)), Decimal(100)),
        RecapCell(Amount(Decimal(4)), Amount(Decimal(8), upper=Decimal(9)), Decimal(50)),
        RecapCell(Amount(Decimal(4)), Amount(Decimal(8)), Decimal("60.5")),
        RecapCell(Amount(Decimal(4)), Amount(Decimal(8)), Decimal(200)),
    )
    group = RecapGroup((), (RecapRow("Pengaduan", "kali", cells, formula="negative_b"),))
    sheet = sheet_of(recap_workbook(dataclasses.replace(samples.recap(), groups=(group,), total_label="")))
    assert [sheet[f"{letter}9"].value for letter in ("G", "L", "Q", "V")] == [100, 50, 60.5, "=T9/U9*100"]


def test_the_recap_tells_provisional_missing_and_not_owed_apart(recap):
    assert (recap["K9"].value, recap["N9"].value, recap["K9"].fill.patternType) == (
        98.75,
        "sementara",
        "lightUp",
    )
    assert recap["F9"].fill.patternType is None
    assert recap["P9"].value == "belum diisi"
    assert (recap["U9"].value, recap["V9"].value) == ("–", None)
    assert recap["F10"].value == 0


def test_the_recap_names_its_columns_and_the_total_only_where_there_is_one(recap):
    names = [recap.cell(7, number).value for number in (5, 10, 15, 20, 25)]
    assert names == ["Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV", "Tahun 2026"]
    assert recap["Z9"].value == 98.75
    assert recap["Z10"].value == "–"


def test_the_recap_prints_its_rules_below(recap):
    below = [recap.cell(row, 2).value for row in range(RECAP_FIRST + 3, recap.max_row + 1)]
    assert "Belum masuk: Triwulan III." in below
    assert set(samples.SUMMARY.rules) <= set(below)


def test_another_process_writes_the_same_workbooks_later():
    here = [form_workbook(samples.filled_form()), recap_workbook(samples.recap())]
    time.sleep(1.1)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "kinerja.settings",
        "DEBUG": "true",
        "PYTHONHASHSEED": "7",
    }
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert done.stdout.split() == [hashlib.sha256(content).hexdigest() for content in here]


def test_no_entry_of_the_archive_carries_the_present_time():
    with zipfile.ZipFile(io.BytesIO(form_workbook(samples.filled_form()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2
    assert archive.namelist()[0] == "[Content_Types].xml"
