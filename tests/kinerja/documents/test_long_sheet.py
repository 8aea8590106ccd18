"""Long tables: the rows lie on the disk, and a reader finds every cell, its look and what its formula gives."""

import dataclasses
import gc
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet._writer import ALL_TEMP_FILES

from kinerja.documents import workbook as wb
from kinerja.documents.data import Amount, Heading, RecapCell, RecapData, RecapGroup, RecapPart, RecapRow
from kinerja.documents.parts import Stationery
from kinerja.documents.recap_book import recap_workbook

ROWS = 300
HEAD = 6  # rows of kop, titles and headings


def recap(rows: int) -> RecapData:
    """Four quarters, the first of them rolled up from three months."""
    cell = RecapCell(
        Amount(Decimal("97.5")), Amount(Decimal(95)), Decimal("97.5") / 95 * 100, provisional=True
    )
    months = tuple(RecapPart(f"Bulan {n}", Decimal(95), Decimal("97.5")) for n in (1, 2, 3))
    cells = (dataclasses.replace(cell, parts=months), *(cell,) * 3)
    lines = tuple(
        RecapRow(f"=Indikator {n}", "%", cells, cell, formula="positive", aggregation="average")
        for n in range(rows)
    )
    return RecapData(
        Stationery(("DINAS",)), "Rekap", "Dinas", "2026", ("TW I", "TW II", "TW III", "TW IV"),
        (RecapGroup((Heading("Program", "Satu"),), lines),), total_label="2026",
        means=(Decimal(100),) * 5,
    )  # fmt: skip


def cells_alive() -> int:
    """By their type: `isinstance` would wake lazy objects that other tests left behind, such as the nonce of an old answer."""
    return sum(issubclass(type(thing), Cell) for thing in gc.get_objects())


def test_every_row_is_there_by_cell_and_the_last_is_written_with_none_of_the_others_in_memory():
    alive: dict[int, int] = {}
    content = recap_workbook(
        recap(ROWS), told=lambda row: alive.update({row: cells_alive()} if row in {2, ROWS} else {})
    )
    assert alive[2] == alive[ROWS]
    read = {"read_only": True}
    formulas = load_workbook(io.BytesIO(content), **read)
    results = load_workbook(io.BytesIO(content), data_only=True, **read)
    last = HEAD + ROWS
    (row,) = formulas["Rekap"].iter_rows(min_row=last, max_row=last)
    (given,) = results["Rekap"].iter_rows(min_row=last, max_row=last, values_only=True)
    assert [cell.value for cell in row[:3]] == [ROWS, "Program: Satu", "=Indikator 299"]
    assert (row[2].data_type, row[5].data_type) == ("s", "f")
    assert row[5].value == "=AVERAGE(Rincian!$E$899,Rincian!$E$900,Rincian!$E$901)"
    assert row[6].value == f"=F{last}/E{last}*100"
    assert (given[5], given[6]) == (97.5, pytest.approx(102.631579))
    assert (row[6].number_format, row[6].border.left.style, row[6].fill.patternType) == (
        "#,##0.00",
        "thin",
        "lightUp",
    )
    assert (row[2].alignment.horizontal, row[6].alignment.horizontal) == ("left", "right")
    (end,) = results["Rincian"].iter_rows(min_row=901, max_row=901, values_only=True)
    assert end == ("=Indikator 299", "TW I", "Bulan 3", 95, 97.5)


def test_a_row_on_the_disk_is_not_written_again_and_two_books_keep_their_own_looks():
    office = Stationery(("DINAS",))
    first, sheet = wb.new_long("A", office=office, author="x")
    second, other = wb.new_long("B", office=office, author="x")
    wb.style_header(wb.put_text(other, 1, 1, "judul"))
    wb.put_text(sheet, 1, 1, "isi")
    wb.put_formula(sheet, 1, 3, "=1+1", Decimal(2))
    wb.put_formula(sheet, 1, 2, "=1+2", Decimal(3))
    sheet.done(1)
    with pytest.raises(ValueError, match="disk"):
        sheet.cell(1, 1)
    sheet.finish()
    other.finish()
    page = load_workbook(io.BytesIO(wb.to_bytes(first, [sheet])), data_only=True)["A"]
    assert [cell.value for cell in page[1]] == ["isi", 3, 2]
    assert (page["A1"].font.b, page["A1"].fill.patternType) == (False, None)
    assert load_workbook(io.BytesIO(wb.to_bytes(second)))["B"]["A1"].font.b


def test_a_book_that_is_given_up_leaves_no_file():
    def stop(row: int) -> None:
        if row == 2:
            raise InterruptedError

    gc.collect()
    before = list(ALL_TEMP_FILES)
    with pytest.raises(InterruptedError):
        recap_workbook(recap(3), told=stop)
    gc.collect()
    assert before == ALL_TEMP_FILES
