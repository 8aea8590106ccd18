"""A target as people write it in one cell: "98,75", "80–90,5" for a range, "WTP" on a scale of predicates."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from kinerja.common.numbers import (
    MAX_DECIMALS,
    ReadingCode,
    format_figure,
    format_number,
    parse,
    too_long,
)
from kinerja.indicators.kinds import Formula
from kinerja.indicators.models import Indicator
from kinerja.indicators.scales import Scale

DASH = "–"
_BETWEEN = re.compile(r"\s*(?:[–—]|\bs\.?\s?d\.?(?=\s)|\bs/d\b|\bsampai\b|(?<=[\d%])\s*-)\s*", re.IGNORECASE)
_UNREADABLE = "Tulis angka, mis. 98,75."


@dataclass(frozen=True)
class Goal:
    """A figure, a range with both bounds, or nothing."""

    value: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None

    @property
    def empty(self) -> bool:
        return self == Goal()

    @property
    def fields(self) -> dict[str, Decimal | None]:
        return {"value": self.value, "lower": self.lower, "upper": self.upper}


class HasGoal(Protocol):
    """A row that carries the three columns of a goal."""

    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None


class UnreadableGoal(ValueError):
    """Says in a sentence what to write instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def goal_of(row: HasGoal | None) -> Goal:
    return Goal(row.value, row.lower, row.upper) if row else Goal()


def write_goal(indicator: Indicator, goal: Goal) -> str:
    """As it stands in a cell; "" where there is none."""
    if goal.value is None:
        if goal.lower is None or goal.upper is None:
            return ""
        return f"{format_number(goal.lower)}{DASH}{format_number(goal.upper)}"
    if indicator.formula == Formula.PREDICATE:
        return Scale.from_data(indicator.scale).label(goal.value) or format_number(goal.value)
    return _figure(indicator, goal.value)


def read_goal(indicator: Indicator, text: str) -> Goal:
    """What a cell says; UnreadableGoal with the advice where it says nothing that fits this indicator."""
    text = text.strip()
    if not text:
        return Goal()
    if indicator.formula == Formula.PREDICATE:
        return Goal(_score(indicator, text))
    if indicator.formula == Formula.RANGE:
        return _range(indicator, text)
    return Goal(_number(indicator, text))


def goal_from_number(indicator: Indicator, number: Decimal) -> Goal:
    """The figure of a numeric cell, which needs no reading."""
    if indicator.formula == Formula.RANGE:
        raise UnreadableGoal(f"Tulis rentang, mis. 80{DASH}90.")
    if indicator.formula == Formula.PREDICATE:
        raise UnreadableGoal(f"Pilih salah satu: {', '.join(indicator.scale)}.")
    if too_long(number):
        raise UnreadableGoal("Tulis paling banyak 15 angka.")
    places = -int(number.normalize().as_tuple().exponent)
    if places > (MAX_DECIMALS if indicator.decimals else 0):
        raise UnreadableGoal(
            f"Satuan {indicator.measure} memakai bilangan bulat."
            if not indicator.decimals
            else "Tulis paling banyak 6 angka di belakang koma."
        )
    return Goal(number)


def _figure(indicator: Indicator, value: Decimal) -> str:
    return format_figure(value, indicator.decimals)


def _score(indicator: Indicator, text: str) -> Decimal:
    labels = {label.casefold(): label for label in indicator.scale}
    try:
        return Scale.from_data(indicator.scale).score(labels.get(text.casefold(), text))
    except ValueError as problem:
        raise UnreadableGoal(str(problem)) from problem


def _range(indicator: Indicator, text: str) -> Goal:
    match _BETWEEN.split(text):
        case [start, end] if start and end:
            lower, upper = _number(indicator, start), _number(indicator, end)
        case _:
            raise UnreadableGoal(f"Tulis rentang dari{DASH}sampai, mis. 80{DASH}90.")
    if lower > upper:
        raise UnreadableGoal("Tulis batas yang lebih kecil dahulu, mis. 80–90.")
    return Goal(lower=lower, upper=upper)


def _number(indicator: Indicator, text: str) -> Decimal:
    """A text with two readings is asked for again, more plainly: a target is not corrected later."""
    reading = parse(text, unit=indicator.measure, decimals=indicator.decimals)
    if reading.code is ReadingCode.DOUBTFUL and reading.alternative is not None and reading.value is not None:
        plain = format_number(reading.value).replace(".", "")
        raise UnreadableGoal(f"{reading.sentence} Tulis {plain} atau {format_number(reading.alternative)}.")
    if reading.code is ReadingCode.UNREADABLE or reading.value is None:
        raise UnreadableGoal(reading.sentence if reading.code is not ReadingCode.UNREADABLE else _UNREADABLE)
    return reading.value
