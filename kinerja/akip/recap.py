"""The figures of a year as they were signed, in one workbook: from the frozen snapshots, never from live rows."""

import json
from decimal import Decimal
from typing import Any

from kinerja.akip.records import Records
from kinerja.common.numbers import format_number
from kinerja.documents.lines import amount_text
from kinerja.documents.parts import Amount
from kinerja.documents.table_book import TableCell, TableData, table_workbook
from kinerja.submissions.models import Submission
from kinerja.submissions.papers.report import stationery
from kinerja.submissions.papers.rows import Basis, groups_of

HEADINGS = (
    "Periode",
    "Kode dokumen",
    "Unit",
    "Indikator",
    "Satuan",
    "Target",
    "Realisasi",
    "Capaian (%)",
    "Predikat",
)
_FORMAT = "General"  # a fixed one would show "90," or cut a figure


def recap_workbook(records: Records) -> bytes:
    """A row for each indicator, unit and period, of the revision that stands."""
    standing = [row for row in records.submissions if stands(row)]
    rows = [line for row in standing for line in _lines(row)]
    return table_workbook(
        TableData(
            sheet="Rekapitulasi", author=records.office.name, headings=HEADINGS, rows=tuple(rows),
            titles=(f"REKAPITULASI PENGUKURAN KINERJA TAHUN {records.year}", records.office.name),
            stationery=stationery(records.office),
        )
    )  # fmt: skip


def stands(submission: Submission) -> bool:
    """Signed, and not replaced by a later revision."""
    return submission.document is not None and getattr(submission.document, "superseded_by", None) is None


def _lines(submission: Submission) -> list[tuple[TableCell, ...]]:
    text = Submission.objects.filter(pk=submission.pk).values_list("snapshot", flat=True).first()
    content: dict[str, Any] = json.loads(text or '{"rows": []}')
    groups = groups_of(Basis(content, None)) if content["rows"] else ()
    code = submission.document.code if submission.document else ""
    return [
        (
            TableCell(submission.period.name), TableCell(code), TableCell(row.unit), TableCell(row.indicator),
            TableCell(row.measure), _amount(row.target), _amount(row.realised),
            _number(row.achievement) if row.achievement is not None else TableCell(row.achievement_note or "–"),
            TableCell(row.predicate),
        )
        for group in groups
        for row in group.rows
    ]  # fmt: skip


def _amount(amount: Amount) -> TableCell:
    if amount.number is not None and amount.upper is None and not amount.label:
        return _number(amount.number)
    return TableCell(amount_text(amount))


def _number(value: Decimal) -> TableCell:
    return TableCell(format_number(value), value, _FORMAT)
