"""The recap as a workbook that still calculates: achievements, totals, roll-ups and means are formulas.

A formula is written only where it gives exactly what the page shows; else the number or the words as they were recorded.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from kinerja.common.dates import format_moment
from kinerja.documents import workbook as wb
from kinerja.documents.data import Amount, RecapCell, RecapData, RecapPart, RecapRow
from kinerja.documents.lines import NONE, NOT_COMPUTABLE, has_value
from kinerja.documents.long_sheet import LongSheet, writing
from kinerja.documents.recap_formulas import LIVE, Live, Source, achieved, capped_mean, together
from kinerja.indicators.kinds import Aggregation

SHEET, PARTS_SHEET = "Rekap", "Rincian"
WIDTHS = (5, 32, 36, 11)
PART_WIDTHS = (12, 13, 12, 15, 24)
PARTS_HEADER = ("Indikator kinerja", "Kolom rekap", "Bagian", "Target", "Realisasi")
PARTS_WIDTHS = (44, 28, 28, 14, 14)
MONTHS = 12
MEAN_LABEL = "Rata-rata capaian (setiap capaian dihitung antara 0 dan 100)"
NOTHING, NOT_LIVE = Amount(missing=""), (None, None)
_EXACTNESS = Decimal("0.000001")
_ROUNDING = Decimal("0.005000001")  # a mean is shown with two decimals at least


@dataclass
class _Writer:
    """The workbook while it is written. `sources`: what stands in each cell of the row at hand; `parts`: the second sheet."""

    data: RecapData
    book: Workbook
    sheet: LongSheet
    columns: tuple[str, ...]
    sources: dict[tuple[int, int], Source] = field(default_factory=dict)
    parts: LongSheet | None = None
    listed: int = 1

    def formula(self, row: int, column: int, live: Live, decimals: int = 2) -> Cell:
        return wb.put_formula(self.sheet, row, column, live.formula, live.result, decimals)

    def list_part(self, indicator: str, column: str, part: RecapPart) -> int:
        """Put a part down on the second sheet; the row there."""
        self.parts = sheet = self.parts or _parts_sheet(self)
        self.listed += 1
        for place, text in enumerate((indicator, column, part.name), start=1):
            wb.put_text(sheet, self.listed, place, text)
        wb.put_amount(sheet, self.listed, 4, Amount(part.target, missing=NONE))
        wb.put_amount(sheet, self.listed, 5, Amount(part.realised))
        wb.put_grid(sheet, self.listed, len(PARTS_HEADER))
        sheet.done(self.listed)
        return self.listed


def recap_workbook(data: RecapData, *, told: Callable[[int], None] = lambda _row: None) -> bytes:
    """Write rows down and columns across, five cells for each, and on a second sheet what was rolled up.

    Whatever the number of rows, one of them is in memory, and the packed file.

    `told` hears the number of each row that is written; what it raises ends the writing.
    """
    columns = (*data.columns, data.total_label) if data.total_label else data.columns
    book, sheet = wb.new_long(SHEET, office=data.stationery, author=data.office)
    writer = _Writer(data, book, sheet, columns)
    with writing(book):
        _write(writer, told)
        return wb.to_bytes(book, [sheet])


def _write(writer: _Writer, told: Callable[[int], None]) -> None:
    data, sheet = writer.data, writer.sheet
    width = len(WIDTHS) + len(PART_WIDTHS) * len(writer.columns)
    top = wb.write_titles(sheet, data.stationery, _titles(data), width=width)
    _header(writer, top)
    row = first = top + 2
    numbers = count(1)
    for group in data.groups:
        for line in group.rows:
            wb.put_number(sheet, row, 1, Decimal(next(numbers)), 0)
            for column, text in enumerate(
                (wb.path_text(group.headings), line.indicator, line.measure), start=2
            ):
                wb.put_text(sheet, row, column, text)
            _line(writer, row, line)
            wb.put_grid(sheet, row, width)
            sheet.done(row)
            row += 1
            told(row - first)
    if data.means:
        _means(writer, first, row)
        wb.put_grid(sheet, row, width)
    _notes(sheet, row + 2, data)
    sheet.finish()


def _titles(data: RecapData) -> list[str]:
    as_of = f". Keadaan {format_moment(data.as_of, data.stationery.zone)}" if data.as_of else ""
    return [data.title.upper(), data.office, f"{data.period}{as_of}"]


def _header(writer: _Writer, row: int) -> None:
    """Two rows: the name of the column over its five parts."""
    sheet, data = writer.sheet, writer.data
    for column, label in enumerate(("No", "Tujuan, sasaran, program", data.row_label, "Satuan"), start=1):
        wb.style_header(wb.put_text(sheet, row, column, label))
        sheet.merge_cells(start_row=row, start_column=column, end_row=row + 1, end_column=column)
    for index, label in enumerate(writer.columns):
        first = _first_column(index)
        wb.style_header(wb.put_text(sheet, row, first, label))
        wb.write_header(
            sheet,
            row + 1,
            ("Target", data.value_label, "Capaian (%)", "Predikat", "Keterangan"),
            first=first,
        )
        last = first + len(PART_WIDTHS) - 1
        sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)
    wb.finish_header(sheet, first=row, last=row + 1, frozen_columns=3)
    wb.set_widths(sheet, (*WIDTHS, *(PART_WIDTHS * len(writer.columns))))


def _line(writer: _Writer, row: int, line: RecapRow) -> None:
    """The columns from what they were rolled up from, the total from the columns."""
    for index, cell in enumerate(line.cells):
        made_of = _kept_parts(writer, line, cell, writer.columns[index])
        through = len(made_of) == MONTHS
        live = together(line.aggregation, made_of, through_quarters=through) if made_of else NOT_LIVE
        _cell(writer, row, index, cell, line, live)
    if writer.data.total_label:
        _cell(writer, row, len(line.cells), line.total, line, _total(writer, row, line))
    writer.sources.clear()  # no formula looks at the cells of another row


def _kept_parts(writer: _Writer, line: RecapRow, cell: RecapCell, column: str) -> list[Source]:
    """Put the parts of a cell down for the second sheet, and say where they will stand there."""
    sources = []
    for part in cell.parts:
        at = writer.list_part(line.indicator, column, part)
        sources.append(Source(f"{PARTS_SHEET}!$D${at}", f"{PARTS_SHEET}!$E${at}", part.target, part.realised))
    return sources


def _total(writer: _Writer, row: int, line: RecapRow) -> tuple[Live | None, Live | None]:
    """From the columns that owe something; a year of months counts the empty ones too, for its quarters."""
    places = [n for n, cell in enumerate(line.cells) if cell.owed or line.through_quarters]
    sources = [writer.sources[row, n] for n in places]
    if not line.aggregation or line.total is None or not sources:
        return NOT_LIVE
    kind = line.aggregation if len(sources) > 1 else Aggregation.LAST
    return together(kind, sources, through_quarters=line.through_quarters)


def _cell(
    writer: _Writer,
    row: int,
    index: int,
    cell: RecapCell | None,
    line: RecapRow,
    live: tuple[Live | None, Live | None],
) -> None:
    """The five cells of a column, and where its numbers stand now."""
    sheet, first = writer.sheet, _first_column(index)
    if cell is None or not cell.owed:
        wb.put_text(sheet, row, first + 1, NONE)
        writer.sources[row, index] = _source(row, first, None, None)
        return
    aim, gained = live
    target = _number(writer, row, first, cell.target or NOTHING, None if cell.own_target else aim)
    realised = _number(writer, row, first + 1, cell.realised, gained)
    source = writer.sources[row, index] = _source(row, first, target, realised)
    _achievement(writer, row, first + 2, cell, line.formula, source)
    wb.put_text(sheet, row, first + 3, cell.predicate)
    wb.put_text(sheet, row, first + 4, _remark(cell))
    if cell.provisional and has_value(cell.realised):
        for column in range(first, first + len(PART_WIDTHS)):
            wb.dress(sheet.cell(row, column), fill=wb.PROVISIONAL)


def _source(row: int, first: int, target: Decimal | None, realised: Decimal | None) -> Source:
    letters = (get_column_letter(first), get_column_letter(first + 1))
    return Source(f"{letters[0]}{row}", f"{letters[1]}{row}", target, realised)


def _number(writer: _Writer, row: int, column: int, amount: Amount, live: Live | None) -> Decimal | None:
    """Write the amount, by its formula where that gives it; return the number that stands there, if it is one."""
    shown = amount.number
    if shown is None or amount.upper is not None or amount.label:
        wb.put_amount(writer.sheet, row, column, amount)
        return None
    if live is None or abs(live.result - shown) > _ROUNDING:
        wb.put_amount(writer.sheet, row, column, amount)
        return shown
    writer.formula(row, column, live, max(amount.decimals, _digits(shown)))
    return live.result


def _achievement(
    writer: _Writer, row: int, column: int, cell: RecapCell, formula: str, source: Source
) -> None:
    if cell.achievement is None:
        wb.put_text(writer.sheet, row, column, NOT_COMPUTABLE if has_value(cell.realised) else NONE)
        return
    live = _live_achievement(formula, source)
    if live and abs(live.result - cell.achievement) <= _EXACTNESS:
        writer.formula(row, column, live)
        return
    number = wb.put_number(writer.sheet, row, column, cell.achievement, 2)
    number.number_format = wb.number_format(2)


def _live_achievement(formula: str, source: Source) -> Live | None:
    if formula not in LIVE or source.target is None or source.realised is None:
        return None
    result = achieved(formula, source.target, source.realised)
    text = LIVE[formula].format(R=source.realised_at, T=source.target_at)
    return None if result is None else Live(text, result)


def _remark(cell: RecapCell) -> str:
    """What the column Keterangan says of a cell."""
    words = (
        "sementara" if cell.provisional and has_value(cell.realised) else "",
        cell.status,
        cell.coverage,
        "target periode itu sendiri" if cell.own_target else "",
        cell.achievement_note,
    )
    return "; ".join(word for word in words if word)


def _means(writer: _Writer, first: int, row: int) -> None:
    """The row below: the mean of each column, and of all of them or of the total."""
    wb.put_text(writer.sheet, row, 3, MEAN_LABEL)
    ranges = []
    for index in range(len(writer.columns)):
        letter = get_column_letter(_first_column(index) + 2)
        ranges.append(f"{letter}{first}:{letter}{row - 1}")
    for index, mean in enumerate(writer.data.means):
        over = ranges[:-1] if index == len(ranges) - 1 and writer.data.mean_over_columns else [ranges[index]]
        column = _first_column(index) + 2
        if mean is None:
            wb.put_text(writer.sheet, row, column, NONE)
        else:
            writer.formula(row, column, Live(capped_mean(over), mean))


def _notes(sheet: LongSheet, row: int, data: RecapData) -> None:
    lacking = [f"Belum masuk: {', '.join(data.lacking)}."] if data.lacking else []
    rules = [f"{line.indicator}: {line.rule}" for group in data.groups for line in group.rows if line.rule]
    legend = "Berarsir dan “sementara”: angka belum ditandatangani. “belum diisi” berbeda dari 0."
    live = "Capaian, jumlah, rata-rata, dan gabungan periode adalah rumus: angkanya ikut berubah bila sel sumbernya diubah."
    for number, text in enumerate([*lacking, *data.rules, *rules, legend, live], start=row):
        wb.put_text(sheet, number, 2, text).alignment = Alignment(wrap_text=False)


def _parts_sheet(writer: _Writer) -> LongSheet:
    """What was rolled up, a row for each part; there only where something was."""
    sheet = wb.add_sheet(writer.book, PARTS_SHEET, office=writer.data.stationery)
    wb.set_widths(sheet, PARTS_WIDTHS)
    wb.write_header(sheet, 1, PARTS_HEADER)
    wb.finish_header(sheet, first=1, last=1, frozen_columns=1)
    return sheet


def _digits(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _first_column(index: int) -> int:
    return len(WIDTHS) + 1 + len(PART_WIDTHS) * index
