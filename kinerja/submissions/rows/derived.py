"""What the server works out of what was entered: the quotient, the achievement; and which fields a row has at all."""

from collections.abc import Iterable, Mapping
from typing import Any

from kinerja.common.numbers import MAX_WHOLE_DIGITS, storable
from kinerja.indicators.arithmetic import Target, achievement
from kinerja.indicators.ratios import ratio_of
from kinerja.submissions.errors import NotOfThisRow, NotToBeDivided
from kinerja.submissions.figures import Figure

TEXTS = ("no_data_reason", "explanation", "helped", "hindered", "follow_up")
NUMBERS = ("value", "numerator", "denominator", "spent")
FIELDS = (*NUMBERS, "no_data", *TEXTS)


def numbers_of(definition: Mapping[str, Any]) -> tuple[str, ...]:
    """The figures people enter into a row of this indicator: its value or what that is computed from, and money."""
    figures = ("numerator", "denominator") if ratio_of(definition) else ("value",)
    return (*figures, "spent") if definition.get("budgeted") else figures


def refuse_others(figure: Figure, fields: Iterable[str]) -> None:
    """NotOfThisRow where a field is not asked for in this row: a computed value, or money where none is counted."""
    foreign = set(fields) & (set(NUMBERS) - set(numbers_of(figure.definition)))
    if foreign:
        raise NotOfThisRow(figure.definition["name"], computed="value" in foreign)


def derive_value(figure: Figure) -> None:
    """Compute the value of a quotient; every other value stays as it was entered. NotToBeDivided by 0 or less."""
    ratio = ratio_of(figure.definition)
    if ratio is None:
        return
    try:
        value = ratio.value(figure.numerator, figure.denominator)
    except ZeroDivisionError as error:
        raise NotToBeDivided(figure.definition["name"], ratio.denominator) from error
    if value is not None and value.adjusted() >= MAX_WHOLE_DIGITS:
        raise NotToBeDivided(figure.definition["name"], ratio.denominator)
    figure.value = value


def derive_achievement(figure: Figure) -> None:
    """The achievement by the frozen formula, or the sentence why there is none."""
    target = Target(value=figure.target, lower=figure.target_lower, upper=figure.target_upper)
    result = achievement(target, figure.value, figure.definition["formula"], figure.definition["zero_policy"])
    figure.achievement = None if result.value is None else storable(result.value)
    figure.achievement_note = result.gap.sentence if result.gap else ""
