"""Figures of earlier periods beside those of a file: one query for the period before, the history and the year before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Q

from kinerja.common.sparkline import Point, sparkline
from kinerja.periods.models import Period
from kinerja.periods.queries import period_before
from kinerja.submissions.figures import Figure
from kinerja.submissions.models import Status, Submission
from kinerja.submissions.rows.checks import shown

LENGTH = 8
NOTES = ("explanation", "helped", "hindered", "follow_up")
_SIGNED = {Status.SIGNED, Status.ARCHIVED}
_COLUMNS = (
    "submission__obligation", "submission__status", "submission__revision",
    "submission__period__year", "submission__period__number", "indicator", "unit",
)  # fmt: skip
_INDICATOR = _COLUMNS.index("indicator")

Owner = tuple[int, int]  # indicator, unit
Place = tuple[int, int]  # year, number of the period


@dataclass(frozen=True)
class Past:
    """The figure of an earlier period: the signed one, else the latest; `value` None: nothing was entered."""

    period: Period
    value: Decimal | None
    signed: bool
    target: Decimal | None = None


@dataclass(frozen=True)
class Earlier:
    """What one row had before the period `now`: in the eight `periods` before it, oldest first, and in the year before."""

    now: Period | None
    periods: tuple[Period, ...]
    found: Mapping[Place, Past]

    @property
    def before(self) -> Past | None:
        """The figure of the period before; None where that period had none."""
        return self._at(self.periods[-1]) if self.periods else None

    @property
    def year_before(self) -> Past | None:
        """The figure of the same period a year earlier; None where that period had none."""
        return self._at(year_before(self.now)) if self.now else None

    @property
    def history(self) -> list[Past]:
        """One for each of the eight periods, empty where there was no figure."""
        return [self._at(period) or Past(period, None, signed=True) for period in self.periods]

    def _at(self, period: Period) -> Past | None:
        return self.found.get((period.year, period.number))


NOTHING = Earlier(None, (), {})


@dataclass(frozen=True)
class Known:
    """What is known before the period `now`, row by row."""

    now: Period
    periods: tuple[Period, ...]
    found: Mapping[Owner, Mapping[Place, Past]]

    def of(self, figure: Figure) -> Earlier:
        return Earlier(self.now, self.periods, self.found.get((figure.indicator_id, figure.unit_id), {}))


@dataclass(frozen=True)
class History:
    """The eight periods before as a row shows them, in the words of its indicator; `target` as the row writes it."""

    figure: Figure
    earlier: Earlier
    target: str

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """One for each period, oldest first; without text where there was no figure."""
        return tuple(self._point(past) for past in self.earlier.history)

    @property
    def told(self) -> list[Point]:
        """Only the periods that have a figure."""
        return [point for point in self.points if point.text]

    @cached_property
    def sparkline(self) -> str:
        """The history and the figure of this period as a small picture; "" where there is nothing to compare."""
        if self.earlier.now is None or not self.told:
            return ""
        figure = self.figure
        targets = [figure.target, figure.target_lower, figure.target_upper]
        return sparkline(
            f"riwayat-{figure.pk}",
            f"Riwayat {figure.definition['name']}, target {self.target or 'belum diisi'}",
            [*self.points, self._point(Past(self.earlier.now, figure.value, signed=True))],
            [target for target in targets if target is not None],
        )

    def _point(self, past: Past) -> Point:
        text = shown(past.value, self.figure.definition)
        return Point(past.period.short, past.value, text, provisional=not past.signed)


def known_before(submission: Submission, unit: int | None = None) -> Known:
    """Earlier figures of one unit, or of all; `submission.period` must be loaded. One query.

    Where several files have the figure, one of the same duty goes first, then a signed one, then the latest revision.
    """
    period = submission.period
    periods = eight_before(period)
    found: dict[Owner, dict[Place, Past]] = {}
    for _obligation, status, _revision, year, number, indicator, owner, value, target in _ranked(
        submission, unit, [*periods, year_before(period)]
    ):
        there = Period(kind=period.kind, year=year, number=number)
        found.setdefault((indicator, owner), {})[year, number] = Past(there, value, status in _SIGNED, target)
    return Known(period, periods, found)


def eight_before(period: Period) -> tuple[Period, ...]:
    """The eight periods before this one, oldest first, not saved."""
    periods = [period_before(period)]
    while len(periods) < LENGTH:
        periods.append(period_before(periods[-1]))
    return tuple(reversed(periods))


def year_before(period: Period) -> Period:
    """The same period a year earlier, not saved."""
    return Period(kind=period.kind, year=period.year - 1, number=period.number)


def notes_before(submission: Submission, unit: int) -> dict[int, dict[str, str]]:
    """The texts of the period before, by indicator; `submission.period` must be loaded. One query."""
    found = _ranked(submission, unit, [period_before(submission.period)], NOTES)
    return {row[_INDICATOR]: dict(zip(NOTES, row[len(_COLUMNS) :], strict=True)) for row in found}


def _ranked(
    submission: Submission,
    unit: int | None,
    periods: Sequence[Period],
    more: Sequence[str] = ("value", "target"),
) -> list[tuple[Any, ...]]:
    """Figures of those periods, the one that counts last: _COLUMNS and then `more`."""
    places = Q()
    for year in {period.year for period in periods}:
        numbers = [period.number for period in periods if period.year == year]
        places |= Q(submission__period__year=year, submission__period__number__in=numbers)
    figures = Figure.objects.filter(
        places, submission__office=submission.office_id, submission__period__kind=submission.period.kind,
        submission__withdrawn_at=None,
    )  # fmt: skip
    if unit is not None:
        figures = figures.filter(unit=unit)
    found = figures.values_list(*_COLUMNS, *more)
    return sorted(found, key=lambda row: (row[0] == submission.obligation_id, row[1] in _SIGNED, row[2]))
