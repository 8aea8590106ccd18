"""The form of a unit as a workbook to fill outside: locked but for its inputs, sealed, with a guide.

Locking is comfort (anybody can take it off); the seal and the checks of the reader guard.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import ceil

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.worksheet import Worksheet

from kinerja.documents import entry_columns as form
from kinerja.documents import workbook as wb
from kinerja.documents.entry_columns import COLUMNS, Column, Kind
from kinerja.documents.entry_data import BookRow, Content, EntryBook, clean, plain, settled
from kinerja.documents.entry_guide import ROWS
from kinerja.documents.entry_rules import add_rules, live_formula, quotient_formula

INSTRUCTION = "Isi sel kuning saja, lalu unggah kembali berkas ini di halaman isian. Cara mengisi ada pada lembar Petunjuk."
INPUT = PatternFill("solid", fgColor="FFFFF7D6")
WRONG = PatternFill("solid", fgColor="FFF8C9C4")
_FONT = Font(name=wb.FONT, size=9)
_LOCKED, _TYPED, _FIGURE, _CLOSED = "Terkunci", "Isian teks", "Isian angka", "Tidak diisi"
_STYLES = {Kind.FIGURE: _FIGURE, Kind.TEXT: _TYPED}
_FORMULAS = {"value": quotient_formula, "achievement": live_formula}
_IN_MEASURE = {"target", "before", "value"}
_LIST_WIDTHS = (28, 100)
_PADDING, _LINE, _FEWEST_LINES, _MOST_LINES = 4, 12, 3, 30  # points and lines
_NOTES_WIDTH = 48
_COMMENT_WIDTH, _COMMENT_HEIGHT = 320, 110


def entry_workbook(data: EntryBook) -> bytes:
    """The same data give the same bytes."""
    book, sheet = wb.new_sheet(form.SHEET, office=data.office, author=data.author)
    _add_styles(book)
    for number, line in enumerate((*data.titles, INSTRUCTION), start=1):
        wb.put_text(sheet, number, form.PLACES["number"], line).alignment = Alignment(vertical="center")
    sheet.cell(1, form.PLACES["number"]).font = Font(name=wb.FONT, size=13, bold=True)
    wb.write_header(sheet, form.HEADER_ROW, [column.heading for column in COLUMNS])
    sheet.row_dimensions[form.HEADER_ROW].height = _PADDING + 2 * _LINE
    wb.finish_header(sheet, first=form.HEADER_ROW, last=form.HEADER_ROW, frozen_columns=form.FROZEN_COLUMNS)
    _write_rows(sheet, data)
    wb.set_widths(sheet, [column.width for column in COLUMNS])
    for column in COLUMNS:
        if column.kind == Kind.ID or (column.optional and not _asked(column, data.rows)):
            sheet.column_dimensions[get_column_letter(form.PLACES[column.key])].hidden = True
    add_rules(sheet, data.rows)
    _protect(book, sheet)
    if data.findings:
        _write_notes(book, sheet, data)
    _write_list(book, data, form.GUIDE, ROWS)
    _write_meta(book, data)
    return wb.to_bytes(book)


def _add_styles(book: Workbook) -> None:
    top = Alignment(vertical="top", wrap_text=True)
    right = Alignment(horizontal="right", vertical="top", wrap_text=True)
    free = Protection(locked=False)
    for style in (
        NamedStyle(_LOCKED, font=_FONT, border=wb.GRID, alignment=top),
        NamedStyle(_CLOSED, font=_FONT, border=wb.GRID, alignment=right, fill=wb.HEAD),
        NamedStyle(_TYPED, font=_FONT, border=wb.GRID, alignment=top, fill=INPUT, protection=free),
        NamedStyle(_FIGURE, font=_FONT, border=wb.GRID, alignment=right, fill=INPUT, protection=free),
    ):
        book.add_named_style(style)


def _write_rows(sheet: Worksheet, data: EntryBook) -> None:
    for number, row in enumerate(data.rows, start=form.HEADER_ROW + 1):
        _write_row(sheet, number, row)
        texts = [(str(settled(row.cells.get(column.key))), column.width) for column in COLUMNS]
        notes = ("\n".join(row.marks.values()), _NOTES_WIDTH)
        sheet.row_dimensions[number].height = _height([*texts, notes], fewest=_FEWEST_LINES)
    last = form.NOTES_COLUMN if data.findings else form.PLACES["follow_up"]
    sheet.print_area = f"B1:{get_column_letter(last)}{form.HEADER_ROW + len(data.rows)}"


def _asked(column: Column, rows: Sequence[BookRow]) -> bool:
    """Whether a row has something in an optional column, or something to be typed into it."""
    if column.kind == Kind.FIGURE:
        return any(column.key not in row.closed for row in rows)
    return any(plain(row.cells.get(column.key)) for row in rows)


def _write_row(sheet: Worksheet, number: int, row: BookRow) -> None:
    for position, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(number, position)
        if not isinstance(cell, Cell):
            raise TypeError("Nothing is merged in this sheet.")
        closed = column.key in row.closed
        cell.style = _CLOSED if closed else _STYLES.get(column.kind, _LOCKED)
        if closed or column.kind == Kind.LIVE:
            formula = _FORMULAS.get(column.key)
            cell.value = formula(number, row) if formula else None
            cell.number_format = wb.number_format(2)
        else:
            content: Content = str(row.id) if column.kind == Kind.ID else row.cells.get(column.key)
            _put(cell, content, row.decimals if column.key in _IN_MEASURE else 0)
        if sentence := row.marks.get(column.key):
            cell.fill = WRONG
            cell.comment = Comment(clean(sentence), "Aplikasi", _COMMENT_HEIGHT, _COMMENT_WIDTH)


def _put(cell: Cell, content: Content, decimals: int) -> None:
    written = settled(content)
    if isinstance(written, Decimal):
        exponent = written.normalize().as_tuple().exponent
        typed = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        cell.value, decimals = written, max(decimals, typed)
    elif written:
        cell.value = written
        cell.data_type = "s"  # whatever it begins with
        cell.quotePrefix = written.startswith(wb.FORMULA_STARTS)
    if isinstance(written, Decimal) or cell.style == _FIGURE:
        cell.number_format = wb.number_format(decimals)


def _protect(book: Workbook, sheet: Worksheet) -> None:
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False  # these two stay allowed
    book.security = WorkbookProtection(lockStructure=True)


def _write_notes(book: Workbook, sheet: Worksheet, data: EntryBook) -> None:
    """What is wrong, beside each row and once more as a list."""
    wb.write_header(sheet, form.HEADER_ROW, ["Catatan"], first=form.NOTES_COLUMN)
    for number, row in enumerate(data.rows, start=form.HEADER_ROW + 1):
        if row.marks:
            cell = wb.put_text(sheet, number, form.NOTES_COLUMN, "\n".join(row.marks.values()))
            cell.fill, cell.border = WRONG, wb.GRID
    wb.set_widths(sheet, [*(column.width for column in COLUMNS), _NOTES_WIDTH])
    _write_list(book, data, form.FINDINGS, [("Sel", "Yang perlu diperbaiki"), *data.findings])


def _write_list(book: Workbook, data: EntryBook, title: str, rows: Sequence[tuple[str, str]]) -> None:
    sheet = book.create_sheet(title)
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            cell = wb.put_text(sheet, number, column, text)
            cell.border = wb.GRID
            if number == 1:
                wb.style_header(cell)
        sheet.row_dimensions[number].height = _height(zip(row, _LIST_WIDTHS, strict=True), fewest=1)
    wb.set_widths(sheet, _LIST_WIDTHS)
    wb.set_up_page(sheet, data.office)
    sheet.protection.sheet = True


def _height(texts: Iterable[tuple[str, float]], *, fewest: int) -> float:
    """Room for the longest of the texts in columns of these widths: a protected sheet does not find its heights itself."""
    lines = [sum(ceil(len(line) / width) or 1 for line in text.split("\n")) for text, width in texts]
    return _PADDING + _LINE * min(max(fewest, *lines), _MOST_LINES)


def _write_meta(book: Workbook, data: EntryBook) -> None:
    sheet = book.create_sheet(form.META)
    sheet.sheet_state = "veryHidden"
    for line in (form.FORMAT, data.identity, data.seal):
        sheet.append([line])
    sheet.append([])
    for meta in data.meta:
        sheet.append(list(meta))
