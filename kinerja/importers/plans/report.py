"""What a loaded workbook says: every finding at its cell, and every change it makes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from kinerja.documents.cells import Grid
from kinerja.importers.plans.words import Unreadable


@dataclass(frozen=True)
class Finding:
    """`where` is such as "Lembar Target, sel F7"."""

    where: str
    sentence: str


@dataclass(frozen=True)
class Change:
    """`what` became `after`; a new thing has no `before`."""

    kind: str
    what: str
    before: str
    after: str


@dataclass
class Report:
    """Nothing is stored while there is a finding."""

    findings: list[Finding] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        return not self.findings

    def refuse(self, grid: Grid, row: int, column: int, sentence: str) -> None:
        name, _, cell = grid.place(row, column).rpartition("!")
        self.findings.append(Finding(f"Lembar {name}, sel {cell}", sentence))

    def change(self, kind: str, what: str, before: str, after: str) -> None:
        self.changes.append(Change(kind, what, before, after))

    @contextmanager
    def at(self, grid: Grid, row: int, column: int) -> Iterator[None]:
        """What cannot be read inside is a finding at this cell."""
        try:
            yield
        except Unreadable as problem:
            self.refuse(grid, row, column, problem.sentence)
