"""The yearly evaluation of an SOP: read by its office, written by its keepers."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.common.requests import OfficeRequest
from kinerja.compliance import actions
from kinerja.compliance.errors import EvaluationOwed, EvaluationState
from kinerja.compliance.evaluation_page import Desk, desk_of, facts_for, parts_of, results_of
from kinerja.compliance.models import Evaluation
from kinerja.compliance.offers import facts_of
from kinerja.compliance.page import compliance_of
from kinerja.compliance.papers import compliance_paper, evaluation_paper
from kinerja.compliance.scope import scope_of
from kinerja.compliance.writers import Evaluator, require_evaluator
from kinerja.documents.pdf import render_compliance, render_evaluation


@require_http_methods(["GET", "HEAD", "POST"])
def evaluation(request: OfficeRequest, sop: int, year: int) -> HttpResponse:
    """The page; a POST keeps what was answered so far (all of it, or the one field that was left)."""
    desk = desk_of(request.user, sop, year, request.GET, timezone.now())
    if request.method == "POST":
        by, found = _writing(desk)
        actions.save(found.pk, request.POST, by=by, at=desk.scope.at)
        if request.POST.get("go") == "selesai":
            return _finished(request, desk, by, found)
        if request.headers.get("X-Requested-With") == "autosave":
            return HttpResponse(status=204)
        messages.success(request, "Jawaban tersimpan. Selesaikan bila semua pertanyaan sudah dijawab.")
        return _back(desk)
    return _shown(request, desk)


@require_POST
def begin(request: OfficeRequest, sop: int, year: int) -> HttpResponse:
    desk = desk_of(request.user, sop, year, request.GET, timezone.now())
    by = require_evaluator(desk.scope.presence, desk.scope.office)
    carry = desk.before if request.POST.get("carry") else None
    actions.begin(desk.version, year, by=by, at=desk.scope.at, carry=carry)
    return _back(desk)


@require_POST
def correct(request: OfficeRequest, sop: int, year: int) -> HttpResponse:
    desk = desk_of(request.user, sop, year, request.GET, timezone.now())
    by, found = _writing(desk)
    actions.correct(found.pk, request.POST.get("reason", ""), by=by, at=desk.scope.at)
    messages.success(
        request, "Perbaikan dimulai. Jawaban lama sudah disalin; ubah yang perlu, lalu selesaikan."
    )
    return _back(desk)


@require_safe
def as_pdf(request: OfficeRequest, sop: int, year: int) -> HttpResponse:
    desk = desk_of(request.user, sop, year, request.GET, timezone.now())
    if desk.evaluation is None:
        raise Http404
    paper = evaluation_paper(desk, parts_of(desk), facts_for(desk))
    return _pdf(render_evaluation(paper), f"evaluasi-sop-{desk.scope.sop.slug}-{year}.pdf")


@require_safe
def report_pdf(request: OfficeRequest, sop: int) -> HttpResponse:
    """The compliance report of the scope on paper."""
    scope = scope_of(request.user, sop, request.GET, timezone.now())
    content = render_compliance(compliance_paper(compliance_of(scope)))
    return _pdf(content, f"kepatuhan-{scope.office.code}-{scope.sop.slug}.pdf")


def _finished(request: OfficeRequest, desk: Desk, by: Evaluator, found: Evaluation) -> HttpResponse:
    """Closed for good, or the page again with what is owed; what was typed is kept either way."""
    try:
        actions.finish(found.pk, facts_of(desk.page), by=by, at=desk.scope.at)
    except EvaluationOwed as refusal:
        found.refresh_from_db()
        return _shown(request, desk, owed=refusal.owed)
    messages.success(
        request, f"Evaluasi {desk.year} selesai. Unduh PDF-nya untuk ditandatangani atau dilampirkan."
    )
    return _back(desk)


def _shown(request: OfficeRequest, desk: Desk, *, owed: Mapping[str, str] | None = None) -> HttpResponse:
    context = {
        "desk": desk, "scope": desk.scope, "parts": parts_of(desk, owed), "results": results_of(desk),
        "problems": [(f"#{name}", sentence) for name, sentence in (owed or {}).items()], "save_url": desk.url(),
    }  # fmt: skip
    return render(request, "compliance/evaluation.html", context, status=422 if owed else 200)


def _writing(desk: Desk) -> tuple[Evaluator, Evaluation]:
    """The person who may write (403) and what there is to write in (409)."""
    by = require_evaluator(desk.scope.presence, desk.scope.office)
    if desk.evaluation is None:
        raise EvaluationState("Evaluasi tahun ini belum dimulai. Mulai dahulu dari halamannya.")
    return by, desk.evaluation


def _back(desk: Desk) -> HttpResponse:
    return redirect(desk.url())


def _pdf(content: bytes, name: str) -> HttpResponse:
    header = content_disposition_header(as_attachment=False, filename=name)
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": header or ""}
    )
