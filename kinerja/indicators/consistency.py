"""What is doubtful about the targets of a year: nothing here refuses them.

Whether those of the periods lead to that of the year, whether each is possible, and whether they move the right way.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from kinerja.indicators.bounds import bounds_in_words, is_outside
from kinerja.indicators.goals import Goal, write_goal
from kinerja.indicators.kinds import Aggregation, Polarity
from kinerja.indicators.models import Indicator

_SAID = {
    Aggregation.SUM: "Jumlah target periode",
    Aggregation.AVERAGE: "Rata-rata target periode",
    Aggregation.LAST: "Target periode terakhir",
}
_WAYS = {True: "semakin tinggi semakin baik", False: "semakin rendah semakin baik"}


def doubts(indicator: Indicator, parts: Mapping[str, Goal], year: Goal) -> tuple[str, ...]:
    """Every sentence about a row; `parts` are the targets of the periods by the name of their column, in their order."""
    found = (
        year_warning(indicator, list(parts.values()), year),
        _outside(indicator, {**parts, "tahun": year}),
        _backwards(indicator, parts),
    )
    return tuple(filter(None, found))


def _outside(indicator: Indicator, goals: Mapping[str, Goal]) -> str:
    lowest, highest = indicator.lowest, indicator.highest
    names = [
        name
        for name, goal in goals.items()
        if any(is_outside(figure, lowest, highest) for figure in _figures(goal))
    ]
    if not names or indicator.scale:
        return ""
    between = bounds_in_words(lowest, highest, indicator.measure)
    return f"Target {', '.join(names)} di luar batas wajar indikator ini ({between})."


def _backwards(indicator: Indicator, parts: Mapping[str, Goal]) -> str:
    """Figures counted from the beginning of the year do not become worse within it."""
    if Aggregation(indicator.aggregation) is not Aggregation.LAST or indicator.direction == Polarity.WITHIN:
        return ""
    higher = indicator.direction == Polarity.HIGHER
    for (earlier, old), (later, new) in pairwise(_valued(parts)):
        if new < old if higher else new > old:
            word = "lebih rendah" if higher else "lebih tinggi"
            told, before = (write_goal(indicator, Goal(figure)) for figure in (new, old))
            return f"Target {later} ({told}) {word} dari {earlier} ({before}), padahal {_WAYS[higher]}."
    return ""


def _valued(parts: Mapping[str, Goal]) -> Iterator[tuple[str, Decimal]]:
    return ((name, goal.value) for name, goal in parts.items() if goal.value is not None)


def _figures(goal: Goal) -> Iterator[Decimal]:
    return (figure for figure in (goal.value, goal.lower, goal.upper) if figure is not None)


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
