"""The figures behind a value: what it is computed from, and the money that was spent for it."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from kinerja.indicators.ratios import ratio_of
from kinerja.management.demo.chance import between, near
from kinerja.management.demo.files import plans
from kinerja.periods.models import MONTHS_IN, PeriodKind
from kinerja.submissions.figures import Figure

USUAL = 1200  # the denominator of an indicator of which the data file says nothing
UNEVEN = 0.06  # how far the size of a unit strays from the usual
THOUSAND = Decimal(1000)


def as_entered(figure: Figure, said: Mapping[str, Any]) -> dict[str, Any]:
    """The same row as people type it: parts instead of a computed value, and money where it is counted."""
    entered = dict(said)
    value = entered.get("value")
    if value is not None and (ratio := ratio_of(figure.definition)):
        whole = _whole(figure)
        del entered["value"]
        entered["denominator"] = whole
        entered["numerator"] = (value * whole / ratio.factor).quantize(Decimal(1), ROUND_HALF_UP)
    if figure.definition["budgeted"] and figure.budget is not None:
        entered["spent"] = _spent(figure, figure.budget)
    return entered


def _whole(figure: Figure) -> Decimal:
    """About as many cases in every period of a unit."""
    size = _wholes().get(figure.definition["name"], USUAL)
    seed = (figure.office_id, figure.unit_id, figure.order)
    yearly = near(1, 0.004, *seed, figure.submission.period.slug)
    return Decimal(round(size * between(1 - UNEVEN, 1 + UNEVEN, *seed) * yearly))


@cache
def _wholes() -> dict[str, int]:
    rows = (row for plan in plans().values() for row in plan["indicators"])
    return {row["name"]: row["whole"] for row in rows if "whole" in row}


def _spent(figure: Figure, ceiling: Decimal) -> Decimal:
    """A little behind the calendar, as offices are: more at the end of each year than at its beginning."""
    period = figure.submission.period
    share = period.number * MONTHS_IN[PeriodKind(period.kind)] / MONTHS_IN[PeriodKind.YEAR]
    behind = between(0.86, 0.98, figure.office_id, figure.unit_id, figure.order, period.slug)
    return (ceiling * Decimal(str(round(share * behind, 4))) / THOUSAND).quantize(Decimal(1)) * THOUSAND
