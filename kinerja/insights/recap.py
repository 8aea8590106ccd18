"""The recap: indicators down, units or periods across, with what has not come in and what is not signed yet."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from kinerja.documents.data import Heading, RecapData, RecapGroup, RecapRow
from kinerja.documents.lines import percent
from kinerja.indicators.aggregation import average_capped
from kinerja.indicators.bands import Band, band_for, bands_in_words, thawed
from kinerja.indicators.kinds import Aggregation, aggregation_in_words
from kinerja.indicators.models import Level
from kinerja.insights.recap_book import Book, Pair, read_book
from kinerja.insights.recap_cells import Value, across_periods, across_units, cell_of, value_of
from kinerja.periods.models import Period
from kinerja.periods.queries import full_name
from kinerja.submissions.paper_rows import MEAN_RULE
from kinerja.submissions.papers import stationery
from sop.offices.models import Office

BY_UNIT, BY_TIME = "unit", "waktu"


@dataclass(frozen=True)
class Column:
    """A column: its name, the periods its figures come from (slugs), the unit it is for (None: each row says)."""

    name: str
    parts: tuple[str, ...]
    unit: int | None = None
    ended: bool = True


@dataclass(frozen=True)
class Mean:
    """The mean of the achievements in a column, each held between 0 and 100 %."""

    text: str
    predicate: str
    tone: str


@dataclass(frozen=True)
class Recap:
    """The table as paper data, and what only the page shows: the file behind a column, and the means."""

    data: RecapData
    urls: tuple[str, ...]
    means: tuple[Mean, ...]
    overall: Mean
    provisional: bool

    @property
    def file_url(self) -> str:
        """The file behind all columns, where it is one and the same."""
        different = set(self.urls)
        return different.pop() if len(different) == 1 else ""


@dataclass(frozen=True)
class _Line:
    """An indicator of some units over all columns."""

    pairs: tuple[Pair, ...]
    values: tuple[Value | None, ...]
    total: Value | None


@dataclass(frozen=True)
class Scope:
    """What is asked for: an office, a period, and which way the table runs.

    `parts` are the periods whose files the asked one is made of: itself, or the months of a quarter; `columns` are
    the periods of its year with theirs.
    """

    office: Office
    period: Period
    parts: tuple[Period, ...]
    columns: tuple[tuple[Period, tuple[Period, ...]], ...]
    look: str
    at: dt.datetime

    @property
    def today(self) -> dt.date:
        return self.at.astimezone(self.office.tz).date()


def recap_of(scope: Scope) -> Recap | None:
    """The recap, or None where there is no file for it. Two queries, whatever its size."""
    wanted = scope.parts if scope.look == BY_UNIT else [part for _, parts in scope.columns for part in parts]
    book = read_book(scope.office, wanted)
    if not book.order:
        return None
    bands = thawed(book.newest(book.order[0]).definition["bands"])
    columns = _unit_columns(scope, book) if scope.look == BY_UNIT else _time_columns(scope)
    lines = _unit_lines(book, columns) if scope.look == BY_UNIT else _time_lines(book, columns)
    return _assembled(scope, book, columns, lines, bands)


def _unit_columns(scope: Scope, book: Book) -> list[Column]:
    slugs = tuple(part.slug for part in scope.parts)
    return [Column(unit.name, slugs, unit.pk) for unit in book.units]


def _time_columns(scope: Scope) -> list[Column]:
    return [
        Column(period.short, tuple(part.slug for part in parts), ended=period.end < scope.today)
        for period, parts in scope.columns
    ]


def _unit_lines(book: Book, columns: Sequence[Column]) -> list[_Line]:
    lines = []
    for pairs in _by_indicator(book):
        units = {unit: (indicator, unit) for indicator, unit in pairs}
        values = tuple(
            _value(book, units[column.unit], column) if column.unit in units else None for column in columns
        )
        known = [value for value in values if value is not None]
        lines.append(_Line(pairs, values, across_units(known, book.newest(pairs[0]).definition)))
    return lines


def _time_lines(book: Book, columns: Sequence[Column]) -> list[_Line]:
    """A line for each indicator; one for each of its units where they cannot be put together."""
    lines = []
    for pairs in _by_indicator(book):
        together = book.newest(pairs[0]).definition["aggregation"] != Aggregation.LAST
        lines += [
            _time_line(book, group, columns) for group in ([pairs] if together else [(p,) for p in pairs])
        ]
    return lines


def _time_line(book: Book, pairs: tuple[Pair, ...], columns: Sequence[Column]) -> _Line:
    definition = book.newest(pairs[0]).definition
    values = []
    for column in columns:
        known = [value for pair in pairs if (value := _value(book, pair, column)) is not None]
        values.append(across_units(known, definition) if known else None)
    ended = [value for value, column in zip(values, columns, strict=True) if value or column.ended]
    return _Line(pairs, tuple(values), across_periods(ended, definition))


def _value(book: Book, pair: Pair, column: Column) -> Value | None:
    said = book.said[pair]
    return value_of([said.get(slug) for slug in column.parts], book.newest(pair).definition)


def _by_indicator(book: Book) -> list[tuple[Pair, ...]]:
    found: dict[int, list[Pair]] = {}
    for pair in book.order:
        found.setdefault(pair[0], []).append(pair)
    return [tuple(pairs) for pairs in found.values()]


def _assembled(
    scope: Scope, book: Book, columns: Sequence[Column], lines: Sequence[_Line], bands: Sequence[Band]
) -> Recap:
    means = tuple(_mean([line.values[n] for line in lines], bands) for n in range(len(columns)))
    whole = [value for line in lines for value in (line.values if scope.look == BY_UNIT else [line.total])]
    overall = _mean(whole, bands)
    rules = (_means_in_words(columns, means, overall), MEAN_RULE, f"Predikat: {bands_in_words(bands)}.")
    data = RecapData(
        stationery=stationery(scope.office),
        title="Rekapitulasi Capaian Kinerja",
        office=scope.office.name,
        period=full_name(scope.period) if scope.look == BY_UNIT else f"Tahun {scope.period.year}",
        columns=tuple(column.name for column in columns),
        groups=_groups(book, lines, scope.look),
        total_label="Perangkat daerah" if scope.look == BY_UNIT else f"Tahun {scope.period.year}",
        lacking=tuple(column.name for column in columns if _lacks(column, book)),
        rules=rules,
        as_of=scope.at,
    )
    provisional = any(value.provisional for line in lines for value in line.values if value)
    urls = tuple(_url(column, book) for column in columns)
    return Recap(data, urls, means, overall, provisional)


def _groups(book: Book, lines: Sequence[_Line], look: str) -> tuple[RecapGroup, ...]:
    def heading(line: _Line) -> tuple[str, str]:
        definition = book.newest(line.pairs[0]).definition
        return (definition["level"], definition["objective"])

    return tuple(
        RecapGroup(
            (Heading(Level(level).label, name),),
            tuple(_row(book, line, look) for line in members),
        )
        for (level, name), members in groupby(lines, key=heading)
    )


def _row(book: Book, line: _Line, look: str) -> RecapRow:
    figure = book.newest(line.pairs[0])
    definition = figure.definition
    alone = len(line.pairs) == 1
    split = (
        look == BY_TIME and alone and len([pair for pair in book.order if pair[0] == line.pairs[0][0]]) > 1
    )
    summed = line.total is not None and (look == BY_TIME or not alone)
    return RecapRow(
        indicator=f"{definition['name']} – {figure.unit.name}" if split else definition["name"],
        measure=definition["measure"],
        cells=tuple(cell_of(value, definition) for value in line.values),
        total=cell_of(line.total, definition) if line.total else None,
        rule=aggregation_in_words(definition["aggregation"]) if summed else "",
        formula=definition["formula"],
    )


def _lacks(column: Column, book: Book) -> bool:
    """Whether something of this column has not come in: no file, or a unit that has not handed in."""
    if not column.ended:
        return False
    if any(slug not in book.files for slug in column.parts):
        return True
    units = {column.unit} if column.unit else {unit.pk for unit in book.units}
    return any(book.missing[slug] & units for slug in column.parts)


def _url(column: Column, book: Book) -> str:
    """The file behind a column that comes from a single one."""
    if len(column.parts) != 1 or column.parts[0] not in book.files:
        return ""
    return book.files[column.parts[0]].get_absolute_url()


def _mean(values: Sequence[Value | None], bands: Sequence[Band]) -> Mean:
    average: Decimal | None = average_capped(value.achieved for value in values if value)
    band = band_for(average, bands)
    text = "–" if average is None else percent(average)
    return Mean(text, band.label if band else "", band.tone if band else "neutral")


def _means_in_words(columns: Sequence[Column], means: Sequence[Mean], overall: Mean) -> str:
    parts = [f"{column.name} {mean.text}" for column, mean in zip(columns, means, strict=True)]
    return f"Rata-rata capaian {overall.text}{f' ({overall.predicate})' if overall.predicate else ''}: {'; '.join(parts)}."
