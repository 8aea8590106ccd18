"""Rekapitulasi as HTML: as many tables as the columns need to stay readable."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from django.template.loader import render_to_string

from kinerja.documents.data import Heading, RecapCell, RecapData, RecapRow
from kinerja.documents.lines import NONE, achievement_text, amount_text, has_value, new_headings, percent

COLUMNS = 5  # of two parts each; more would not be read at arm's length


@dataclass(frozen=True, slots=True)
class CellWords:
    """A cell as printed."""

    realised: str
    target: str
    achievement: str
    predicate: str
    tone: str
    owed: bool
    provisional: bool
    filled: bool
    note: str


@dataclass(frozen=True, slots=True)
class RecapLine:
    number: int
    row: RecapRow
    cells: tuple[CellWords, ...]


@dataclass(frozen=True, slots=True)
class RecapBlock:
    headings: tuple[Heading, ...]
    lines: tuple[RecapLine, ...]


@dataclass(frozen=True, slots=True)
class RecapTable:
    """A table with some of the columns and all rows."""

    columns: tuple[str, ...]
    blocks: tuple[RecapBlock, ...]
    means: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        return 3 + 2 * len(self.columns)


def recap_page(data: RecapData) -> str:
    """Return the whole HTML page that becomes the PDF."""
    context = {
        "data": data,
        "tables": list(recap_tables(data)),
        "rules": [f"{row.indicator}: {row.rule}" for group in data.groups for row in group.rows if row.rule],
        "logo_url": "logo:kop" if data.stationery.logo_png else "",
        "title": f"{data.title} – {data.office} – {data.period}",
        "author": data.office,
        "created": data.as_of.isoformat() if data.as_of else "",
        "foot": " · ".join(filter(None, (data.title, data.period, data.part))),
    }
    return render_to_string("documents/recap.html", context)


def recap_tables(data: RecapData) -> Iterator[RecapTable]:
    """Cut the columns, the total last, into tables of a readable width."""
    columns = (*data.columns, data.total_label) if data.total_label else data.columns
    for start in range(0, len(columns), COLUMNS):
        part = slice(start, start + COLUMNS)
        blocks = tuple(_blocks(data, part))
        means = tuple(NONE if mean is None else percent(mean) for mean in data.means[part])
        yield RecapTable(columns[part], blocks, means)


def _blocks(data: RecapData, part: slice) -> Iterator[RecapBlock]:
    numbers, with_total = count(data.first), bool(data.total_label)
    seen: tuple[Heading, ...] = ()
    for group in data.groups:
        lines = tuple(
            RecapLine(next(numbers), row, tuple(map(_words, _all_cells(row, with_total=with_total)[part])))
            for row in group.rows
        )
        yield RecapBlock(new_headings(seen, group.headings), lines)
        seen = group.headings


def _all_cells(row: RecapRow, *, with_total: bool) -> tuple[RecapCell | None, ...]:
    return (*row.cells, row.total) if with_total else row.cells


def _words(cell: RecapCell | None) -> CellWords:
    if cell is None or not cell.owed:
        return CellWords("", "", "", "", "", owed=False, provisional=False, filled=False, note="")
    return CellWords(
        realised=amount_text(cell.realised),
        target=f"{'target periode' if cell.own_target else 'target'} {amount_text(cell.target)}"
        if cell.target
        else "",
        achievement=achievement_text(cell.achievement, cell.realised),
        predicate=cell.predicate,
        tone=cell.tone,
        owed=True,
        provisional=cell.provisional and has_value(cell.realised),
        filled=has_value(cell.realised),
        note=cell.coverage,
    )
