"""The rows of a sheet by the words in its first row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kinerja.documents.cells import Grid
from kinerja.importers.plans.report import Report
from kinerja.importers.plans.words import plain, short


@dataclass(frozen=True)
class Table:
    """A sheet with the places of its columns by their headings, from 1."""

    grid: Grid
    columns: dict[str, int]

    def rows(self) -> Iterator[int]:
        """Every row below the headings in which something stands."""
        filled = sorted({row for row, _ in self.grid.cells if row > 1})
        yield from filled

    def text(self, row: int, heading: str) -> str:
        """What a form would be typed: figures without thousands, so that they have one reading only."""
        column = self.columns.get(heading, 0)
        number = self.grid.numbers.get((row, column))
        return self.grid.text(row, column) if number is None else short(number)

    def column(self, heading: str) -> int:
        return self.columns.get(heading, 1)


def find_table(
    grids: dict[str, Grid], name: str, headings: Sequence[str], needed: Sequence[str], report: Report
) -> Table | None:
    """The sheet of this name; a heading that is missing or not known is a finding. None where there is no such sheet."""
    grid = grids.get(plain(name))
    if grid is None:
        return None
    columns = _columns(grid, headings, report)
    missing = [heading for heading in needed if heading not in columns]
    for heading in missing:
        report.refuse(grid, 1, 1, f"Kolom ‘{heading}’ tidak ada pada lembar ini.")
    return None if missing else Table(grid, columns)


def _columns(grid: Grid, headings: Sequence[str], report: Report) -> dict[str, int]:
    known = {plain(heading): heading for heading in headings}
    columns: dict[str, int] = {}
    for column in range(1, grid.last_column + 1):
        said = grid.text(1, column)
        heading = known.get(plain(said))
        if heading is not None:
            columns[heading] = column
        elif said:
            report.refuse(grid, 1, column, f"Judul kolom ‘{said}’ tidak dikenal. Pakai judul pada templat.")
    return columns
