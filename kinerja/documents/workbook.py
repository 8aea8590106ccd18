"""A neat office workbook: kop and titles, styles, print set-up, and bytes that do not depend on the clock.

Text of users is always stored as text: "=cmd" in a name must never become a formula (CSV injection has the same cure).
"""

import io
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import IO, Any
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from kinerja.common.headings import heading
from kinerja.documents.data import Amount, Heading, Stationery
from kinerja.documents.entry_data import clean
from kinerja.documents.lines import amount_text
from kinerja.documents.long_sheet import LongSheet, add_long, long_book

PAPERS = {"A4": 9, "F4": 14, "Letter": 1, "Legal": 5}  # ST_PaperSize; 14 is folio, the nearest to F4
TITLE_WIDTH = 10  # columns: centred over more, a title would lie outside the window
FONT = "Arial"

_EPOCH = "1980-01-01T00:00:00Z"  # the first moment a ZIP entry can carry
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_FORMULA = re.compile(rb"(<f>[^<]*</f>)<v ?/?>(?:</v>)?")
_ROW_ENDS, _CHUNK = b"</row>", 512 * 1024
FORMULA_STARTS = ("=", "+", "-", "@")

_THIN = Side(style="thin", color="FF000000")
GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
HEAD = PatternFill("solid", fgColor="FFE6E6E6")
GROUP = PatternFill("solid", fgColor="FFF4F4F4")
PROVISIONAL = PatternFill("lightUp", fgColor="FF9A9A9A", bgColor="FFFFFFFF")
_BODY, _HEADING = Font(name=FONT, size=9), Font(name=FONT, size=9, bold=True)
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_ASIDE = {side: Alignment(horizontal=side, vertical="top", wrap_text=True) for side in ("left", "right")}

Sheet = Worksheet | LongSheet
# Of each workbook, under which number openpyxl knows one of the looks above.
_KNOWN: WeakKeyDictionary[Workbook, dict[int, int]] = WeakKeyDictionary()
_PARTS = {"font": "fontId", "fill": "fillId", "border": "borderId", "alignment": "alignmentId"}


def new_sheet(title: str, *, office: Stationery, author: str) -> tuple[Workbook, Worksheet]:
    """Make a workbook with one landscape sheet that prints one page wide."""
    book = Workbook()
    book.properties.creator = book.properties.lastModifiedBy = clean(author)
    sheet = book.worksheets[0]
    sheet.title = title
    set_up_page(sheet, office)
    return book, sheet


def new_long(title: str, *, office: Stationery, author: str) -> tuple[Workbook, LongSheet]:
    """The same for any number of rows: `done` rows are on the disk."""
    book = long_book()
    book.properties.creator = book.properties.lastModifiedBy = clean(author)
    return book, add_sheet(book, title, office=office)


def add_sheet(book: Workbook, title: str, *, office: Stationery) -> LongSheet:
    """A further sheet of such a workbook, printed like the first."""
    sheet = add_long(book, title)
    set_up_page(sheet.page, office)
    return sheet


