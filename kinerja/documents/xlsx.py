"""Workbooks: the filled form and the recap. The same data give the same bytes."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import count

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kinerja.common.dates import format_moment
from kinerja.documents import workbook as wb
from kinerja.documents.data import FormData, RecapCell, RecapData, RecapRow
from kinerja.documents.lines import NONE, NOT_COMPUTABLE, Line, blocks, has_value

__all__ = ["form_workbook", "recap_workbook"]

FORM_HEADER = (
    *("No", "Tujuan, sasaran, program", "Indikator kinerja", "Satuan", "Cara perhitungan capaian", "Target"),
    *("Realisasi", "Capaian (%)", "Predikat", "Keterangan", "Faktor pendorong", "Faktor penghambat"),
    *("Tindak lanjut", "Diisi oleh", "Waktu pengisian", "Bukti dukung"),
)
FORM_WIDTHS = (5, 32, 36, 11, 26, 13, 13, 12, 15, 32, 26, 26, 26, 22, 24, 26)
RECAP_HEADER = ("No", "Tujuan, sasaran, program", "Indikator kinerja", "Satuan")
RECAP_WIDTHS = (5, 32, 36, 11)
RECAP_PARTS = ("Target", "Realisasi", "Capaian (%)", "Predikat", "Keterangan")
RECAP_PART_WIDTHS = (12, 13, 12, 15, 18)

# Codes of kinerja.indicators.kinds.Formula; {R} and {T} stand for the cells of realisasi and target.
LIVE = {
    "positive": "={R}/{T}*100",
    "negative_a": "=(2*{T}-{R})/{T}*100",
    "negative_b": "={T}/{R}*100",
    "negative_c": "=({T}-{R})/{T}*100",
}
_EXACTNESS = Decimal("0.000001")


def form_workbook(data: FormData) -> bytes:
    """Write the form of one unit with its figures, texts, and who entered what, when."""
    book, sheet = wb.new_sheet("Formulir", office=data.stationery, author=data.office)
    titles = [data.title.upper(), f"{data.office} – {data.unit}", f"{data.period}. {data.sop}"]
    row = wb.write_titles(sheet, data.stationery, titles, width=len(FORM_HEADER))
    wb.write_header(sheet, row, FORM_HEADER)
    wb.finish_header(sheet, first=row, last=row, frozen_columns=3)
    wb.set_widths(sheet, FORM_WIDTHS)
    group_texts = [wb.path_text(group.headings) for group in data.groups]
    for text, block in zip(group_texts, blocks(data.groups), strict=True):
        for line in block.lines:
            row += 1
            _form_line(sheet, row, line, text, data)
    return wb.to_bytes(book)


def _form_line(sheet: Worksheet, row: int, line: Line, group: str, data: FormData) -> None:
    fields, moment = line.row, line.row.entered_at
    wb.put_number(sheet, row, 1, Decimal(line.number), 0)
    for column, text in enumerate((group, fields.indicator, fields.measure, fields.formula), start=2):
        wb.put_text(sheet, row, column, text)
    wb.put_amount(sheet, row, 6, fields.target)
    if data.blank:
        _border(sheet, row, len(FORM_HEADER))
        return
    wb.put_amount(sheet, row, 7, fields.realised)
    if fields.achievement is None:
        wb.put_text(sheet, row, 8, line.achievement)
    else:
        wb.put_number(sheet, row, 8, fields.achievement, 2).number_format = wb.number_format(2)
    texts = (
        *(fields.predicate, line.remark, fields.helped, fields.hindered, fields.follow_up, fields.entered_by),
        *(format_moment(moment, data.stationery.zone) if moment else "", "\n".join(fields.evidence)),
    )
    for column, text in enumerate(texts, start=9):
        wb.put_text(sheet, row, column, text)
    _border(sheet, row, len(FORM_HEADER))


def recap_workbook(data: RecapData) -> bytes:
    """Write indicators down and units or periods across; simple achievements stay live formulas."""
    columns = (*data.columns, data.total_label) if data.total_label else data.columns
    width = len(RECAP_HEADER) + len(RECAP_PARTS) * len(columns)
    book, sheet = wb.new_sheet("Rekap", office=data.stationery, author=data.office)
    as_of = f". Keadaan {format_moment(data.as_of, data.stationery.zone)}" if data.as_of else ""
    titles = [data.title.upper(), data.office, f"{data.period}{as_of}"]
    row = wb.write_titles(sheet, data.stationery, titles, width=width)
    _recap_header(sheet, row, columns)
    wb.finish_header(sheet, first=row, last=row + 1, frozen_columns=3)
    wb.set_widths(sheet, (*RECAP_WIDTHS, *(RECAP_PART_WIDTHS * len(columns))))
    row += 1
    numbers = count(1)
    for group in data.groups:
        for recap_row in group.rows:
            row += 1
            wb.put_number(sheet, row, 1, Decimal(next(numbers)), 0)
            for column, text in enumerate(
                (wb.path_text(group.headings), recap_row.indicator, recap_row.measure), start=2
            ):
                wb.put_text(sheet, row, column, text)
            _recap_cells(sheet, row, recap_row, with_total=bool(data.total_label))
            _border(sheet, row, width)
    _recap_notes(sheet, row + 2, data)
    return wb.to_bytes(book)


def _recap_header(sheet: Worksheet, row: int, columns: tuple[str, ...]) -> None:
    """Two rows: the name of the column over its five parts."""
    for column, label in enumerate(RECAP_HEADER, start=1):
        wb.style_header(wb.put_text(sheet, row, column, label))
        sheet.merge_cells(start_row=row, start_column=column, end_row=row + 1, end_column=column)
    for index, label in enumerate(columns):
        first = _first_column(index)
        wb.style_header(wb.put_text(sheet, row, first, label))
        wb.write_header(sheet, row + 1, RECAP_PARTS, first=first)
        last = first + len(RECAP_PARTS) - 1
        sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)


def _recap_cells(sheet: Worksheet, row: int, recap_row: RecapRow, *, with_total: bool) -> None:
    cells = (*recap_row.cells, recap_row.total) if with_total else recap_row.cells
    for index, cell in enumerate(cells):
        first = _first_column(index)
        written = list(_recap_cell(sheet, row, first, cell, recap_row))
        if cell and cell.owed and cell.provisional and has_value(cell.realised):
            for target in written:
                target.fill = wb.PROVISIONAL


def _recap_cell(
    sheet: Worksheet, row: int, first: int, cell: RecapCell | None, recap_row: RecapRow
) -> Iterator[Cell]:
    if cell is None or not cell.owed:
        yield wb.put_text(sheet, row, first + 1, NONE)
        return
    if cell.target:
        yield wb.put_amount(sheet, row, first, cell.target)
    yield wb.put_amount(sheet, row, first + 1, cell.realised)
    yield _achievement(sheet, row, first, cell, recap_row.formula)
    yield wb.put_text(sheet, row, first + 3, cell.predicate)
    status = "sementara" if cell.provisional and has_value(cell.realised) else ""
    yield wb.put_text(
        sheet, row, first + 4, "; ".join(word for word in (status, cell.achievement_note) if word)
    )


def _achievement(sheet: Worksheet, row: int, first: int, cell: RecapCell, formula: str) -> Cell:
    """Keep the formula alive where it gives exactly what was recorded; else the recorded number or the words."""
    if cell.achievement is None:
        words = NOT_COMPUTABLE if has_value(cell.realised) else NONE
        return wb.put_text(sheet, row, first + 2, words)
    if _is_live(cell, formula):
        target, realised = (f"{get_column_letter(first + part)}{row}" for part in (0, 1))
        return wb.put_formula(sheet, row, first + 2, LIVE[formula].format(R=realised, T=target))
    number = wb.put_number(sheet, row, first + 2, cell.achievement, 2)
    number.number_format = wb.number_format(2)
    return number


def _is_live(cell: RecapCell, formula: str) -> bool:
    target, realised = cell.target, cell.realised.number
    if formula not in LIVE or target is None or target.number is None or realised is None:
        return False
    if target.upper is not None or target.label or cell.realised.label:
        return False
    computed = _compute(formula, target.number, realised)
    return computed is not None and abs(computed - (cell.achievement or 0)) <= _EXACTNESS


def _compute(formula: str, target: Decimal, realised: Decimal) -> Decimal | None:
    divisor = realised if formula == "negative_b" else target
    if divisor == 0:
        return None
    dividends = {
        "positive": realised,
        "negative_a": 2 * target - realised,
        "negative_b": target,
        "negative_c": target - realised,
    }
    return dividends[formula] / divisor * 100


def _recap_notes(sheet: Worksheet, row: int, data: RecapData) -> None:
    lacking = [f"Belum masuk: {', '.join(data.lacking)}."] if data.lacking else []
    rules = [f"{row.indicator}: {row.rule}" for group in data.groups for row in group.rows if row.rule]
    legend = "Berarsir dan “sementara”: angka belum ditandatangani. “belum diisi” berbeda dari 0."
    for number, text in enumerate([*lacking, *data.rules, *rules, legend], start=row):
        wb.put_text(sheet, number, 2, text).alignment = Alignment(wrap_text=False)


def _first_column(index: int) -> int:
    return len(RECAP_HEADER) + 1 + len(RECAP_PARTS) * index


def _border(sheet: Worksheet, row: int, width: int) -> None:
    for column in range(1, width + 1):
        sheet.cell(row, column).border = wb.GRID
