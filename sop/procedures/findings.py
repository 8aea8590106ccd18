"""What is found when a sheet is checked: one row per finding, in words a planner understands."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """ERROR blocks publishing; LACK publishes for reading only; the others are to be read."""

    ERROR = "error"
    LACK = "lack"
    WARNING = "warning"
    INFO = "info"

    @property
    def words(self) -> str:
        return {"error": "Galat", "lack": "Kekurangan", "warning": "Peringatan", "info": "Info"}[self.value]


@dataclass(frozen=True)
class Finding:
    """`step` is the number as printed ("" for the whole sheet), `column` the heading, `place` where in a file."""

    severity: Level
    step: str
    column: str
    sentence: str
    advice: str = ""
    place: str = ""

    @property
    def where(self) -> str:
        """Such as "Langkah 4, kolom Waktu", then the place in the file."""
        parts = [f"langkah {self.step}" if self.step else "", f"kolom {self.column}" if self.column else ""]
        on_sheet = ", ".join(part for part in parts if part)
        return ", ".join(part for part in (on_sheet[:1].upper() + on_sheet[1:], self.place) if part)

    def __str__(self) -> str:
        said = " ".join(part for part in (self.sentence, self.advice) if part)
        repeats = self.step and f"angkah {self.step}" in self.sentence and not self.place
        return said if repeats or not self.where else f"{self.where}: {said}"


@dataclass(frozen=True)
class Report:
    """All findings of one sheet, the gravest first. `performance`: the sheet moves or fills performance data."""

    findings: tuple[Finding, ...]
    performance: bool

    @classmethod
    def of(cls, findings: Iterable[Finding], *, performance: bool) -> "Report":
        order = list(Level)
        unique = dict.fromkeys(findings)
        return cls(tuple(sorted(unique, key=lambda f: order.index(f.severity))), performance)

    def at(self, severity: Level) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is severity)

    @property
    def by_level(self) -> list[tuple[Level, tuple[Finding, ...]]]:
        """The levels that have findings, each with them."""
        return [(level, self.at(level)) for level in Level if self.at(level)]

    @property
    def errors(self) -> tuple[Finding, ...]:
        return self.at(Level.ERROR)

    @property
    def lacks(self) -> tuple[Finding, ...]:
        return self.at(Level.LACK)

    @property
    def publishable(self) -> bool:
        return not self.errors

    @property
    def runnable(self) -> bool:
        """Whether a submission can walk it: from the filling to the archive, by people who are there."""
        return self.performance and not self.errors and not self.lacks
