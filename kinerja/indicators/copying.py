"""Targets of the year before, offered for the indicators that have none yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from kinerja.indicators.goals import Goal, goal_of, write_goal
from kinerja.indicators.grid import goals_of, short_name
from kinerja.indicators.kinds import Formula
from kinerja.indicators.models import Indicator, Target
from kinerja.periods.models import Period
from sop.offices.models import Office, Unit


@dataclass(frozen=True)
class Copied:
    """A target of last year that would stand in the same period of this year."""

    indicator: Indicator
    unit: Unit
    period: Period
    goal: Goal


@dataclass(frozen=True)
class CopyLine:
    """All that would be copied for one indicator and unit, as it is shown."""

    indicator: Indicator
    unit: Unit
    parts: tuple[tuple[str, str], ...]


def copyable(office: Office, year: int) -> list[Copied]:
    """Of active indicators and of units that still fill them; a target that is there is never offered. Three queries."""
    taken = goals_of(office, year)
    before = (
        Target.objects.filter(indicator__office=office, indicator__active=True, year=year - 1)
        .select_related("indicator__objective", "unit")
        .prefetch_related("indicator__units")
        .order_by("indicator__objective__order", "indicator__order", "indicator", "unit__order", "unit")
    )
    found = []
    for row in before:
        slot = (row.indicator_id, row.unit_id, row.kind, row.number)
        if slot not in taken and row.unit in row.indicator.units.all() and _fits(row):
            period = Period(kind=row.kind, year=year, number=row.number)
            found.append(Copied(row.indicator, row.unit, period, goal_of(row)))
    return found


def copy_lines(copied: Iterable[Copied]) -> list[CopyLine]:
    """One line for each indicator and unit, its periods in order and the whole year last."""
    lines = []
    for _, group in groupby(copied, key=lambda one: (one.indicator.pk, one.unit.pk)):
        rows = sorted(group, key=lambda one: (one.period.kind == "year", one.period.number))
        parts = tuple((short_name(one.period), write_goal(one.indicator, one.goal)) for one in rows)
        lines.append(CopyLine(rows[0].indicator, rows[0].unit, parts))
    return lines


def target_at(indicator: Indicator, unit: Unit, period: Period, goal: Goal) -> Target:
    """A row for this goal, not saved."""
    return Target(
        indicator=indicator,
        unit=unit,
        kind=period.kind,
        year=period.year,
        number=period.number,
        **goal.fields,
    )


def _fits(row: Target) -> bool:
    """A range asks for two bounds; where the formula has changed since, last year's figure says nothing."""
    return (row.indicator.formula == Formula.RANGE) == (row.value is None)
