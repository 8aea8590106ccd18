"""Formulas of the recap's workbook, each with the number it gives. Pure: addresses and Decimals in, text out.

Only functions that Excel and LibreOffice calculate alike; a cell with words ("belum diisi") never counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.indicators.aggregation import Entry, Total, aggregate, roll_up
from kinerja.indicators.arithmetic import HUNDRED, Target
from kinerja.indicators.kinds import Aggregation

# Codes of kinerja.indicators.kinds.Formula; {R} and {T} stand for the cells of realisasi and target.
LIVE = {
    "positive": "={R}/{T}*100",
    "negative_a": "=(2*{T}-{R})/{T}*100",
    "negative_b": "={T}/{R}*100",
    "negative_c": "=({T}-{R})/{T}*100",
}
QUARTER = 3


@dataclass(frozen=True, slots=True)
class Source:
    """Where a part of a total stands: the addresses of its target and its realisasi, and their numbers."""

    target_at: str
    realised_at: str
    target: Decimal | None
    realised: Decimal | None


@dataclass(frozen=True, slots=True)
class Live:
    """A formula and what it gives."""

    formula: str
    result: Decimal


def together(
    kind: str, sources: Sequence[Source], *, through_quarters: bool = False
) -> tuple[Live | None, Live | None]:
    """Target and realisasi of several parts put together by the rule; None where there is nothing to put together."""
    entries = [Entry(Target(source.target), source.realised) for source in sources]
    total: Total = (roll_up if through_quarters else aggregate)(kind, entries)
    if total.realised is None:
        return None, None
    if kind == Aggregation.AVERAGE and through_quarters:
        target, realised = _mean_of_quarters(sources)
    else:
        target, realised = _FLAT[Aggregation(kind)](sources)
    live = Live(f"={realised}", total.realised)
    return None if total.target.value is None else Live(f"={target}", total.target.value), live


def achieved(formula: str, target: Decimal, realised: Decimal) -> Decimal | None:
    """What the live formula gives; None where it would divide by zero."""
    divisor = realised if formula == "negative_b" else target
    if divisor == 0:
        return None
    dividends = {
        "positive": realised,
        "negative_a": 2 * target - realised,
        "negative_b": target,
        "negative_c": target - realised,
    }
    return dividends[formula] / divisor * 100


def capped_mean(cells: Sequence[str]) -> str:
    """The mean of achievements, each held between 0 and 100; `cells` are ranges or addresses. Words do not count."""
    sums = [
        f'SUMIF({at},">=0")-SUMIF({at},">{HUNDRED}")+{HUNDRED}*COUNTIF({at},">{HUNDRED}")' for at in cells
    ]
    return f"=({'+'.join(sums)})/({'+'.join(f'COUNT({at})' for at in cells)})"


def _sum(sources: Sequence[Source]) -> tuple[str, str]:
    return _filled_targets(sources), f"SUM({_realised(sources)})"


def _average(sources: Sequence[Source]) -> tuple[str, str]:
    return f"({_filled_targets(sources)})/COUNT({_realised(sources)})", f"AVERAGE({_realised(sources)})"


def _last(sources: Sequence[Source]) -> tuple[str, str]:
    """Look back from the last part to the first that is filled."""
    first, *later = sources
    target, realised = first.target_at, first.realised_at
    for source in later:
        target = f"IF(ISNUMBER({source.realised_at}),{source.target_at},{target})"
        realised = f"IF(ISNUMBER({source.realised_at}),{source.realised_at},{realised})"
    return target, realised


def _mean_of_quarters(sources: Sequence[Source]) -> tuple[str, str]:
    quarters = [sources[start : start + QUARTER] for start in range(0, len(sources), QUARTER)]
    counted = "+".join(f"(COUNT({_realised(quarter)})>0)" for quarter in quarters)
    parts = [_average(quarter) for quarter in quarters]
    guarded = [
        "+".join(
            f"IF(COUNT({_realised(quarter)})=0,0,{part[n]})"
            for quarter, part in zip(quarters, parts, strict=True)
        )
        for n in (0, 1)
    ]
    return f"({guarded[0]})/({counted})", f"({guarded[1]})/({counted})"


def _filled_targets(sources: Sequence[Source]) -> str:
    return "+".join(f"IF(ISNUMBER({source.realised_at}),{source.target_at},0)" for source in sources)


def _realised(sources: Sequence[Source]) -> str:
    return ",".join(source.realised_at for source in sources)


_FLAT = {Aggregation.SUM: _sum, Aggregation.AVERAGE: _average, Aggregation.LAST: _last}
