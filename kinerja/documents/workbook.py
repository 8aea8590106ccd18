"""A neat office workbook: kop and titles, styles, print set-up, and bytes that do not depend on the clock.

Text of users is always stored as text: "=cmd" in a name must never become a formula (CSV injection has the same cure).
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from kinerja.common.headings import heading
from kinerja.documents.data import Amount, Heading, Stationery
from kinerja.documents.lines import amount_text

PAPERS = {"A4": 9, "F4": 14, "Letter": 1, "Legal": 5}  # ST_PaperSize; 14 is folio, the nearest to F4
TITLE_WIDTH = 10  # columns: centred over more, a title would lie outside the window
LONGEST = 32_767  # characters a cell may hold
FONT = "Arial"

_EPOCH = "1980-01-01T00:00:00Z"  # the first moment a ZIP entry can carry
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_FORMULA = re.compile(rb'(?P<head><c r="(?P<at>[A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v ?/?>(</v>)?</c>')
_FORMULA_STARTS = ("=", "+", "-", "@")

_THIN = Side(style="thin", color="FF000000")
GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
HEAD = PatternFill("solid", fgColor="FFE6E6E6")
GROUP = PatternFill("solid", fgColor="FFF4F4F4")
PROVISIONAL = PatternFill("lightUp", fgColor="FF9A9A9A", bgColor="FFFFFFFF")


def new_sheet(title: str, *, office: Stationery, author: str) -> tuple[Workbook, Worksheet]:
    """Make a workbook with one landscape sheet that prints one page wide."""
    book = Workbook()
    book.properties.creator = book.properties.lastModifiedBy = clean(author)
    sheet = book.worksheets[0]
    sheet.title = title
    _set_up(sheet, office)
    return book, sheet


def add_sheet(book: Workbook, title: str, *, office: Stationery) -> Worksheet:
    """A further sheet, printed like the first."""
    sheet: Worksheet = book.create_sheet(title)
    _set_up(sheet, office)
    return sheet


def _set_up(sheet: Worksheet, office: Stationery) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = PAPERS[office.paper]
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    if sheet.oddFooter is not None:  # an empty footer is false
        sheet.oddFooter.right.text = "Hal. &P dari &N"


def write_titles(sheet: Worksheet, office: Stationery, titles: Sequence[str], *, width: int) -> int:
    """Write kop and titles above a table of `width` columns; return the number of the next free row."""
    width = min(width, TITLE_WIDTH)
    kop = [*office.letterhead, *([office.address] if office.address else [])]
    bold = {office.letterhead[-1], *titles[:1]} if office.letterhead else set(titles[:1])
    for number, line in enumerate([*kop, *titles], start=1):
        cell = put_text(sheet, number, 1, line)
        cell.font = Font(name=FONT, size=13 if line in bold else 10, bold=line in bold)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=width)
    for column in range(1, width + 1):
        sheet.cell(len(kop), column).border = Border(bottom=Side(style="double"))
    return len(kop) + len(titles) + 1


def write_header(sheet: Worksheet, row: int, labels: Sequence[str], *, first: int = 1) -> None:
    for column, label in enumerate(labels, start=first):
        style_header(put_text(sheet, row, column, label))


def style_header(cell: Cell) -> None:
    cell.font = Font(name=FONT, size=9, bold=True)
    cell.fill, cell.border = HEAD, GRID
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def finish_header(sheet: Worksheet, *, first: int, last: int, frozen_columns: int) -> None:
    """Keep the header rows on screen and repeat them on each printed page."""
    sheet.freeze_panes = f"{get_column_letter(frozen_columns + 1)}{last + 1}"
    sheet.print_title_rows = f"{first}:{last}"


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def put_text(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Store a text as a text, whatever it begins with."""
    cell = _cell(sheet, row, column)
    cell.value = clean(text)
    if text:
        cell.data_type = "s"
    # Without this mark Excel reads "=1+1" as a formula once somebody edits the cell.
    cell.quotePrefix = text.startswith(_FORMULA_STARTS)
    return _styled(cell)


def put_number(sheet: Worksheet, row: int, column: int, value: Decimal, decimals: int) -> Cell:
    """Store a figure as a number, shown with at least `decimals` digits and all that were typed."""
    cell = _cell(sheet, row, column)
    exponent = value.normalize().as_tuple().exponent
    typed = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    cell.value = value
    cell.number_format = number_format(max(decimals, typed))
    return _styled(cell, horizontal="right")


def put_amount(sheet: Worksheet, row: int, column: int, amount: Amount) -> Cell:
    """Store a plain figure as a number; a range, a predicate or "belum diisi" as text."""
    if amount.number is not None and amount.upper is None and not amount.label:
        return put_number(sheet, row, column, amount.number, amount.decimals)
    cell = put_text(sheet, row, column, amount_text(amount))
    return _styled(cell, horizontal="right")


def put_formula(sheet: Worksheet, row: int, column: int, formula: str, decimals: int = 2) -> Cell:
    """Store a formula of ours (never a text of a user), shown with so many decimals."""
    cell = _cell(sheet, row, column)
    cell.value = formula
    cell.number_format = number_format(decimals)
    return _styled(cell, horizontal="right")


def put_grid(sheet: Worksheet, row: int, width: int) -> None:
    """Draw the lines around the cells of a row."""
    for column in range(1, width + 1):
        sheet.cell(row, column).border = GRID


def number_format(decimals: int) -> str:
    """Return a format that an Indonesian Excel shows as 1.234,56."""
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"


def path_text(headings: Sequence[Heading]) -> str:
    """Write the way down the tree, one node a line: "Sasaran 1: Meningkatnya …"."""
    return "\n".join(heading(node.level, node.name, node.code) for node in headings)


def clean(text: str) -> str:
    """Drop what XML cannot hold, and what is longer than a cell."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST]


def to_bytes(book: Workbook, results: Mapping[tuple[str, str], Decimal] | None = None) -> bytes:
    """Save with fixed times: openpyxl stamps the present moment on every part and in docProps/core.xml.

    `results`: by name of the sheet and address what a formula gives, for readers that do not calculate (a preview on
    a phone, the protected view of Excel); openpyxl itself writes none.
    """
    raw, out = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _STAMPS.sub(rb"\g<1>" + _EPOCH.encode() + rb"\g<2>", content)
            elif results and name in (parts := _sheet_parts(book)):
                content = _with_results(content, parts[name], results)
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return out.getvalue()


def _sheet_parts(book: Workbook) -> dict[str, str]:
    """The file of each sheet in the archive, as openpyxl numbers them, with its name."""
    return {f"xl/worksheets/sheet{n}.xml": sheet.title for n, sheet in enumerate(book.worksheets, start=1)}


def _with_results(content: bytes, sheet: str, results: Mapping[tuple[str, str], Decimal]) -> bytes:
    def put(found: re.Match[bytes]) -> bytes:
        result = results.get((sheet, found["at"].decode()))
        return found[0] if result is None else found["head"] + f"<v>{result:f}</v></c>".encode()

    return _FORMULA.sub(put, content)


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError("This cell lies inside a merged range.")
    return cell


def _styled(cell: Cell, *, horizontal: str = "left") -> Cell:
    cell.font = Font(name=FONT, size=9)
    cell.alignment = Alignment(horizontal=horizontal, vertical="top", wrap_text=True)
    return cell
