"""The recap as the page shows it: every cell in words, the same words as on paper."""

from dataclasses import dataclass

from kinerja.common.headings import heading
from kinerja.documents.data import RecapCell, RecapRow
from kinerja.documents.lines import achievement_text, amount_text, has_value
from kinerja.insights.recap import Mean, Recap


@dataclass(frozen=True)
class CellWords:
    """A cell; `column` is its heading, repeated where the table becomes cards."""

    column: str
    realised: str
    target: str
    achievement: str
    predicate: str
    note: str
    tone: str
    owed: bool
    filled: bool
    provisional: bool


@dataclass(frozen=True)
class RowWords:
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
class Table:
    columns: tuple[ColumnWords, ...]
    groups: tuple[GroupWords, ...]


def table_of(recap: Recap) -> Table:
    """Put the total last, as a column like the others."""
    data = recap.data
    named = zip(data.columns, recap.urls, recap.means, strict=True)
    columns = (*(ColumnWords(*column) for column in named), ColumnWords(data.total_label, "", recap.overall))
    names = [column.name for column in columns]
    groups = tuple(
        GroupWords(
            " › ".join(heading(node.level, node.name) for node in group.headings),
            tuple(_row(row, names) for row in group.rows),
        )
        for group in data.groups
    )
    return Table(columns, groups)


def _row(row: RecapRow, names: list[str]) -> RowWords:
    cells = zip(names, (*row.cells, row.total), strict=True)
    return RowWords(row.indicator, row.measure, row.rule, tuple(_cell(name, cell) for name, cell in cells))


def _cell(name: str, cell: RecapCell | None) -> CellWords:
    if cell is None or not cell.owed:
        return CellWords(name, "–", "", "", "", "", "neutral", owed=False, filled=False, provisional=False)
    filled = has_value(cell.realised)
    return CellWords(
        column=name,
        realised=amount_text(cell.realised),
        target=amount_text(cell.target) if cell.target else "",
        achievement=achievement_text(cell.achievement, cell.realised) if filled else "",
        predicate=cell.predicate,
        note=cell.achievement_note if filled else "",
        tone=cell.tone,
        owed=True,
        filled=filled,
        provisional=cell.provisional and filled,
    )
