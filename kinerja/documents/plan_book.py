"""The workbook of the indicators and targets of an office: sheets of texts and figures, to be filled and loaded back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kinerja.documents import workbook as wb
from kinerja.documents.data import Stationery

SPARE = 200  # rows below the last one that offer the choices, too
LISTS = "Pilihan"


@dataclass(frozen=True)
class Figure:
    """A number with the decimals it is shown with."""

    value: Decimal
    decimals: int


@dataclass(frozen=True)
class Leaf:
    """One sheet: a row of headings, then rows of cells; `choices` by column (from 1) are offered as a list."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str | Figure]]
    widths: Sequence[float]
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)
    frozen: int = 1


def plan_workbook(leaves: Mapping[str, Leaf], *, author: str, paper: str) -> bytes:
    """Write the sheets in their order; a text stays a text, whatever it begins with."""
    office = Stationery(letterhead=(), paper=paper)
    first, *others = leaves
    book, sheet = wb.new_sheet(first, office=office, author=author)
    sheets = {first: sheet, **{name: book.create_sheet(name) for name in others}}
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    offered = 0
    for name, leaf in leaves.items():
        _write(sheets[name], leaf)
        for column, words in leaf.choices.items():
            offered += 1
            _offer(sheets[name], column, len(leaf.rows), _listed(lists, offered, words))
    return wb.to_bytes(book)


def _write(sheet: Worksheet, leaf: Leaf) -> None:
    wb.write_header(sheet, 1, leaf.headings)
    for number, row in enumerate(leaf.rows, start=2):
        for column, content in enumerate(row, start=1):
            if isinstance(content, Figure):
                cell = wb.put_number(sheet, number, column, content.value, content.decimals)
            else:
                cell = wb.put_text(sheet, number, column, content)
            cell.border = wb.GRID
    wb.set_widths(sheet, leaf.widths)
    wb.finish_header(sheet, first=1, last=1, frozen_columns=leaf.frozen)


def _listed(lists: Worksheet, column: int, words: Sequence[str]) -> str:
    """Excel takes no list longer than 255 characters in the rule itself; the words stand on a hidden sheet."""
    for row, word in enumerate(words, start=1):
        wb.put_text(lists, row, column, word)
    letter = get_column_letter(column)
    return f"{quote_sheetname(LISTS)}!${letter}$1:${letter}${max(len(words), 1)}"


def _offer(sheet: Worksheet, column: int, rows: int, source: str) -> None:
    rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
    letter = get_column_letter(column)
    rule.add(f"{letter}2:{letter}{rows + 1 + SPARE}")
    sheet.add_data_validation(rule)
