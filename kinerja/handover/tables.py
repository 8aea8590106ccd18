"""The figures of a signed file in the columns of a mapping. They come from the frozen snapshot; live rows are never read.

Only the code of a node, by which the other application knows it, is looked up: no figure, and not part of the snapshot.
"""

import json
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kinerja.common.numbers import format_number
from kinerja.documents.lines import amount_text
from kinerja.documents.parts import Amount, IndicatorRow
from kinerja.documents.table_book import TableCell, TableData
from kinerja.handover.errors import NothingSigned, Replaced
from kinerja.handover.models import FIXED, SOURCES, Mapping, Mark
from kinerja.indicators.models import Indicator, Level
from kinerja.signing.storage import DocumentDestroyed
from kinerja.submissions.models import Submission
from kinerja.submissions.papers.report import stationery
from kinerja.submissions.papers.rows import Basis, groups_of

GENERAL = "General"
_TEXTS = ("indicator", "measure", "predicate", "explanation", "helped", "hindered", "follow_up", "unit")
_MONEY = ("budget", "spent")


@dataclass(frozen=True)
class Line:
    """A frozen row: as its paper prints it, and as it is stored; `common` is the same in every row."""

    printed: IndicatorRow
    stored: Dict[str, Any]
    code: str
    common: Dict[str, str]


def table_of(mapping: Mapping, submission: Submission) -> TableData:
    """The table for this application. NothingSigned while the file is not signed, Replaced once a later revision is.

    DocumentDestroyed where the archive destroyed it: what a berita acara took away is not handed out.
    """
    if submission.document is None:
        raise NothingSigned
    if submission.document.destroyed:
        raise DocumentDestroyed(submission.document.destroyed)
    newer = newer_of(submission)
    if newer is not None:
        raise Replaced(newer.revision)
    rows = [
        tuple(_cell(mapping, column, line) for column in mapping.columns)
        for line in _lines(mapping, submission)
    ]
    office = submission.run.office
    return TableData(
        sheet="".join(
            "-" if sign in "[]:*?/\\'" or not sign.isprintable() else sign for sign in mapping.name[:25]
        ),
        author=office.name,
        headings=tuple(column["heading"] or SOURCES[column["source"]] for column in mapping.columns),
        rows=tuple(rows),
        titles=(
            f"DATA KINERJA UNTUK {mapping.name.upper()}",
            submission.period.name,
            submission.document.code,
        ),
        stationery=stationery(office) if mapping.letterhead else None,
    )


def newer_of(submission: Submission) -> Submission | None:
    """The signed revision that took the place of this one. One query."""
    newer = Submission.objects.filter(document__supersedes=submission.document_id, document__isnull=False)
    return newer.defer("snapshot", "narrative").first() if submission.document_id else None


def _lines(mapping: Mapping, submission: Submission) -> list[Line]:
    content = json.loads(Submission.objects.values_list("snapshot", flat=True).get(pk=submission.pk))
    stored = content["rows"]
    printed = [row for group in groups_of(Basis(content, None)) for row in group.rows] if stored else []
    asked = Indicator.objects.filter(pk__in=[row["indicator"] for row in stored])
    codes = dict(asked.values_list("pk", "objective__code"))
    common = {
        "office": content["office"], "period": submission.period.name, "year": str(submission.period.year),
        "number": str(submission.period.number), "document": submission.document.code if submission.document else "",
    }  # fmt: skip
    return [
        Line(paper, row, codes.get(row["indicator"]) or "", common)
        for paper, row in zip(printed, stored, strict=True)
        if mapping.unit_id in {None, row["unit"]} and mapping.level in {"", row["level"]}
    ]


def _cell(mapping: Mapping, column: Dict[str, str], line: Line) -> TableCell:
    source = column["source"]
    if source == FIXED:
        return TableCell(column["text"])
    if source in line.common:
        return TableCell(line.common[source])
    if source in _TEXTS:
        return TableCell(getattr(line.printed, source))
    if source in {"code", "objective", "level"}:
        level = str(Level(line.stored["level"]).label)
        return TableCell({"code": line.code, "objective": line.stored["objective"], "level": level}[source])
    return _figure(mapping, source, line)


def _figure(mapping: Mapping, source: str, line: Line) -> TableCell:
    if source in _MONEY:
        text = line.stored.get(source)
        return _number(mapping, Decimal(text)) if text is not None else TableCell("")
    if source == "achievement":
        known = line.printed.achievement
        return _number(mapping, known, percent=mapping.percent) if known is not None else TableCell("")
    amount = line.printed.target if source == "target" else line.printed.realised
    return _amount(mapping, amount)


def _amount(mapping: Mapping, amount: Amount) -> TableCell:
    """A range or a predicate is text; what was not entered stays empty, for no application reads "belum diisi"."""
    if amount.label or amount.upper is not None:
        return TableCell(amount_text(amount))
    return _number(mapping, amount.number) if amount.number is not None else TableCell("")


def _number(mapping: Mapping, value: Decimal, *, percent: bool = False) -> TableCell:
    """Without points between thousands: an importer reads them as decimals."""
    text = format_number(value, mapping.decimals).replace(".", "")
    text = text.replace(",", mapping.mark) if mapping.mark == Mark.DOT else text
    shape = (
        GENERAL
        if mapping.decimals is None
        else "0" + ("." + "0" * mapping.decimals if mapping.decimals else "")
    )
    if percent:
        return TableCell(f"{text}%", value, f'{"0.######" if mapping.decimals is None else shape}"%"')
    return TableCell(text, value, shape)
