"""What came back from the sheet of targets: what to save, and what could not be read."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kinerja.common.numbers import unchanged
from kinerja.indicators.actions import Wanted
from kinerja.indicators.goals import UnreadableGoal, read_goal
from kinerja.indicators.grid import Cell, Grid, Line


@dataclass
class SheetForm:
    """Texts by the name of their cell. A cell that came back as it was shown is neither read nor saved."""

    grid: Grid
    data: Mapping[str, str]
    wanted: list[Wanted] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for line, cell, seen in self._typed():
            self._take(line, cell, seen)

    def _typed(self) -> Iterator[tuple[Line, Cell, str]]:
        """The cells of rows that were on the page, each with the text it had there."""
        for line in self.grid.lines:
            shown = _shown(self.data.get(f"seen-{line.key}", ""), len(line.cells))
            for cell, seen in zip(line.cells, shown, strict=False):
                if cell.name in self.data:
                    yield line, cell, seen

    def _take(self, line: Line, cell: Cell, seen: str) -> None:
        text = self.data[cell.name]
        self.texts[cell.name] = text
        if unchanged(text, seen):
            return
        try:
            goal = read_goal(line.indicator, text)
        except UnreadableGoal as problem:
            self.problems[cell.name] = problem.sentence
        else:
            self.wanted.append(Wanted(cell.name, line.indicator, line.unit, cell.period, goal, seen))

    @property
    def first_sentences(self) -> list[tuple[str, str]]:
        """For the summary: where the cell is, and what to write there."""
        return [
            (f"#{cell.name}", f"{line.indicator.name}, {line.unit}, {cell.label}: {self.problems[cell.name]}")
            for line in self.grid.lines
            for cell in line.cells
            if cell.name in self.problems
        ]


def _shown(text: str, count: int) -> list[str]:
    """The texts of the row as the page carried them."""
    try:
        shown = json.loads(text)
    except ValueError:
        return []
    fits = isinstance(shown, list) and len(shown) == count and all(isinstance(one, str) for one in shown)
    return shown if fits else []
