"""Kepatuhan SOP and Evaluasi SOP as frozen data and as HTML."""

import datetime as dt
from dataclasses import dataclass

from django.template.loader import render_to_string

from kinerja.documents.parts import Stationery

STEP_COLUMNS = (
    "No", "Kegiatan", "Mutu baku (waktu)", "n", "Median", "P90", "Terpendek – terpanjang", "Tepat", "Kembali menurut alur", "Kembali di luar alur",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ComplianceData:
    """The report: `rows` are those of STEP_COLUMNS in words, `notes` say how they were counted."""

    stationery: Stationery
    office: str
    sop: str
    period: str
    headline: str
    basis: str
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    as_of: dt.datetime


@dataclass(frozen=True, slots=True)
class QuestionLine:
    number: int
    text: str
    offered: str
    answer: str
    note: str
    measure: str


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """The questions of one aspect of a form (F01, F02)."""

    form: str
    aspect: str
    lines: tuple[QuestionLine, ...]


@dataclass(frozen=True, slots=True)
class EvaluationData:
    """The evaluation form; `finished_by` "" and `finished_at` None while it is a draft, `reason` why it corrects another.

    `place`, `signed_on` (of the office's clock) and the `signer_…` stand above the room for a pen: who finished it, nobody's name while it is a draft.
    """

    stationery: Stationery
    office: str
    sop: str
    year: int
    number: int
    parts: tuple[QuestionPart, ...]
    result: str
    revision_plan: str
    remarks: str
    headline: str
    period: str
    rows: tuple[tuple[str, ...], ...]
    finished_by: str = ""
    finished_at: dt.datetime | None = None
    replaced: bool = False
    reason: str = ""
    place: str = ""
    signed_on: dt.date | None = None
    signer_name: str = ""
    signer_post: str = ""
    signer_nip: str = ""


def compliance_page(data: ComplianceData) -> str:
    """Return the whole HTML page that becomes the PDF."""
    title = "Laporan Kepatuhan SOP"
    context = {"data": data, "columns": STEP_COLUMNS, **_head(title, data.office, data.period, data.as_of)}
    return render_to_string("documents/compliance.html", context)


def evaluation_page(data: EvaluationData) -> str:
    """Return the whole HTML page that becomes the PDF."""
    title = f"Evaluasi SOP Tahun {data.year}"
    head = _head(title, data.office, data.sop, data.finished_at)
    return render_to_string("documents/evaluation.html", {"data": data, "columns": STEP_COLUMNS, **head})


def _head(title: str, office: str, about: str, at: dt.datetime | None) -> dict[str, object]:
    return {
        "title": f"{title} – {office} – {about}",
        "heading": title,
        "author": office,
        "created": at.isoformat() if at else "",
        "foot": f"{title} · {about}",
        "logo_url": "",
    }
