"""The recap as the page shows it: every cell in words, the same words as on paper."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kinerja.common.headings import heading
from kinerja.documents.data import RecapCell
from kinerja.documents.lines import achievement_text, amount_text, has_value
from kinerja.insights.recap import Mean, Recap, grouped
from kinerja.insights.recap_lines import Line


@dataclass(frozen=True)
class CellWords:
    """A cell; `column` is its heading, `url` where its figure comes from. `status` has an icon of the name `state`."""

    column: str
    realised: str = "–"
    target: str = ""
    achievement: str = ""
    predicate: str = ""
    note: str = ""
    tone: str = "neutral"
    owed: bool = False
    filled: bool = False
    provisional: bool = False
    status: str = ""
    state: str = ""
    url: str = ""


@dataclass(frozen=True)
class RowWords:
    anchor: str
    indicator: str
    measure: str
    rule: str
    cells: tuple[CellWords, ...]


@dataclass(frozen=True)
class GroupWords:
    heading: str
    rows: tuple[RowWords, ...]


@dataclass(frozen=True)
class ColumnWords:
    """A heading with the file behind it, if a single one, and the mean below it."""

    name: str
    url: str
    mean: Mean


@dataclass(frozen=True)
class CardWords:
    """A column as a phone shows it, folded: its mean, and the cells that owe something, with their indicators."""

    column: ColumnWords
    cells: tuple[tuple[str, CellWords], ...]


@dataclass(frozen=True)
class Table:
    columns: tuple[ColumnWords, ...]
    groups: tuple[GroupWords, ...]
    cards: tuple[CardWords, ...]


def table_of(recap: Recap) -> Table:
    """Put the total last, as a column like the others."""
    data = recap.data
    named = zip(data.columns, recap.urls, recap.means, strict=True)
    columns = (*(ColumnWords(*column) for column in named), ColumnWords(data.total_label, "", recap.overall))
    names = [column.name for column in columns]
    anchors = _anchors(recap.lines)
    groups = tuple(
        GroupWords(
            heading(node.level, node.name) if node else "",
            tuple(_row(line, names, next(anchors)) for line in lines),
        )
        for node, lines in grouped(recap.lines)
    )
    return Table(columns, groups, _cards(columns, groups))


def _cards(columns: tuple[ColumnWords, ...], groups: tuple[GroupWords, ...]) -> tuple[CardWords, ...]:
    rows = [row for group in groups for row in group.rows]
    return tuple(
        CardWords(column, tuple((row.indicator, row.cells[n]) for row in rows if row.cells[n].owed))
        for n, column in enumerate(columns)
    )


def _anchors(lines: Iterable[Line]) -> Iterator[str]:
    """A name for each row; an indicator that stands there once for each unit has its own name for the first only."""
    seen: Counter[int] = Counter()
    for line in lines:
        seen[line.key] += 1
        yield f"baris-{line.key}" if seen[line.key] == 1 else f"baris-{line.key}-{seen[line.key]}"


def _row(line: Line, names: list[str], anchor: str) -> RowWords:
    row = line.row
    values = [*line.values, line.total]
    cells = zip(names, (*row.cells, row.total), values, line.urls, strict=True)
    words = tuple(_cell(name, cell, value.status if value else "", url) for name, cell, value, url in cells)
    return RowWords(anchor, row.indicator, row.measure, row.rule, words)


def _cell(name: str, cell: RecapCell | None, state: str, url: str) -> CellWords:
    if cell is None or not cell.owed:
        return CellWords(name)
    filled = has_value(cell.realised)
    target = f"{'target periode' if cell.own_target else 'target'} {amount_text(cell.target) if cell.target else ''}"
    return CellWords(
        column=name,
        realised=amount_text(cell.realised),
        target=target if cell.target else "",
        achievement=achievement_text(cell.achievement, cell.realised) if filled else "",
        predicate=cell.predicate,
        note=_note(cell) if filled else "",
        tone=cell.tone,
        owed=True,
        filled=filled,
        provisional=cell.provisional and filled,
        status=cell.status,
        state=state,
        url=url,
    )


def _note(cell: RecapCell) -> str:
    return "; ".join(part for part in (cell.achievement_note, cell.coverage) if part)
