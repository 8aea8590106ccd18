"""The rows of a sheet as screens and papers show them: one figure with what it is compared to. Constant queries."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from kinerja.indicators.bands import band_for, thawed
from kinerja.periods.models import Period
from kinerja.submissions.evidence.queries import NO_FILES, Files, files_of
from kinerja.submissions.figures import Figure
from kinerja.submissions.models import Submission
from kinerja.submissions.rows.checks import (
    Before,
)
from kinerja.submissions.rows.past import Earlier, known_before
from kinerja.submissions.rows.row import Row
from kinerja.submissions.verification.threads import Thread, threads_of


@dataclass(frozen=True)
class Group:
    """Consecutive rows under one objective of one unit."""

    level: str
    objective: str
    unit: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Counts:
    """How far a sheet is."""

    total: int
    filled: int
    warned: int
    returned: int

    @property
    def empty(self) -> int:
        return self.total - self.filled


def rows_of(submission: Submission, *, unit: int | None = None, figure: int | None = None) -> list[Row]:
    """The rows of one unit, or of all; `submission.period` and `submission.run` must be loaded. Five queries at most.

    `figure` leaves only this row of the unit, whose `number` then means nothing.
    """
    figures = Figure.objects.filter(submission=submission).select_related("unit", "entered_by")
    if unit is not None:
        figures = figures.filter(unit=unit)
    if figure is not None:
        figures = figures.filter(pk=figure)
    ordered = list(figures.order_by("unit__order", "unit_id", "order", "pk"))
    known, threads = known_before(submission, unit), threads_of(submission)
    files = files_of(submission, unit=unit)
    return [
        _row(figure, number, known.of(figure), threads.get(figure.pk), files.get(figure.pk, NO_FILES))
        for _unit, figures_of_unit in groupby(ordered, key=lambda figure: figure.unit_id)
        for number, figure in enumerate(figures_of_unit, start=1)
    ]


def _row(figure: Figure, number: int, earlier: Earlier, thread: Thread | None, files: Files) -> Row:
    return Row(
        figure,
        number,
        _before(earlier),
        band_for(figure.achievement, thawed(figure.definition["bands"])),
        thread,
        earlier,
        files,
    )


def grouped(rows: Iterable[Row]) -> list[Group]:
    """Rows under their unit and objective, in the order they came."""
    return [
        Group(level, objective, unit, tuple(members))
        for (unit, level, objective), members in groupby(rows, key=_heading)
    ]


def counts(rows: Sequence[Row], doubted: Collection[int] = ()) -> Counts:
    """Counters of a sheet; each equals the length of the list its filter shows."""
    return Counts(
        total=len(rows),
        filled=sum(row.figure.filled for row in rows),
        warned=sum(bool(row.warnings) or row.pk in doubted for row in rows),
        returned=sum(row.returned for row in rows),
    )


def called(before: Period, now: Period) -> str:
    """How the period before is called beside this one: "TW II", with its year where that differs ("TW IV 2025")."""
    if before.year == now.year:
        return before.short.rsplit(" ", 1)[0]
    return before.short


def _before(earlier: Earlier) -> Before | None:
    past, now = earlier.before, earlier.now
    if past is None or now is None:
        return None
    return Before(past.value, called(past.period, now), past.period.year == now.year, past.signed)


def _heading(row: Row) -> tuple[str, str, str]:
    return row.figure.unit.name, row.level, row.objective
