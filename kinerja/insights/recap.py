"""The recap: indicators or units down, units or periods across, with what has not come in and what is not signed yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from kinerja.documents.data import Heading, RecapData, RecapGroup
from kinerja.documents.lines import percent
from kinerja.indicators.aggregation import average_capped
from kinerja.indicators.bands import Band, band_for, bands_in_words, thawed
from kinerja.indicators.models import Level
from kinerja.insights.recap_book import Book, read_book
from kinerja.insights.recap_cells import Value
from kinerja.insights.recap_lacking import Lacking, lacking_of
from kinerja.insights.recap_lines import Column, Line, columns_of, time_lines, unit_lines
from kinerja.insights.recap_scope import BY_TIME, BY_UNIT, UNITS_BY_TIME, Scope
from kinerja.insights.recap_units import lines_of_units
from kinerja.periods.queries import full_name
from kinerja.submissions.models import Submission
from kinerja.submissions.papers.report import stationery
from kinerja.submissions.papers.rows import MEAN_RULE

ROLLED_RULE = (
    "Nilai periode yang lebih panjang digabung menurut aturan setiap indikator, dan setahun dari triwulannya. Bila semua"
    " bagian terisi dan target periode itu sendiri ditetapkan, capaian dihitung terhadap target itu; selain itu terhadap"
    " gabungan target bagian yang terisi."
)
TARGET_RULE = (
    "Berkas yang sudah dibuka memakai target saat dibuka; target yang diubah dengan adendum berlaku mulai berkas yang"
    " dibuka sesudahnya, dan untuk target tahun begitu dicatat."
)
UNIT_RULE = (
    "Setiap sel adalah rata-rata capaian indikator unit itu; baris terakhir adalah rata-rata antarunit."
)


@dataclass(frozen=True)
class Mean:
    """The mean of the achievements in a column, each held between 0 and 100 %."""

    value: Decimal | None
    predicate: str
    tone: str

    @property
    def text(self) -> str:
        return "–" if self.value is None else percent(self.value)


@dataclass(frozen=True)
class Recap:
    """The table as paper data, and what only the page shows.

    `lines` carry the links of their cells; `urls` are the files behind the columns, `files` all that speak.
    """

    data: RecapData
    lines: tuple[Line, ...]
    urls: tuple[str, ...]
    means: tuple[Mean, ...]
    overall: Mean
    lacking: tuple[Lacking, ...]
    provisional: bool
    files: tuple[Submission, ...]

    @property
    def file_url(self) -> str:
        """The file behind all columns, where it is one and the same."""
        different = set(self.urls)
        return different.pop() if len(different) == 1 else ""

    @property
    def signed_file(self) -> Submission | None:
        """That file, where it is signed: its figures can be handed over."""
        url = self.file_url
        signed = (file for file in self.files if file.document_id and file.get_absolute_url() == url)
        return next(signed, None) if url else None

    @property
    def waits(self) -> bool:
        """Whether somebody could be reminded to fill."""
        return any(column.open for column in self.lacking)


def recap_of(scope: Scope) -> Recap | None:
    """The recap, or None where there is no file for it. Three queries, whatever its size."""
    book = read_book(scope)
    if not book.order:
        return None
    bands = thawed(book.newest(book.order[0]).definition["bands"])
    columns = columns_of(scope, book)
    return _assembled(scope, book, columns, _lines(scope, book, columns, bands), bands)


def _lines(scope: Scope, book: Book, columns: Sequence[Column], bands: Sequence[Band]) -> list[Line]:
    if scope.look == UNITS_BY_TIME:
        return lines_of_units(scope, book, columns, bands)
    return unit_lines(scope, book, columns) if scope.look == BY_UNIT else time_lines(scope, book, columns)


def _assembled(
    scope: Scope, book: Book, columns: Sequence[Column], lines: Sequence[Line], bands: Sequence[Band]
) -> Recap:
    means = tuple(_mean((line.values[n] for line in lines), bands) for n in range(len(columns)))
    whole = [value for line in lines for value in (line.values if scope.look == BY_UNIT else [line.total])]
    overall = _mean(whole, bands)
    lacking = lacking_of(columns, book)
    by_unit = scope.look == BY_UNIT
    data = RecapData(
        stationery=stationery(scope.office),
        title="Rekapitulasi Capaian Kinerja",
        office=f"{scope.office.name} – {scope.unit.name}" if scope.unit else scope.office.name,
        period=full_name(scope.period) if by_unit else scope.year.name,
        columns=tuple(column.name for column in columns),
        groups=_groups(lines),
        total_label="Perangkat daerah" if by_unit else scope.year.name,
        lacking=tuple(column.name for column in lacking),
        rules=_rules(scope, columns, means, overall, bands),
        as_of=scope.at,
        means=(*(mean.value for mean in means), overall.value),
        mean_over_columns=by_unit,
        row_label=scope.office.unit_term if scope.look == UNITS_BY_TIME else "Indikator kinerja",
        value_label="Terisi" if scope.look == UNITS_BY_TIME else "Realisasi",
    )
    provisional = any(value.provisional for line in lines for value in line.values if value)
    urls = tuple(_url(column, book) for column in columns)
    files = tuple(book.files.values())
    return Recap(data, tuple(lines), urls, means, overall, lacking, provisional, files)


def grouped(lines: Iterable[Line]) -> list[tuple[Heading | None, list[Line]]]:
    """Lines under their node of the tree; units stand under none."""
    return [
        (Heading(Level(level).label, name) if name else None, list(members))
        for (level, name), members in groupby(lines, key=lambda line: line.heading)
    ]


def _groups(lines: Sequence[Line]) -> tuple[RecapGroup, ...]:
    return tuple(
        RecapGroup((node,) if node else (), tuple(line.row for line in members))
        for node, members in grouped(lines)
    )


def _rules(
    scope: Scope, columns: Sequence[Column], means: Sequence[Mean], overall: Mean, bands: Sequence[Band]
) -> tuple[str, ...]:
    rolled = scope.look == BY_TIME or any(len(column.parts) > 1 for column in columns)
    return (
        _means_in_words(columns, means, overall),
        MEAN_RULE,
        *([UNIT_RULE] if scope.look == UNITS_BY_TIME else []),
        *([ROLLED_RULE] if rolled or scope.look == UNITS_BY_TIME else []),
        TARGET_RULE,
        f"Predikat: {bands_in_words(bands)}.",
    )


def _url(column: Column, book: Book) -> str:
    """The file behind a column that comes from a single one."""
    if len(column.parts) != 1 or column.parts[0].slug not in book.files:
        return ""
    return book.files[column.parts[0].slug].get_absolute_url()


def _mean(values: Iterable[Value | None], bands: Sequence[Band]) -> Mean:
    average = average_capped(value.achieved for value in values if value)
    band = band_for(average, bands)
    return Mean(average, band.label if band else "", band.tone if band else "neutral")


def _means_in_words(columns: Sequence[Column], means: Sequence[Mean], overall: Mean) -> str:
    parts = [f"{column.name} {mean.text}" for column, mean in zip(columns, means, strict=True)]
    return f"Rata-rata capaian {overall.text}{f' ({overall.predicate})' if overall.predicate else ''}: {'; '.join(parts)}."
