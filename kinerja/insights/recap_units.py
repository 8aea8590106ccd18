"""Units over the periods of a year: how much is filled, and the mean of what was achieved."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from kinerja.documents.data import Amount, RecapCell, RecapRow
from kinerja.indicators.aggregation import average_capped
from kinerja.indicators.bands import Band, band_for
from kinerja.insights.recap_book import Book, Pair
from kinerja.insights.recap_cells import NOT_OWED, Value, least
from kinerja.insights.recap_lines import Column, Line, over_the_year, value_at
from kinerja.insights.recap_scope import BY_TIME, BY_UNIT, Scope
from kinerja.submissions.labels import TEXTS
from sop.offices.models import Unit


def lines_of_units(scope: Scope, book: Book, columns: Sequence[Column], bands: Sequence[Band]) -> list[Line]:
    """A line for each unit; its cells are means, so that none of them is put together by the rule of an indicator."""
    return [_line(scope, book, unit, columns, bands) for unit in book.units]


def _line(scope: Scope, book: Book, unit: Unit, columns: Sequence[Column], bands: Sequence[Band]) -> Line:
    pairs = [pair for pair in book.order if pair[1] == unit.pk]
    told = [_told(book, pairs, column) for column in columns]
    years = [over_the_year(scope, book, (pair,), columns)[1] for pair in pairs]
    total = _mean_of([value for value in years if value])
    row = RecapRow(
        indicator=unit.name,
        measure="%",
        cells=tuple(_cell(value, bands) for value in told),
        total=_cell(total, bands),
    )
    urls = [
        scope.address(p=column.period.slug, tampilan=BY_UNIT, unit=unit.code) if value else ""
        for column, value in zip(columns, told, strict=True)
    ]
    whole = scope.address(tampilan=BY_TIME, unit=unit.code)
    term = scope.office.unit_term
    return Line((term, ""), unit.pk, row, tuple(told), total, (*urls, whole))


def _told(book: Book, pairs: Iterable[Pair], column: Column) -> Value | None:
    return _mean_of([value for pair in pairs if (value := value_at(book, pair, column)) is not None])


def _mean_of(values: Sequence[Value]) -> Value | None:
    """The mean of the achievements, each held between 0 and 100 %; `realised` counts what is filled."""
    if not values:
        return None
    filled = sum(value.realised is not None or value.no_data for value in values)
    return Value(
        target=values[0].target,
        realised=Decimal(filled),
        achieved=average_capped(value.achieved for value in values),
        note="",
        provisional=any(value.provisional for value in values),
        status=least([value.status for value in values]),
        coverage=f"{filled} dari {len(values)} terisi",
    )


def _cell(value: Value | None, bands: Sequence[Band]) -> RecapCell:
    if value is None:
        return NOT_OWED
    band = band_for(value.achieved, bands)
    return RecapCell(
        realised=Amount(label=value.coverage) if value.realised else Amount(),
        achievement=value.achieved,
        predicate=band.label if band else "",
        tone=band.tone if band else "neutral",
        provisional=value.provisional,
        status=TEXTS.get(value.status, ""),
    )
