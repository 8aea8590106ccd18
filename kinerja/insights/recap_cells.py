"""Cells of the recap: one figure, several periods made one, several units made one. Pure but for the rows it is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.urls import reverse

from kinerja.documents.data import Amount, RecapCell, RecapPart
from kinerja.indicators.aggregation import AggregationRefused, Entry, Total, aggregate_units, roll_up
from kinerja.indicators.arithmetic import Target, achievement
from kinerja.indicators.bands import band_for, thawed
from kinerja.indicators.kinds import Aggregation
from kinerja.indicators.scales import Scale
from kinerja.insights.recap_book import Said
from kinerja.submissions.figures import Figure
from kinerja.submissions.labels import TEXTS

NOT_OWED = RecapCell(Amount(missing="–"), owed=False)
LEAST_FIRST = ("returned", "draft", "waiting", "verified", "paraf", "signed", "archived")
NO_ENTRY = Entry(Target(), None)


@dataclass(frozen=True)
class Value:
    """A figure or a total, with what it takes to show and to combine it further.

    `parts`: the names and entries it was put together from; `coverage`: how many of them are there, in words;
    `own_target`: the target is that of the longer period itself; `url`: where the figure comes from.
    """

    target: Target
    realised: Decimal | None
    achieved: Decimal | None
    note: str
    provisional: bool
    no_data: bool = False
    computed: bool = False
    status: str = ""
    url: str = ""
    coverage: str = ""
    own_target: bool = False
    parts: tuple[tuple[str, Entry], ...] = ()

    @property
    def entry(self) -> Entry:
        return Entry(self.target, self.realised)


@dataclass(frozen=True)
class Rolled:
    """How the periods of a column are put together: their names, the word for them, the target set for the whole."""

    names: tuple[str, ...]
    word: str
    own: Target | None


def value_of(said: Sequence[Said | None], definition: Mapping[str, Any], rolled: Rolled) -> Value | None:
    """What the periods of a column say: as it was entered, or put together by the rule of the indicator.

    None where no period says anything. A column of which a period is missing or unsigned is provisional.
    """
    known = [one for one in said if one is not None]
    if not known:
        return None
    if len(said) == 1:
        return _entered(known[0])
    entries = [Entry(_target(one.figure), one.figure.value) if one else NO_ENTRY for one in said]
    complete = all(one is not None and one.signed for one in said)
    value = _rolled_up(entries, definition, rolled, provisional=not complete)
    return replace(value, status=least([one.status for one in known]))


def across_units(
    values: Sequence[Value], names: Sequence[str], definition: Mapping[str, Any]
) -> Value | None:
    """The figure of the whole office; None where the rule of the indicator gives none to several units."""
    try:
        total = aggregate_units(
            definition["aggregation"], [value.entry for value in values], definition["formula"]
        )
    except AggregationRefused:
        return None
    if len(values) == 1:
        return values[0]
    incomplete = any(value.provisional for value in values) or total.filled < total.expected
    return replace(
        _computed(total, definition, provisional=incomplete),
        status=least([value.status for value in values]),
        parts=tuple(zip(names, (value.entry for value in values), strict=True)),
        coverage="; ".join(sorted({value.coverage for value in values if value.coverage})),
        own_target=all(value.own_target for value in values),
    )


def across_periods(
    values: Sequence[Value | None], definition: Mapping[str, Any], rolled: Rolled, *, ended: Sequence[bool]
) -> Value | None:
    """The figure of the year so far, over the columns that say something."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    entries = [value.entry if value else NO_ENTRY for value in values]
    incomplete = any(value is None and over for value, over in zip(values, ended, strict=True))
    provisional = incomplete or any(value.provisional for value in known)
    value = _rolled_up(entries, definition, rolled, provisional=provisional)
    return replace(value, status=least([value.status for value in known]))


def cell_of(value: Value | None, definition: Mapping[str, Any]) -> RecapCell:
    """The value in words, with the predicate by the bands frozen beside it; a dash where nobody owes a figure."""
    if value is None:
        return NOT_OWED
    band = band_for(value.achieved, thawed(definition["bands"]))
    missing = "tidak ada data" if value.no_data else "belum diisi"
    return RecapCell(
        realised=_amount(value.realised, definition, value, missing=missing),
        target=_target_amount(value, definition),
        achievement=value.achieved,
        achievement_note=value.note,
        predicate=band.label if band else "",
        tone=band.tone if band else "neutral",
        provisional=value.provisional,
        status=TEXTS.get(value.status, ""),
        coverage=value.coverage,
        own_target=value.own_target,
        parts=tuple(RecapPart(name, part.target.value, part.realised) for name, part in value.parts),
    )


def least(statuses: Sequence[str]) -> str:
    """The label of the part that has come least far."""
    return min(statuses, key=LEAST_FIRST.index, default="")


def _entered(said: Said) -> Value:
    figure = said.figure
    url = reverse("submissions:entry", args=[figure.submission_id, figure.unit_id])
    return Value(
        _target(figure),
        figure.value,
        figure.achievement,
        figure.achievement_note,
        not said.signed,
        no_data=figure.no_data,
        status=said.status,
        url=f"{url}#name-{figure.pk}",
    )


def _rolled_up(
    entries: Sequence[Entry], definition: Mapping[str, Any], rolled: Rolled, *, provisional: bool
) -> Value:
    """Against the target of the longer period where one was set and every part is there, else of the same parts."""
    total = roll_up(definition["aggregation"], entries, definition["formula"])
    own = rolled.own if total.filled == total.expected else None
    if own is not None:
        total = replace(total, target=own)
    return replace(
        _computed(total, definition, provisional=provisional),
        parts=tuple(zip(rolled.names, entries, strict=True)),
        coverage=f"{total.filled} dari {total.expected} {rolled.word}",
        own_target=own is not None,
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
