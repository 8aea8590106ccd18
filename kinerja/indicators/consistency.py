"""Whether the targets of the periods lead to the target of the year, by the rule of their indicator."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from kinerja.indicators.goals import Goal, write_goal
from kinerja.indicators.kinds import Aggregation
from kinerja.indicators.models import Indicator

_SAID = {
    Aggregation.SUM: "Jumlah target periode",
    Aggregation.AVERAGE: "Rata-rata target periode",
    Aggregation.LAST: "Target periode terakhir",
}


def year_warning(indicator: Indicator, parts: Sequence[Goal], year: Goal) -> str:
    """A sentence where both are filled and do not agree; "" otherwise. Sum and average need every period."""
    kind = Aggregation(indicator.aggregation)
    led_to = _led_to(kind, parts, indicator.decimals)
    if year.empty or led_to is None or led_to.empty or led_to == _rounded(year, kind, indicator.decimals):
        return ""
    return f"{_SAID[kind]} {write_goal(indicator, led_to)}, sedangkan target tahun {write_goal(indicator, year)}."


def _led_to(kind: Aggregation, parts: Sequence[Goal], decimals: int) -> Goal | None:
    if not parts:
        return None
    if kind is Aggregation.LAST:
        return parts[-1]
    if any(part.empty for part in parts):
        return None
    divisor = len(parts) if kind is Aggregation.AVERAGE else 1
    total = Goal(
        _over([part.value for part in parts], divisor),
        _over([part.lower for part in parts], divisor),
        _over([part.upper for part in parts], divisor),
    )
    return _rounded(total, kind, decimals)


def _over(parts: Sequence[Decimal | None], divisor: int) -> Decimal | None:
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) / divisor if len(known) == len(parts) else None


def _rounded(goal: Goal, kind: Aggregation, decimals: int) -> Goal:
    """A mean is compared as precisely as the indicator is shown; sums and single figures exactly."""
    if kind is not Aggregation.AVERAGE:
        return goal
    step = Decimal(1).scaleb(-decimals)
    figures = (goal.value, goal.lower, goal.upper)
    return Goal(*(None if f is None else f.quantize(step, rounding=ROUND_HALF_UP) for f in figures))
