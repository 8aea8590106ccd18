"""The sheet "Langkah": where its headings are, which columns are actors, and which rows are steps."""

import re
from dataclasses import dataclass, field

from kinerja.documents.cells import Grid
from kinerja.importers.words import GROUPS, OPTIONAL, heading_key, plain

SEARCHED = 15
FEWEST = 3
_NUMBER = re.compile(r"\(?\d{1,2}\)?")


@dataclass
class Line:
    """One step: the row in which it begins, its texts by column key, and its marks by column."""

    row: int
    texts: dict[str, str] = field(default_factory=dict)
    marks: dict[int, str] = field(default_factory=dict)
    heading: str = ""


@dataclass
class Table:
    """`columns` by key, `actors` (column, name); `printed` are headings in other words than ours."""

    columns: dict[str, int]
    actors: list[tuple[int, str]]
    printed: dict[str, str]
    lines: list[Line] = field(default_factory=list)


def find_table(grid: Grid) -> Table | None:
    """The table of steps; None where there is none."""
    for row in range(1, min(grid.last_row, SEARCHED) + 1):
        keys = _keys(grid, row)
        if "activity" in keys:
            return _table(grid, row, keys)
    return None


def _keys(grid: Grid, row: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for column in range(1, grid.last_column + 1):
        if key := heading_key(grid.text(row, column)):
            found.setdefault(key, column)
    return found


def _table(grid: Grid, top: int, keys: dict[str, int]) -> Table:
    groups = any(plain(grid.text(top, c)) in GROUPS for c in range(1, grid.last_column + 1))
    below = _keys(grid, top + 1)
    rows = (top, top + 1) if groups or {"time", "output"} & set(below) - set(keys) else (top,)
    columns = {**(below if len(rows) > 1 else {}), **keys}
    rights = [columns[k] for k in ("requirements", "time", "output", "note", *OPTIONAL) if k in columns]
    last = min(rights, default=grid.last_column + 1)
    names = {c: _name(grid, rows, c) for c in range(columns["activity"] + 1, last)}
    printed = {
        f"col_{key}": word
        for key, column in columns.items()
        if key not in OPTIONAL and (word := _heading(grid, rows, column))
    }
    table = Table(columns, [], printed)
    _read_lines(grid, rows[-1] + 1, set(names), table)
    used = {column for line in table.lines for column in line.marks}
    table.actors = [(column, name) for column, name in names.items() if name or column in used]
    return table


def _heading(grid: Grid, rows: tuple[int, ...], column: int) -> str:
    return next((word for row in reversed(rows) if heading_key(word := grid.text(row, column))), "")


def _name(grid: Grid, rows: tuple[int, ...], column: int) -> str:
    """The lowest heading of a column that is not the name of a group."""
    names = [grid.text(row, column) for row in reversed(rows)]
    return " ".join(next((name for name in names if name and plain(name) not in GROUPS), "").split())


def _read_lines(grid: Grid, first: int, lanes: set[int], table: Table) -> None:
    heading = ""
    for row in range(first, grid.last_row + 1):
        filled = {c: text for c in range(1, grid.last_column + 1) if (text := grid.text(row, c))}
        if not filled:
            continue
        if _is_column_numbers(filled):
            table.printed["col_numbers"] = " ".join(text for _, text in sorted(filled.items()))
        elif _is_heading(filled, table):
            heading = next(iter(filled.values()))
        elif table.lines and _continues(grid, row, filled, lanes, table):
            _append(table.lines[-1], filled, table)
        else:
            line = Line(row, heading=heading)
            heading = ""
            _append(line, filled, table)
            line.marks = {c: text for c, text in filled.items() if c in lanes}
            table.lines.append(line)


def _is_column_numbers(filled: dict[int, str]) -> bool:
    """The row "1 2 3 …" or "(1)…(11)" under the headings."""
    return len(filled) >= FEWEST and all(_NUMBER.fullmatch(text) for text in filled.values())


def _is_heading(filled: dict[int, str], table: Table) -> bool:
    """A single text in the first column names the table that follows."""
    ((column, text), *others) = filled.items()
    return not others and column == table.columns.get("number") and not text[:1].isdigit()


def _continues(grid: Grid, row: int, filled: dict[int, str], lanes: set[int], table: Table) -> bool:
    """Word splits a cell with paragraphs into several rows; the cells beside it are merged or blank."""
    number, activity = table.columns.get("number", 0), table.columns["activity"]
    if number in filled:
        return False
    covered = [grid.merged.get((row, column), (row, column))[0] < row for column in (number, activity)]
    return any(covered) or activity not in filled or not lanes & set(filled)


def _append(line: Line, filled: dict[int, str], table: Table) -> None:
    for key, column in table.columns.items():
        if text := filled.get(column):
            line.texts[key] = f"{line.texts[key]}\n{text}" if key in line.texts else text
