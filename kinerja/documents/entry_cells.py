"""A filled form read back: what stands in each cell, and whether the sheet still has the shape in which it was given out."""

import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import isfinite

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from kinerja.common.dates import format_date
from kinerja.documents import entry_columns as form
from kinerja.documents.entry_columns import COLUMNS, Kind
from kinerja.documents.entry_data import digits_of, plain
from kinerja.documents.packed import DAMAGED, FAILURES, UnreadableBook, check_book

ROWS, WIDEST = 6000, 60
FOREIGN = "Berkas ini bukan formulir isian dari aplikasi. Unduh formulir XLSX di halaman isian, lalu salin isian Anda ke sana."


class Form(StrEnum):
    """What kind of content a cell has."""

    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    TRUTH = "truth"
    FORMULA = "formula"
    FAULT = "fault"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Found:
    """One cell: `text` as it stands there (a number as "98.75", a date in words)."""

    form: Form
    text: str = ""

    @property
    def plain(self) -> str:
        """The content for comparing: spaces and line ends do not count."""
        return plain(self.text)


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row of the sheet: `number` as Excel counts, `id` as it stands there ("" where there is none)."""

    number: int
    id: str
    cells: Mapping[str, Found]

    @property
    def typed(self) -> bool:
        """Whether anything stands in its inputs."""
        return any(self.cells[column.key].text for column in form.INPUTS)


@dataclass(frozen=True, slots=True)
class FoundBook:
    """The hidden identity with its seal, and the rows as they came."""

    identity: str
    seal: str
    meta: Sequence[tuple[str, str, str]]
    rows: Sequence[FoundRow]


def read_entry_book(data: bytes) -> FoundBook:
    """UnreadableBook where the file could hurt, is not our form, or has lost its shape."""
    try:
        check_book(data)
        book = load_workbook(io.BytesIO(data), keep_links=False)
        return _found(book)
    except FAILURES as problem:
        raise UnreadableBook(DAMAGED) from problem


def _found(book: Workbook) -> FoundBook:
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    meta = sheets.get(form.META)
    head = [_text(row[0]) for row in meta.iter_rows(max_row=3, max_col=1)] if meta else []
    if meta is None or head[:1] != [form.FORMAT]:
        raise UnreadableBook(FOREIGN)
    sheet = sheets.get(form.SHEET)
    if sheet is None:
        names = ", ".join(f"‘{name}’" for name in sheets if name != form.META)
        raise UnreadableBook(
            f"Lembar ‘{form.SHEET}’ tidak ditemukan; yang ada {names}. Kembalikan nama lembarnya, lalu unggah lagi."
        )
    if max(sheet.max_row, meta.max_row) > ROWS or max(sheet.max_column, meta.max_column) > WIDEST:
        raise UnreadableBook(f"Lembar melebihi {ROWS} baris atau {WIDEST} kolom. Unduh formulir yang baru.")
    _check_headings(sheet)
    return FoundBook(head[1], head[2], list(_meta(meta)), list(_rows(sheet)))


def _meta(sheet: Worksheet) -> Iterator[tuple[str, str, str]]:
    for row in sheet.iter_rows(min_row=form.META_FIRST_ROW, max_col=3):
        key, version, marks = (_text(cell) for cell in row)
        if key:
            yield key, version, marks


def _check_headings(sheet: Worksheet) -> None:
    """Whoever moved a column would have his explanations read as factors."""
    for column in COLUMNS:
        found = _text(sheet.cell(form.HEADER_ROW, form.PLACES[column.key]))
        if " ".join(found.split()) != column.heading:
            where = form.said_place(form.HEADER_ROW, column.key)
            raise UnreadableBook(
                f"{where}: judul kolom seharusnya ‘{column.heading}’, terbaca ‘{found}’. Baris judul atau kolom telah "
                "berubah; unduh formulir yang baru dan salin isian Anda ke sana."
            )


def _rows(sheet: Worksheet) -> Iterator[FoundRow]:
    covered = {place for span in sheet.merged_cells.ranges for place in span.cells}
    last = form.PLACES[COLUMNS[-1].key]
    for row in sheet.iter_rows(min_row=form.HEADER_ROW + 1, max_col=last):
        number = int(row[0].row or 0)
        cells = {
            column.key: Found(Form.MERGED) if (number, place) in covered else _read(cell)
            for place, (column, cell) in enumerate(zip(COLUMNS, row, strict=True), start=1)
            if column.kind != Kind.LIVE
        }
        found = FoundRow(number, cells["id"].text, cells)
        if found.id or found.typed:
            yield found


def _read(cell: object) -> Found:
    value = cell.value if isinstance(cell, Cell) else None
    if not isinstance(cell, Cell) or value is None or value == "":
        return Found(Form.EMPTY)
    if cell.data_type == "f":
        return Found(Form.FORMULA, str(getattr(value, "text", value)))
    if cell.data_type == "e":
        return Found(Form.FAULT, str(value))
    if isinstance(value, bool):
        return Found(Form.TRUTH, "TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        return _number(value, percent="%" in cell.number_format)
    return _date_or_text(value)


def _number(value: float, *, percent: bool) -> Found:
    if not isfinite(value):
        return Found(Form.FAULT, str(value))
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")  # the digits Excel keeps
    return Found(Form.PERCENT if percent else Form.NUMBER, digits_of(exact))


def _date_or_text(value: object) -> Found:
    if isinstance(value, dt.datetime | dt.date):
        day = value.date() if isinstance(value, dt.datetime) else value
        return Found(Form.DATE, format_date(day))
    if isinstance(value, dt.time | dt.timedelta):
        return Found(Form.DATE, str(value))
    text = str(value).replace("_x000D_", "").replace("\r\n", "\n").strip()
    return Found(Form.TEXT, text) if text else Found(Form.EMPTY)


def _text(cell: object) -> str:
    value = getattr(cell, "value", None)
    return "" if value is None else str(value).strip()
