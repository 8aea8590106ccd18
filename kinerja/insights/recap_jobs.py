"""Recaps too large for the answer to a click: drawn or written by the worker, part by part, and kept for their owner."""

import hashlib
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from kinerja.documents.pdf import render_recap, render_recap_part
from kinerja.documents.recap_book import recap_workbook
from kinerja.documents.recap_parts import lines_in, parts_of, put_together, rows_in
from kinerja.insights.recap import Recap, recap_of
from kinerja.insights.recap_scope import Scope, asked_by
from kinerja.jobs.actions import ask
from kinerja.jobs.ending import File, Result
from kinerja.jobs.models import Job
from kinerja.jobs.working import Working, long_task
from kinerja.submissions.listing.presence import presence_of
from sop.errors import RuleError
from sop.offices.models import User

PDF, XLSX = "pdf", "xlsx"
NAMES = {PDF: "PDF", XLSX: "XLSX"}
TYPES = {
    PDF: "application/pdf",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Above these a person would wait for more than a few seconds, and the server needs its memory for others.
# A workbook of 3,000 rows over twelve months has 39,000 cells and takes 4 s of CPU; its rows are never in memory together.
MOST_LINES, MOST_CELLS = 300, 10_000


class RecapGone(RuleError):
    code = "recap_gone"

    def __init__(self) -> None:
        super().__init__(
            "Rekap ini tidak dapat lagi Anda buka: penugasan Anda atau berkasnya berubah sejak diminta. Buka halaman Rekap, lalu minta kembali."
        )


def is_large(recap: Recap, form: str) -> bool:
    """Whether the worker makes it."""
    cells = rows_in(recap.data) * (len(recap.data.columns) + 1)
    return lines_in(recap.data) > MOST_LINES if form == PDF else cells > MOST_CELLS


def name_of(scope: Scope) -> str:
    """The name of its file, without ending."""
    unit = f"-{scope.unit.code}" if scope.unit else ""
    return f"rekap-{scope.office.code}-{scope.period.slug}-{scope.look}{unit}".lower()


@transaction.atomic
def order(scope: Scope, recap: Recap, form: str, *, by: User) -> Job:
    """Have it made. The same figures asked for twice by one person are one job."""
    unit = f" {scope.unit.name}" if scope.unit else ""
    return ask(
        recap_file,
        by=by,
        office=scope.office,
        kind="recap",
        title=f"Rekap {NAMES[form]}{unit}, {recap.data.period}",
        key=f"recap:{form}:{by.pk}:{_fingerprint(scope, recap)}",
        arguments={"form": form, "query": scope.query},
    )


@long_task
def recap_file(work: Working) -> Result:
    """Read the figures anew with the rights of the owner at this moment, as of the moment of asking."""
    form, query = work.job.arguments["form"], work.job.arguments["query"]
    work.progress(0, 1, "Membaca angka")
    scope, recap = _found(work.job, query)
    content = _pdf(work, recap) if form == PDF else _xlsx(work, recap)
    return File(content, f"{name_of(scope)}.{form}", TYPES[form], form)


def _found(job: Job, query: dict[str, Any]) -> tuple[Scope, Recap]:
    scope = asked_by(presence_of(job.owner, timezone.now()), query).scope
    if scope is None or scope.office.pk != job.office_id:
        raise RecapGone
    scope = replace(scope, at=job.created_at)
    found = recap_of(scope)
    if found is None:
        raise RecapGone
    return scope, found


def _pdf(work: Working, recap: Recap) -> bytes:
    parts, drawn = parts_of(recap.data), []
    if len(parts) == 1:
        return render_recap(parts[0])
    for number, part in enumerate(parts):
        work.progress(number, len(parts) + 1, f"Menggambar bagian {number + 1} dari {len(parts)}")
        drawn.append(render_recap_part(part))
    work.progress(len(parts), len(parts) + 1, "Menyatukan bagian-bagiannya")
    return put_together(f"{recap.data.title} – {recap.data.period}", recap.data.office, drawn)


def _xlsx(work: Working, recap: Recap) -> bytes:
    rows = rows_in(recap.data)
    return recap_workbook(
        recap.data, told=lambda row: work.progress(row, rows + rows // 2, f"Menulis baris {row} dari {rows}")
    )


def _fingerprint(scope: Scope, recap: Recap) -> str:
    """Of what stands in it, the moment apart."""
    asked = {name: value for name, value in scope.query.items() if name != "isi"}  # how the page shows it
    text = f"{asked}{replace(recap.data, as_of=None)!r}"
    return hashlib.sha256(text.encode()).hexdigest()
