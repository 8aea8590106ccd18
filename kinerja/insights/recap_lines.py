"""The rows of the recap: indicators over units, or over the periods of a year."""

from collections.abc import Sequence
from dataclasses import dataclass

from kinerja.documents.data import RecapRow
from kinerja.indicators.aggregation import Entry, aggregate_units
from kinerja.indicators.arithmetic import Target
from kinerja.indicators.kinds import Aggregation, aggregation_in_words
from kinerja.insights.recap_book import Book, Pair
from kinerja.insights.recap_cells import (
    Rolled,
    Value,
    across_periods,
    across_units,
    cell_of,
    value_of,
)
from kinerja.insights.recap_scope import BY_TIME, BY_UNIT, Scope
from kinerja.periods.models import Period
from sop.offices.models import Unit

MONTHS = 12


@dataclass(frozen=True)
class Column:
    """A column: its name and period, the periods its figures come from, the unit it is for (None: each row says)."""

    name: str
    period: Period
    parts: tuple[Period, ...]
    unit: Unit | None = None
    ended: bool = True


@dataclass(frozen=True)
class Line:
    """A row as paper data, with the values behind its cells (the total last) and where each of them leads."""

    heading: tuple[str, str]
    key: int
    row: RecapRow
    values: tuple[Value | None, ...]
    total: Value | None
    urls: tuple[str, ...]


def columns_of(scope: Scope, book: Book) -> list[Column]:
    """Units with figures, or the periods of the year."""
    if scope.look == BY_UNIT:
        return [Column(unit.name, scope.period, scope.parts, unit) for unit in book.units]
    return [
        Column(period.short, period, parts, ended=period.end < scope.today) for period, parts in scope.columns
    ]


def unit_lines(scope: Scope, book: Book, columns: Sequence[Column]) -> list[Line]:
    lines = []
    for pairs in by_indicator(book):
        owing = {unit: (indicator, unit) for indicator, unit in pairs}
        values = tuple(
            value_at(book, owing[column.unit.pk], column) if column.unit and column.unit.pk in owing else None
            for column in columns
        )
        known = [(column.name, value) for column, value in zip(columns, values, strict=True) if value]
        definition = book.newest(pairs[0]).definition
        total = across_units([value for _, value in known], [name for name, _ in known], definition)
        urls = tuple(_leads(scope, column, value) for column, value in zip(columns, values, strict=True))
        whole = scope.address(tampilan=BY_TIME, unit="") + f"#baris-{pairs[0][0]}"
        lines.append(_line(scope, book, pairs, values, total, (*urls, whole)))
    return lines


def time_lines(scope: Scope, book: Book, columns: Sequence[Column]) -> list[Line]:
    """A line for each indicator; one for each of its units where they cannot be put together."""
    lines: list[Line] = []
    for pairs in by_indicator(book):
        together = book.newest(pairs[0]).definition["aggregation"] != Aggregation.LAST
        groups = [pairs] if together else [(pair,) for pair in pairs]
        lines += [_time_line(scope, book, group, columns) for group in groups]
    return lines


def over_the_year(
    scope: Scope, book: Book, pairs: tuple[Pair, ...], columns: Sequence[Column]
) -> tuple[tuple[Value | None, ...], Value | None]:
    """The values of an indicator, its units put together, in each column, and that of the year."""
    definition = book.newest(pairs[0]).definition
    units = {unit.pk: unit.name for unit in book.units}
    values: list[Value | None] = []
    for column in columns:
        known = [(pair, value) for pair in pairs if (value := value_at(book, pair, column)) is not None]
        names = [units[pair[1]] for pair, _ in known]
        values.append(across_units([value for _, value in known], names, definition) if known else None)
    rolled = Rolled(
        tuple(column.name for column in columns),
        _word(columns[0].period),
        _own_target(book, pairs, scope.year),
    )
    total = across_periods(values, definition, rolled, ended=[column.ended for column in columns])
    return tuple(values), total


def value_at(book: Book, pair: Pair, column: Column) -> Value | None:
    """What an indicator of a unit says in a column."""
    said = book.said[pair]
    names, word = tuple(part.short for part in column.parts), _word(column.parts[0])
    rolled = Rolled(names, word, book.targets.get((*pair, column.period.slug)))
    return value_of([said.get(part.slug) for part in column.parts], book.newest(pair).definition, rolled)


def by_indicator(book: Book) -> list[tuple[Pair, ...]]:
    """The pairs of each indicator, in the order of the newest file."""
    found: dict[int, list[Pair]] = {}
    for pair in book.order:
        found.setdefault(pair[0], []).append(pair)
    return [tuple(pairs) for pairs in found.values()]


def _time_line(scope: Scope, book: Book, pairs: tuple[Pair, ...], columns: Sequence[Column]) -> Line:
    values, total = over_the_year(scope, book, pairs, columns)
    urls = tuple(_leads(scope, column, value) for column, value in zip(columns, values, strict=True))
    return _line(scope, book, pairs, values, total, (*urls, ""))


def _line(
    scope: Scope,
    book: Book,
    pairs: tuple[Pair, ...],
    values: tuple[Value | None, ...],
    total: Value | None,
    urls: tuple[str, ...],
) -> Line:
    figure = book.newest(pairs[0])
    definition = figure.definition
    by_time, alone = scope.look == BY_TIME, len(pairs) == 1
    split = by_time and alone and sum(pair[0] == pairs[0][0] for pair in book.order) > 1
    rolled = any(value and value.coverage for value in values)
    summed = total is not None and (by_time or not alone or rolled)
    row = RecapRow(
        indicator=f"{definition['name']} – {figure.unit.name}" if split else definition["name"],
        measure=definition["measure"],
        cells=tuple(cell_of(value, definition) for value in values),
        total=cell_of(total, definition) if total else None,
        rule=aggregation_in_words(definition["aggregation"]) if summed else "",
        formula=definition["formula"],
        aggregation=definition["aggregation"],
        through_quarters=by_time and len(values) == MONTHS,
    )
    return Line((definition["level"], definition["objective"]), pairs[0][0], row, values, total, urls)


def _leads(scope: Scope, column: Column, value: Value | None) -> str:
    """To the row on its sheet; of a figure put together, to what it was put together from."""
    if value is None:
        return ""
    if value.url:
        return value.url
    if column.unit is None:
        return scope.address(p=column.period.slug, tampilan=BY_UNIT)
    return scope.address(p=column.parts[0].slug, tampilan=BY_TIME, unit=column.unit.code)


def _own_target(book: Book, pairs: tuple[Pair, ...], period: Period) -> Target | None:
    """The target set for this period itself, by every unit concerned."""
    found = [book.targets.get((*pair, period.slug)) for pair in pairs]
    entries = [Entry(target, target.value or target.lower) for target in found if target]
    if len(entries) < len(pairs):
        return None
    definition = book.newest(pairs[0]).definition
    return aggregate_units(definition["aggregation"], entries, definition["formula"]).target


def _word(period: Period) -> str:
    return str(period.get_kind_display()).lower()
