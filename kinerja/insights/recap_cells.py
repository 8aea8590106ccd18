"""Cells of the recap: one figure, several periods made one, several units made one. Pure but for the rows it is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from kinerja.documents.data import Amount, RecapCell
from kinerja.indicators.aggregation import AggregationRefused, Entry, Total, aggregate, aggregate_units
from kinerja.indicators.arithmetic import Target, achievement
from kinerja.indicators.bands import band_for, thawed
from kinerja.indicators.kinds import Aggregation
from kinerja.indicators.ratios import legible
from kinerja.indicators.scales import Scale
from kinerja.insights.recap_book import Said
from kinerja.submissions.figures import Figure

NOT_OWED = RecapCell(Amount(missing="–"), owed=False)


@dataclass(frozen=True)
class Value:
    """A figure or a total, with what it takes to show and to combine it further."""

    target: Target
    realised: Decimal | None
    achieved: Decimal | None
    note: str
    provisional: bool
    no_data: bool = False
    computed: bool = False

    @property
    def entry(self) -> Entry:
        return Entry(self.target, self.realised)


def value_of(said: Sequence[Said | None], definition: Mapping[str, Any]) -> Value | None:
    """What the periods of a column say: as it was entered, or put together by the rule of the indicator.

    None where no period says anything. A column of which a period is missing or unsigned is provisional.
    """
    known = [one for one in said if one is not None]
    if not known:
        return None
    if len(said) == 1:
        return _entered(known[0].figure, provisional=not known[0].signed)
    entries = [Entry(_target(one.figure), one.figure.value) if one else Entry(Target(), None) for one in said]
    total = aggregate(definition["aggregation"], entries, definition["formula"])
    complete = all(one is not None and one.signed for one in said)
    return _computed(total, definition, provisional=not complete)


def across_units(values: Sequence[Value], definition: Mapping[str, Any]) -> Value | None:
    """The figure of the whole office; None where the rule of the indicator gives none to several units."""
    try:
        total = aggregate_units(
            definition["aggregation"], [value.entry for value in values], definition["formula"]
        )
    except AggregationRefused:
        return None
    incomplete = any(value.provisional for value in values) or total.filled < total.expected
    if len(values) == 1:
        return values[0]
    return _computed(total, definition, provisional=incomplete)


def across_periods(values: Sequence[Value | None], definition: Mapping[str, Any]) -> Value | None:
    """The figure of the year so far, over the columns that say something."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    entries = [value.entry for value in known]
    total = aggregate(definition["aggregation"], entries, definition["formula"])
    incomplete = len(known) < len(values) or any(value.provisional for value in known)
    return _computed(total, definition, provisional=incomplete)


def cell_of(value: Value | None, definition: Mapping[str, Any]) -> RecapCell:
    """The value in words, with the predicate by the bands frozen beside it; a dash where nobody owes a figure."""
    if value is None:
        return NOT_OWED
    band = band_for(value.achieved, thawed(definition["bands"]))
    missing = "tidak ada data" if value.no_data else "belum diisi"
    return RecapCell(
        realised=_amount(_legible(value.realised, definition), definition, value, missing=missing),
        target=_target_amount(value, definition),
        achievement=value.achieved,
        achievement_note=value.note,
        predicate=band.label if band else "",
        tone=band.tone if band else "neutral",
        provisional=value.provisional,
    )


def _legible(realised: Decimal | None, definition: Mapping[str, Any]) -> Decimal | None:
    return None if realised is None else legible(realised, definition)


def _entered(figure: Figure, *, provisional: bool) -> Value:
    return Value(
        _target(figure),
        figure.value,
        figure.achievement,
        figure.achievement_note,
        provisional,
        no_data=figure.no_data,
    )


def _computed(total: Total, definition: Mapping[str, Any], *, provisional: bool) -> Value:
    result = achievement(total.target, total.realised, definition["formula"], definition["zero_policy"])
    note = result.note or (result.reason if total.realised is not None else "")
    averaged = definition["aggregation"] == Aggregation.AVERAGE
    return Value(total.target, total.realised, result.value, note, provisional, computed=averaged)


def _target(figure: Figure) -> Target:
    return Target(figure.target, figure.target_lower, figure.target_upper)


def _target_amount(value: Value, definition: Mapping[str, Any]) -> Amount | None:
    target = value.target
    if target.lower is not None and target.upper is not None:
        lower, upper = (_shown(bound, definition, value) for bound in (target.lower, target.upper))
        return Amount(lower, upper=upper, decimals=definition["decimals"])
    return None if target.value is None else _amount(target.value, definition, value, missing="–")


def _amount(number: Decimal | None, definition: Mapping[str, Any], value: Value, *, missing: str) -> Amount:
    scale = Scale.from_data(definition["scale"])
    label = scale.label(number) if definition["scale"] and number is not None else ""
    shown = None if number is None else _shown(number, definition, value)
    return Amount(shown, label=label, decimals=definition["decimals"], missing=missing)


def _shown(number: Decimal, definition: Mapping[str, Any], value: Value) -> Decimal:
    """A mean is rounded for reading; what was entered, and a sum of it, never is."""
    if not value.computed:
        return number
    places = Decimal(1).scaleb(-max(definition["decimals"], 2))
    return number.quantize(places, rounding=ROUND_HALF_UP)
