"""The page of a draft: its rows in short, what the check found at each, and what publishing will do."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count

from sop.procedures.canonical import canonical_data
from sop.procedures.checks import check
from sop.procedures.editing.drafts import short
from sop.procedures.findings import Finding, Level, Report
from sop.procedures.models import Publication, SopVersion
from sop.procedures.pages import Row, SheetPage, page
from sop.procedures.sheets import FLOW, Sheet


@dataclass(frozen=True)
class Line:
    """A row with its buttons."""

    pk: int
    row: Row
    first: bool
    last: bool


@dataclass(frozen=True)
class Found:
    """A finding with the row where it is mended (None: elsewhere); `column`: on the page of the columns."""

    finding: Finding
    step: int | None
    anchor: str
    column: bool


@dataclass(frozen=True)
class Overview:
    """`levels` are (words, findings) with the gravest first; `token` names the state of the draft."""

    page: SheetPage
    lines: tuple[Line, ...]
    report: Report
    levels: tuple[tuple[str, tuple[Found, ...]], ...]
    token: str


def overview(version: SopVersion) -> Overview:
    """A constant number of queries."""
    data, report = canonical_data(version), check(version)
    laid_out = page(data, bare_day_is_working=version.sop.office.bare_day_is_working)
    keys = dict(version.steps.values_list("position", "pk"))
    last = len(laid_out.rows) - 1
    lines = [Line(keys[row.position], row, n == 0, n == last) for n, row in enumerate(laid_out.rows)]
    paper = Sheet(data)
    places, columns = _places(paper, keys), [paper.column(row["order"]) for row in data["actors"]]
    return Overview(
        page=laid_out,
        lines=tuple(lines),
        report=report,
        levels=tuple((level.words, _found(report, level, places, columns)) for level, _ in report.by_level),
        token=short(data),
    )


def keeping(version: SopVersion) -> list[tuple[int, int]]:
    """Published versions of the same SOP that files follow: (version, files). They stay with it."""
    counted = Publication.objects.filter(version__sop=version.sop_id).annotate(files=Count("runs"))
    return list(
        counted.filter(files__gt=0).order_by("version__version").values_list("version__version", "files")
    )


def _places(paper: Sheet, keys: dict[int, int]) -> dict[str, int]:
    """The rows by the words in which findings name them."""
    return {str(place): pk for place, pk in keys.items()} | {
        paper.number(place): pk for place, pk in keys.items()
    }


def _found(
    report: Report, level: Level, places: dict[str, int], columns: Collection[str]
) -> tuple[Found, ...]:
    found = []
    for finding in report.at(level):
        column = finding.column in columns
        step = None if column else places.get(finding.step)
        found.append(Found(finding, step, "alur" if finding.column == FLOW else "sel", column))
    return tuple(found)
