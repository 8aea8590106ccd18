"""A sheet of any length: the rows at hand are written in any order, those that are done lie on the disk and not in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import ALL_TEMP_FILES
from openpyxl.worksheet.worksheet import Worksheet

FORMULA = "f"


class LongSheet:
    """Has `cell` and `merge_cells` of an ordinary sheet, for rows that are not `done` yet.

    `page` is the sheet of openpyxl, which has of an ordinary one what is used here: widths, frozen rows and the page are set there before the first row is done.
    `results`: what the formulas give, in the order in which they stand in the file.
    """

    def __init__(self, page: Worksheet) -> None:
        self.page = page
        self.results: list[str] = []
        self._rows: dict[int, dict[int, Cell]] = {}
        self._given: dict[int, str] = {}
        self._next = 1

    def cell(self, row: int, column: int) -> Cell:
        """ValueError for a row that is done."""
        if row < self._next:
            raise ValueError(f"row {row} is on the disk already")
        cells = self._rows.setdefault(row, {})
        if column not in cells:
            cells[column] = WriteOnlyCell(self.page)
        return cells[column]

    def merge_cells(self, *, start_row: int, start_column: int, end_row: int, end_column: int) -> None:
        """The others look like the first."""
        first: Any = self.cell(start_row, start_column)
        for row in range(start_row, end_row + 1):
            for column in range(start_column, end_column + 1):
                other: Any = self.cell(row, column)
                other._style = copy(first._style)
        ends = f"{get_column_letter(start_column)}{start_row}:{get_column_letter(end_column)}{end_row}"
        self.page.merged_cells.add(ends)

    def gives(self, cell: Cell, result: str) -> None:
        """What the formula in this cell gives."""
        self._given[id(cell)] = result

    def done(self, last: int) -> None:
        """Rows up to this one are as they shall be."""
        for row in range(self._next, last + 1):
            cells = self._rows.pop(row, {})
            self.page.append(list(self._row(cells)))
        self._next = max(self._next, last + 1)

    def finish(self) -> None:
        """All rows are done."""
        self.done(max(self._rows, default=0))

    def _row(self, cells: dict[int, Cell]) -> Iterator[Cell | None]:
        for column in range(1, max(cells, default=0) + 1):
            cell = cells.get(column)
            if cell is not None and cell.data_type == FORMULA:
                self.results.append(self._given.pop(id(cell), ""))
            yield cell


@contextmanager
def writing(book: Workbook) -> Iterator[None]:
    """A book that is not finished (its job was stopped) leaves no file; openpyxl would keep it until the process ends."""
    try:
        yield
    finally:
        for page in book.worksheets:
            _give_up(page)


def _give_up(page: Any) -> None:
    """Nothing where it was saved: openpyxl has removed its file already."""
    if page._rows is not None and page._writer.out in ALL_TEMP_FILES:
        page._rows.close()
        page._writer.close()
        page._writer.cleanup()


def long_book() -> Workbook:
    """A workbook of such sheets, without any yet."""
    return Workbook(write_only=True)


def add_long(book: Workbook, title: str) -> LongSheet:
    page = book.create_sheet(title)
    if not isinstance(page, WriteOnlyWorksheet):
        raise TypeError("This workbook keeps its rows in memory.")
    return LongSheet(cast("Worksheet", page))
