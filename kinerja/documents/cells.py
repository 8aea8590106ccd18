"""Cells of a workbook from outside, as plain text; a file that could hurt is refused before openpyxl sees it."""

import datetime as dt
import io
import math
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kinerja.common.dates import format_date
from kinerja.documents.packed import DAMAGED, FAILURES, UnreadableBook, check_book

ROWS, COLUMNS = 1000, 60


@dataclass(frozen=True)
class Grid:
    """The filled cells of one sheet by (row, column), from 1; `merged` leads a covered cell to its first.

    `numbers` are those cells that hold a figure, which must not be read from its text again.
    """

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    numbers: dict[tuple[int, int], Decimal] = field(default_factory=dict)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def text(self, row: int, column: int) -> str:
        return self.cells.get((row, column), "")

    @property
    def last_row(self) -> int:
        return max((row for row, _ in self.cells), default=0)

    @property
    def last_column(self) -> int:
        return max((column for _, column in self.cells), default=0)

    def place(self, row: int, column: int) -> str:
        """Such as "Langkah!C7"."""
        return f"{self.name}!{get_column_letter(column)}{row}"


def read_book(data: bytes) -> dict[str, Grid]:
    """The sheets of a workbook by their name in small letters; UnreadableBook where it is not safe or not one."""
    try:
        check_book(data)
        book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        return {sheet.title.strip().casefold(): _grid(sheet) for sheet in book.worksheets}
    except FAILURES as problem:
        raise UnreadableBook(DAMAGED) from problem


def _grid(sheet: Worksheet) -> Grid:
    if sheet.max_row > ROWS or sheet.max_column > COLUMNS:
        raise UnreadableBook(
            f"Lembar ‘{sheet.title}’ melebihi {ROWS} baris atau {COLUMNS} kolom. Hapus baris dan kolom yang kosong."
        )
    grid = Grid(sheet.title)
    for cell in (cell for row in sheet.iter_rows() for cell in row):
        if (words := _words(cell.value)) and cell.row and cell.column:
            grid.cells[cell.row, cell.column] = words
            grid.numbers.update(_numbers((cell.row, cell.column), cell.value))
    for span in sheet.merged_cells.ranges:
        first = (span.min_row, span.min_col)
        grid.merged.update({place: first for place in span.cells if place != first})
    return grid


def _numbers(place: tuple[int, int], value: Any) -> dict[tuple[int, int], Decimal]:
    """The figure of a cell, exact to the 15 digits that a spreadsheet keeps: 0.1 + 0.2 is 0.3."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return {}
    return {place: Decimal(f"{value:.15g}")}


def _words(value: Any) -> str:
    """What a person sees in the cell: 1.0 is "1", a date is "15 Januari 2025"."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, dt.datetime):
        return format_date(value.date())
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    return str(value).replace("\xa0", " ").replace("\r\n", "\n").strip()
