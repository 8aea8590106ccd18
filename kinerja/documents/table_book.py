"""A plain table as a workbook and as CSV: any columns, figures as numbers, text of users always as text."""

import csv
import io
from dataclasses import dataclass
from decimal import Decimal

from kinerja.documents import workbook as wb
from kinerja.documents.parts import Stationery

WIDEST, NARROWEST = 48, 10
_HEADED = 6  # columns over which a title is centred
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_MAX_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: `number` None means that `text` stands alone. `format` is an Excel format, `text` how a CSV writes it."""

    text: str
    number: Decimal | None = None
    format: str = ""


@dataclass(frozen=True, slots=True)
class TableData:
    """`titles` are written above the table of a workbook that has a kop; without a stationery the headings stand in row 1.

    An application that reads the file wants the second kind.
    """

    sheet: str
    author: str
    headings: tuple[str, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    titles: tuple[str, ...] = ()
    stationery: Stationery | None = None


def table_workbook(data: TableData) -> bytes:
    """One sheet. The same data give the same bytes."""
    book, sheet = wb.new_long(data.sheet, office=data.stationery or Stationery(()), author=data.author)
    top = 1
    if data.stationery is not None:
        top = wb.write_titles(sheet, data.stationery, data.titles, width=max(len(data.headings), _HEADED)) + 1
    wb.write_header(sheet, top, data.headings)
    wb.finish_header(sheet, first=top, last=top, frozen_columns=0)
    wb.set_widths(sheet, [_width(data, column) for column in range(len(data.headings))])
    for number, row in enumerate(data.rows, start=top + 1):
        for column, cell in enumerate(row, start=1):
            if cell.number is None:
                wb.put_text(sheet, number, column, cell.text)
            else:
                wb.put_number(sheet, number, column, cell.number, _MAX_DECIMALS).number_format = cell.format
        wb.put_grid(sheet, number, len(data.headings))
        sheet.done(number)
    sheet.finish()
    return wb.to_bytes(book)


def table_csv(data: TableData, *, separator: str = ";", encoding: str = "utf-8-sig") -> bytes:
    """The headings and the rows; a text that a spreadsheet would run stands behind an apostrophe.

    What the encoding cannot write becomes "?".
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow([_harmless(TableCell(text)) for text in data.headings])
    writer.writerows([_harmless(cell) for cell in row] for row in data.rows)
    return out.getvalue().encode(encoding, errors="replace")


def _harmless(cell: TableCell) -> str:
    if cell.number is None and cell.text.startswith(_DANGEROUS):
        return f"'{cell.text}"
    return cell.text


def _width(data: TableData, column: int) -> float:
    longest = max((len(row[column].text) for row in data.rows), default=0)
    return min(WIDEST, max(NARROWEST, len(data.headings[column]), longest) + 2)
