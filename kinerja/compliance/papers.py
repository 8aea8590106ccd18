"""The compliance report and the evaluation form as data for paper."""

from collections.abc import Mapping, Sequence
from typing import Any

from kinerja.compliance.evaluation_page import Desk, Part
from kinerja.compliance.models import Evaluation
from kinerja.compliance.offers import step_rows
from kinerja.compliance.page import Compliance
from kinerja.documents.compliance import ComplianceData, EvaluationData, QuestionLine, QuestionPart
from kinerja.submissions.papers.report import stationery
from sop.procedures.models import SopVersion

NOTES = (
    "Waktu nyata dihitung dalam jam kerja kalender perangkat daerah, sejak langkah terbuka (langkah pengisian: sejak masa pengisian dibuka) sampai selesai atau dikembalikan.",
    "Tepat: selesai sebelum tenggat yang dihitung dari mutu baku ketika langkah terbuka. Langkah tanpa tenggat tidak dinilai.",
    "Persen dibulatkan ke bawah: 100% hanya bila semuanya tepat.",
    "P90: sembilan dari sepuluh pelaksanaan selesai dalam waktu itu. n di bawah 5 belum cukup untuk disimpulkan.",
)


def compliance_paper(page: Compliance) -> ComplianceData:
    scope = page.scope
    newest = scope.publications[0].version
    return ComplianceData(
        stationery=stationery(scope.office),
        office=scope.office.name,
        sop=_called(newest) if scope.version is None else f"{scope.sop.name}, versi {scope.version}",
        period=scope.period,
        headline=page.headline,
        basis=f"{page.basis}." if page.basis else "",
        rows=tuple(tuple(row) for row in step_rows(page)),
        notes=NOTES,
        as_of=scope.at,
    )


def evaluation_paper(desk: Desk, parts: Sequence[Part], facts: Mapping[str, Any]) -> EvaluationData:
    """Of a desk with an evaluation."""
    found, scope = desk.evaluation, desk.scope
    if found is None:
        raise ValueError("There is no evaluation to print.")
    return EvaluationData(
        stationery=stationery(scope.office),
        office=scope.office.name,
        sop=_called(desk.version),
        year=desk.year,
        number=found.number - 1,
        parts=tuple(_part(part) for part in parts),
        result=found.get_result_display() if found.result else "",
        revision_plan=found.revision_plan,
        remarks=found.remarks,
        headline=facts["headline"],
        period=facts["period"],
        rows=tuple(tuple(row) for row in facts["rows"]),
        finished_by=found.finished_as,
        finished_at=found.finished_at,
        replaced=desk.replaced,
        reason=found.reason,
        place=scope.office.city,
        signed_on=found.finished_at.astimezone(scope.office.tz).date() if found.finished_at else None,
        **_signer(found),
    )


def _signer(found: Evaluation) -> dict[str, str]:
    """Who finished it, above the room for a pen: as called on that day; nobody while it is a draft."""
    if found.finished_by is None:
        return {}
    person = found.finished_by
    name, _, post = found.finished_as.partition(f"{person.name}, ")
    told = (
        {"signer_name": found.finished_as}
        if name or not post
        else {"signer_name": person.name, "signer_post": post}
    )
    return told | {"signer_nip": person.nip or ""}


def _called(version: SopVersion) -> str:
    number = f" Nomor {version.number}" if version.number else ""
    return f"{version.title}{number}, versi {version.version}"


def _part(part: Part) -> QuestionPart:
    lines = tuple(
        QuestionLine(
            one.number, one.answer.text, one.offered, one.answer.get_answer_display(), one.answer.note, one.answer.measure
        )
        for one in part.questions
    )  # fmt: skip
    return QuestionPart(part.form, part.aspect, lines)
