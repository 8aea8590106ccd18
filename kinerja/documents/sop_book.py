"""The workbook of an SOP: four sheets of plain cells, as a template to fill or with an SOP in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.worksheet.worksheet import Worksheet

from kinerja.documents import workbook as wb
from kinerja.documents.data import Stationery

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Leaf:
    """One sheet: rows of text, the widths of its columns, how many rows are headings and which cells are merged."""

    rows: Rows
    widths: Sequence[float]
    headings: int = 1
    merged: Sequence[tuple[int, int, int, int]] = field(default=())


def sop_workbook(leaves: Mapping[str, Leaf], *, author: str, paper: str) -> bytes:
    """Write the sheets in their order; every cell is text, whatever it begins with."""
    office = Stationery(letterhead=(), paper=paper)
    (first, *others) = leaves
    book, sheet = wb.new_sheet(first, office=office, author=author)
    sheets = {first: sheet, **{name: book.create_sheet(name) for name in others}}
    for name, leaf in leaves.items():
        target = sheets[name]
        _write(target, leaf)
        for top, left, bottom, right in leaf.merged:
            target.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        wb.set_widths(target, leaf.widths)
        wb.finish_header(target, first=1, last=leaf.headings, frozen_columns=2)
    return wb.to_bytes(book)


def _write(sheet: Worksheet, leaf: Leaf) -> None:
    for number, row in enumerate(leaf.rows, start=1):
        for column, text in enumerate(row, start=1):
            cell = wb.put_text(sheet, number, column, text)
            cell.border = wb.GRID
            if number <= leaf.headings:
                wb.style_header(cell)
