"""Figures of several periods or units made one, by the rule of their indicator. Empty periods never count as 0."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.indicators.arithmetic import HUNDRED, Target
from kinerja.indicators.kinds import Aggregation, Formula
from sop.errors import RuleError

MONTHS_IN_QUARTER, MONTHS_IN_YEAR = 3, 12


class AggregationRefused(RuleError):
    """The rule would make a number that means nothing."""

    code = "aggregation_refused"
    http_status = 422


@dataclass(frozen=True)
class Entry:
    """Target and realised value of one period, or of one unit; realised None: not filled."""

    target: Target
    realised: Decimal | None


@dataclass(frozen=True)
class Total:
    """Entries made one. `target` speaks of the filled entries only; `filled` of `expected` entries were filled."""

    target: Target
    realised: Decimal | None
    filled: int
    expected: int


def aggregate(kind: str, entries: Sequence[Entry], formula: str = Formula.POSITIVE) -> Total:
    """Put periods together, in order of time.

    sum: filled periods against the targets of the same periods; last: the last filled period (a year-to-date figure
    is `last`, never summed); average: means over the filled periods. A predicate has no sum and no average:
    AggregationRefused.
    """
    check_kind(kind, formula)
    filled = [entry for entry in entries if entry.realised is not None]
    if not filled:
        return Total(Target(), None, 0, len(entries))
    combined = _combined(Aggregation(kind), filled)
    return Total(combined.target, combined.realised, len(filled), len(entries))


def aggregate_units(kind: str, entries: Sequence[Entry], formula: str = Formula.POSITIVE) -> Total:
    """Put units together, within one period. Several units have no last one: AggregationRefused."""
    if len(entries) == 1:
        return aggregate(Aggregation.LAST, entries, formula)
    if Aggregation(kind) is Aggregation.LAST:
        raise AggregationRefused(
            "Nilai akhir hanya berlaku antarperiode; pilih jumlah atau rata-rata untuk antarunit."
        )
    return aggregate(kind, entries, formula)


def quarters(kind: str, months: Sequence[Entry], formula: str = Formula.POSITIVE) -> tuple[Total, ...]:
    """Put months (3, 6, 9 or 12, from the first of a quarter) together to quarters, by the same rule."""
    if len(months) % MONTHS_IN_QUARTER:
        raise ValueError("A quarter has three months.")
    starts = range(0, len(months), MONTHS_IN_QUARTER)
    return tuple(aggregate(kind, months[start : start + MONTHS_IN_QUARTER], formula) for start in starts)


def roll_up(kind: str, entries: Sequence[Entry], formula: str = Formula.POSITIVE) -> Total:
    """Periods of one length to a longer one: a quarter from its months, a year from its quarters.

    Twelve months become a year by way of their quarters, so that the year is the same from wherever one looks.
    """
    if len(entries) != MONTHS_IN_YEAR:
        return aggregate(kind, entries, formula)
    parts = quarters(kind, entries, formula)
    whole = aggregate(kind, [Entry(part.target, part.realised) for part in parts], formula)
    return Total(whole.target, whole.realised, sum(part.filled for part in parts), len(entries))


def check_kind(kind: str, formula: str) -> None:
    """Refuse sum and average for predicates (WTP + WDP is nothing); called again when an indicator is set up."""
    if Formula(formula) is Formula.PREDICATE and Aggregation(kind) is not Aggregation.LAST:
        raise AggregationRefused(
            "Nilai berupa predikat tidak dapat dijumlahkan atau dirata-ratakan; pilih ‘Nilai akhir’."
        )


def average_capped(values: Iterable[Decimal | None]) -> Decimal | None:
    """Mean of achievements, each held between 0 and 100 so that one of 400 % cannot hide four of 0 %.

    Achievements without a number do not count; None when none has one. The raw values stay as they are.
    """
    held = [min(max(value, Decimal(0)), HUNDRED) for value in values if value is not None]
    return sum(held, Decimal(0)) / len(held) if held else None


def _combined(kind: Aggregation, filled: Sequence[Entry]) -> Entry:
    if kind is Aggregation.LAST:
        return filled[-1]
    divisor = len(filled) if kind is Aggregation.AVERAGE else 1
    target = Target(
        value=_together([entry.target.value for entry in filled], divisor),
        lower=_together([entry.target.lower for entry in filled], divisor),
        upper=_together([entry.target.upper for entry in filled], divisor),
    )
    return Entry(target, _together([entry.realised for entry in filled], divisor))


def _together(parts: Sequence[Decimal | None], divisor: int) -> Decimal | None:
    """Sum over the divisor; None when a part is missing, since the rest alone would flatter the achievement."""
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) / divisor if len(known) == len(parts) else None
