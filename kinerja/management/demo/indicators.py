"""Indicators of the demo: the tree of objectives, targets of three years and of their periods, the bands."""

from collections.abc import Container, Iterator
from decimal import Decimal
from itertools import product
from typing import Any

from kinerja.indicators.agreements import PlanningPost
from kinerja.indicators.bands import DEFAULT_BANDS
from kinerja.indicators.models import Indicator, Objective, PredicateBand, Target
from kinerja.management.demo.files import plans
from kinerja.management.demo.targets import Goal
from kinerja.periods.models import MONTHS_IN, PeriodKind
from sop.offices.models import KeeperPost, Office, Unit

YEARS = 3
FIELDS = (
    "name",
    "definition",
    "measure",
    "decimals",
    "direction",
    "formula",
    "aggregation",
    "zero_policy",
    "scale",
    "numerator_name",
    "denominator_name",
    "strict_bounds",
)
GROWTH = Decimal("1.06")  # of a budget from year to year
ROUND = Decimal(100_000)


def plan_indicators(office: Office, *, first_year: int, only: Container[str] | None = None) -> None:
    """Make the tree, the indicators (`only`: those codes), their targets and the bands; nothing where there is a tree."""
    if Objective.objects.filter(office=office).exists():
        return
    plan = plans()[office.code]
    nodes = _plant(office, plan["objectives"])
    units = {unit.code: unit for unit in Unit.objects.filter(office=office)}
    for order, row in enumerate(plan["indicators"], start=1):
        if only is None or row["code"] in only:
            indicator = _indicator(
                office, nodes[row["under"]], row, order, budgeted=row["code"] in _budgets(plan)
            )
            owners = [units[code] for code in row["units"]]
            indicator.units.set(owners)
            Target.objects.bulk_create(_targets(indicator, owners, row, plan, first_year))
    planner = office.positions.get(code=plan["planner"])
    PlanningPost.objects.create(position=planner)
    KeeperPost.objects.create(position=planner)
    PredicateBand.objects.bulk_create(
        [PredicateBand(office=office, lower=b.lower, label=b.label, tone=b.tone) for b in DEFAULT_BANDS]
    )


def _plant(office: Office, rows: list[dict[str, Any]]) -> dict[str, Objective]:
    nodes: dict[str, Objective] = {}
    for order, row in enumerate(rows, start=1):
        nodes[row["key"]] = Objective.objects.create(
            office=office,
            parent=nodes[row["parent"]] if "parent" in row else None,
            level=row["level"],
            code=row["code"],
            name=row["name"],
            order=order,
        )
    return nodes


def _budgets(plan: dict[str, Any]) -> dict[str, int]:
    """By code of the indicator: the pagu of the first year, where the office counts money."""
    budgets: dict[str, int] = plan.get("budgets", {})
    return budgets


def _indicator(
    office: Office, under: Objective, row: dict[str, Any], order: int, *, budgeted: bool
) -> Indicator:
    bounds = {name: Decimal(str(row[name])) for name in ("lowest", "highest") if name in row}
    chosen = {name: row[name] for name in FIELDS if name in row}
    return Indicator.objects.create(
        office=office, objective=under, order=order, budgeted=budgeted, **chosen, **bounds
    )


def _targets(
    indicator: Indicator, units: list[Unit], row: dict[str, Any], plan: dict[str, Any], first_year: int
) -> Iterator[Target]:
    for unit, years in product(units, range(YEARS)):
        for kind, number, content in _goals(row, plan, years, len(units)):
            yield Target(
                indicator=indicator, unit=unit, year=first_year + years, kind=kind, number=number,
                budget=_budget(row, plan, years) if kind == PeriodKind.YEAR else None, **content,
            )  # fmt: skip


def _budget(row: dict[str, Any], plan: dict[str, Any], years: int) -> Decimal | None:
    first = _budgets(plan).get(row["code"])
    return None if first is None else (first * GROWTH**years / ROUND).quantize(Decimal(1)) * ROUND


def _goals(
    row: dict[str, Any], plan: dict[str, Any], years: int, owners: int
) -> Iterator[tuple[PeriodKind, int, dict[str, Decimal]]]:
    """Kind and number of each period of a year, the whole year first, with the target of one owner."""
    kind = PeriodKind(plan["kind"])
    count = 12 // MONTHS_IN[kind]
    spans = [(PeriodKind.YEAR, 1), *((kind, number) for number in range(1, count + 1))]
    if "range" in row:
        lower, upper = (Decimal(str(bound)) for bound in row["range"])
        yield from ((span, number, {"lower": lower, "upper": upper}) for span, number in spans)
        return
    goal = Goal(row, Decimal(str(plan["factor"])), owners)
    for span, number in spans:
        value = goal.year(years) if span == PeriodKind.YEAR else goal.period(years, number, count)
        yield span, number, {"value": value}
