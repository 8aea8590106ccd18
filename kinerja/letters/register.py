"""The register of an office as its page and its downloads show it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kinerja.documents.register_book import RegisterData
from kinerja.letters.kinds import NumberKind
from kinerja.letters.models import NumberScheme, NumberSeries, RegisterEntry, Use
from kinerja.letters.queries import MOST_ROWS, Asked, register_rows, schemes_of, years_of
from kinerja.submissions.papers.report import stationery
from sop.offices.models import Office


@dataclass(frozen=True)
class Line:
    """A kind and how it is numbered; `following` is the number that would be given next."""

    scheme: NumberScheme
    label: str
    following: str


def page_context(office: Office, day: dt.date) -> dict[str, Any]:
    """The rest of the page of the register. Three queries."""
    lines = list(_lines(office, day))
    return {
        "lines": lines,
        "alike": alike(lines),
        "years": years_of(office),
        "kinds": NumberKind.choices,
        "uses": Use.choices,
    }


def alike(lines: Iterable[Line]) -> list[list[str]]:
    """Kinds whose papers may carry the same number: each counts by itself, and nothing else tells them apart."""
    found: dict[tuple[str, ...], list[str]] = {}
    for line in lines:
        scheme = line.scheme
        found.setdefault((scheme.pattern, scheme.classification, scheme.unit_code), []).append(line.label)
    return [labels for labels in found.values() if len(labels) > 1]


def _lines(office: Office, day: dt.date) -> Iterator[Line]:
    last = dict(NumberSeries.objects.filter(office=office, year=day.year).values_list("kind", "last"))
    for scheme in schemes_of(office):
        serial = last.get(scheme.kind, scheme.beginning(day.year) - 1) + 1
        yield Line(scheme, NumberKind(scheme.kind).label, scheme.written(serial, day))


def book_of(office: Office, asked: Asked) -> RegisterData:
    """The numbers asked for as a table, oldest first. One query."""
    rows = register_rows(office, asked).order_by("year", "kind", "serial", "id")[:MOST_ROWS]
    return RegisterData(stationery(office), office.name, tuple(_row(row) for row in rows))


def _row(row: RegisterEntry) -> tuple[str, ...]:
    state = row.get_use_display() if row.use != Use.CANCELLED else f"BATAL: {row.reason}"
    return (
        str(row.year), row.get_kind_display(), str(row.serial or ""), row.text, row.day.isoformat(), row.subject,
        row.addressee, row.submission.run.title, "buku agenda" if row.manual else "otomatis", state, row.given_as,
    )  # fmt: skip