def set_up_page(sheet: Worksheet, office: Stationery) -> None:
    """Landscape, as wide as the paper, with page numbers."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = PAPERS[office.paper]
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    footer = sheet.HeaderFooter.oddFooter
    if footer is not None:  # an empty footer is false
        footer.right.text = "Hal. &P dari &N"


def write_titles(sheet: Sheet, office: Stationery, titles: Sequence[str], *, width: int) -> int:
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


def write_header(sheet: Sheet, row: int, labels: Sequence[str], *, first: int = 1) -> None:
    for column, label in enumerate(labels, start=first):
        style_header(put_text(sheet, row, column, label))


def style_header(cell: Cell) -> None:
    dress(cell, font=_HEADING, fill=HEAD, border=GRID, alignment=_CENTRED)


def dress(cell: Cell, **looks: Font | PatternFill | Border | Alignment) -> None:
    """As `cell.font = …`; the looks are those of a module, kept for ever.

    openpyxl works out the hash of a look for each cell, which took nine tenths of the time of a long table.
    """
    styled: Any = cell
    known = _KNOWN.setdefault(styled.parent.parent, {})
    if styled._style is None:
        styled._style = StyleArray()
    for part, look in looks.items():
        if id(look) not in known:
            setattr(cell, part, look)
            known[id(look)] = getattr(styled._style, _PARTS[part])
        setattr(styled._style, _PARTS[part], known[id(look)])


def finish_header(sheet: Sheet, *, first: int, last: int, frozen_columns: int) -> None:
    """Keep the header rows on screen and repeat them on each printed page."""
    page = _page(sheet)
    page.freeze_panes = f"{get_column_letter(frozen_columns + 1)}{last + 1}"
    page.print_title_rows = f"{first}:{last}"


def set_widths(sheet: Sheet, widths: Sequence[float]) -> None:
    for column, width in enumerate(widths, start=1):
        _page(sheet).column_dimensions[get_column_letter(column)].width = width


def put_text(sheet: Sheet, row: int, column: int, text: str) -> Cell:
    """Store a text as a text, whatever it begins with."""
    cell = _cell(sheet, row, column)
    cell.value = clean(text)
    if text:
        cell.data_type = "s"
    # Without this mark Excel reads "=1+1" as a formula once somebody edits the cell.
    cell.quotePrefix = text.startswith(FORMULA_STARTS)
    return _styled(cell)


def put_number(sheet: Sheet, row: int, column: int, value: Decimal, decimals: int) -> Cell:
    """Store a figure as a number, shown with at least `decimals` digits and all that were typed."""
    cell = _cell(sheet, row, column)
    exponent = value.normalize().as_tuple().exponent
    typed = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    cell.value = value
    cell.number_format = number_format(max(decimals, typed))
    return _styled(cell, horizontal="right")


def put_amount(sheet: Sheet, row: int, column: int, amount: Amount) -> Cell:
    """Store a plain figure as a number; a range, a predicate or "belum diisi" as text."""
    if amount.number is not None and amount.upper is None and not amount.label:
        return put_number(sheet, row, column, amount.number, amount.decimals)
    cell = put_text(sheet, row, column, amount_text(amount))
    return _styled(cell, horizontal="right")


def put_formula(
    sheet: LongSheet, row: int, column: int, formula: str, result: Decimal, decimals: int = 2
) -> Cell:
    """Store a formula of ours (never a text of a user), shown with so many decimals, and what it gives."""
    cell = _cell(sheet, row, column)
    cell.value = formula
    cell.number_format = number_format(decimals)
    sheet.gives(cell, f"{result:f}")
    return _styled(cell, horizontal="right")


def put_grid(sheet: Sheet, row: int, width: int) -> None:
    """Draw the lines around the cells of a row."""
    for column in range(1, width + 1):
        dress(_cell(sheet, row, column), border=GRID)


def number_format(decimals: int) -> str:
    """Return a format that an Indonesian Excel shows as 1.234,56."""
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"


def path_text(headings: Sequence[Heading]) -> str:
    """Write the way down the tree, one node a line: "Sasaran 1: Meningkatnya …"."""
    return "\n".join(heading(node.level, node.name, node.code) for node in headings)


def to_bytes(book: Workbook, sheets: Sequence[LongSheet] = ()) -> bytes:
    """Save with fixed times: openpyxl stamps the present moment on every part and in docProps/core.xml.

    `sheets`: those whose formulas have results, for readers that do not calculate (a preview on a phone, the protected
    view of Excel); openpyxl itself writes none. Only the packed file is ever in memory.
    """
    out = io.BytesIO()
    with tempfile.TemporaryFile() as raw:
        book.save(raw)
        with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            _pack_again(source, target, _results(book, sheets))
    return out.getvalue()


def _pack_again(
    source: zipfile.ZipFile, target: zipfile.ZipFile, results: Mapping[str, Iterator[str]]
) -> None:
    for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
        entry = zipfile.ZipInfo(name, _ZIP_TIME)
        entry.compress_type = zipfile.ZIP_DEFLATED
        with source.open(name) as part, target.open(entry, "w") as packed:
            if name == "docProps/core.xml":
                packed.write(_STAMPS.sub(rb"\g<1>" + _EPOCH.encode() + rb"\g<2>", part.read()))
            else:
                packed.writelines(_with_results(part, results.get(name, iter(()))))


def _results(book: Workbook, sheets: Sequence[LongSheet]) -> dict[str, Iterator[str]]:
    """By the file of each sheet in the archive, as openpyxl numbers them."""
    places = {sheet.title: f"xl/worksheets/sheet{n}.xml" for n, sheet in enumerate(book.worksheets, start=1)}
    return {places[sheet.page.title]: iter(sheet.results) for sheet in sheets}


def _with_results(part: IO[bytes], results: Iterator[str]) -> Iterator[bytes]:
    """The part, row by row, with each formula followed by what it gives."""

    def put(found: re.Match[bytes]) -> bytes:
        result = next(results, "")
        return found[1] + (f"<v>{result}</v>".encode() if result else b"")

    left = b""
    while chunk := part.read(_CHUNK):
        whole, end, left = (left + chunk).rpartition(_ROW_ENDS)
        yield _FORMULA.sub(put, whole + end)
    yield _FORMULA.sub(put, left)


def _page(sheet: Sheet) -> Worksheet:
    return sheet.page if isinstance(sheet, LongSheet) else sheet


def _cell(sheet: Sheet, row: int, column: int) -> Cell:
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError("This cell lies inside a merged range.")
    return cell


def _styled(cell: Cell, *, horizontal: str = "left") -> Cell:
    dress(cell, font=_BODY, alignment=_ASIDE[horizontal])
    return cell
