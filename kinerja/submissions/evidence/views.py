"""Uploading, describing, removing and giving out evidence."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.common.refusals import wants_json
from kinerja.common.requests import OfficeRequest
from kinerja.submissions.evidence import actions, telling
from kinerja.submissions.evidence.models import Evidence
from kinerja.submissions.evidence.page import (
    LOOK,
    Bench,
    bench_of,
    describe_form,
    evidence_address,
    evidence_of,
    page,
)
from kinerja.submissions.evidence.receiving import receive
from kinerja.submissions.evidence.storage import content_of

FILES = "berkas"


@require_http_methods(["GET", "HEAD", "POST"])
def row(request: OfficeRequest, pk: int, unit: int, figure: int) -> HttpResponse:
    """Show the evidence of a row, or add to it. A file that is refused spoils no other."""
    bench = bench_of(request.user, pk, unit, figure)
    if request.method != "POST":
        return render(request, "evidence/page.html", page(bench, look=request.GET.get(LOOK, "")))
    _insist(request, bench)
    arrivals, turned = receive(request.FILES.getlist(FILES))
    done = actions.attach(bench.desk.submission, figure, arrivals, by=request.user)
    return _answer(request, bench, telling.of_upload(done, turned))


@require_POST
def describe(request: OfficeRequest, pk: int, evidence: int) -> HttpResponse:
    """Keep what the document is, and of which date."""
    file = evidence_of(request.user, pk, evidence)
    form = describe_form(file, request.POST)
    if not form.is_valid():
        bench = bench_of(request.user, pk, file.figure.unit_id, file.figure_id)
        _insist(request, bench)
        return render(request, "evidence/page.html", page(bench, refused=form), status=422)
    actions.describe(file, **form.cleaned_data, by=request.user)
    messages.success(request, f"Keterangan ‘{file.name}’ tersimpan.")
    return redirect(evidence_address(file.figure))


@require_POST
def remove(request: OfficeRequest, pk: int, evidence: int) -> HttpResponse:
    """Mark a file as removed; it can be taken back on the same page."""
    file = evidence_of(request.user, pk, evidence)
    actions.remove(file, by=request.user)
    return _changed(request, file, f"‘{file.name}’ dihapus. Urungkan bila keliru.")


@require_POST
def restore(request: OfficeRequest, pk: int, evidence: int) -> HttpResponse:
    """Take a removal back."""
    file = evidence_of(request.user, pk, evidence)
    actions.restore(file, by=request.user)
    return _changed(request, file, f"‘{file.name}’ dipulihkan.")


@require_safe
def download(request: OfficeRequest, pk: int, evidence: int) -> HttpResponse:
    """The very bytes that were uploaded, to keep; with "?lihat" to look at beside the row."""
    file = evidence_of(request.user, pk, evidence)
    if LOOK in request.GET and file.shows:
        return _preview(request, file)
    return _bytes(file, attachment=True, policy="default-src 'none'; frame-ancestors 'none'; sandbox")


@xframe_options_sameorigin
def _preview(_request: OfficeRequest, file: Evidence) -> HttpResponse:
    """Only here may a page of ours frame what it shows."""
    policy = "default-src 'none'; img-src 'self'; style-src 'self'; frame-ancestors 'self'"
    return _bytes(file, attachment=False, policy=policy)


def _bytes(file: Evidence, *, attachment: bool, policy: str) -> HttpResponse:
    response = HttpResponse(content_of(file), content_type=file.media_type)
    disposition = content_disposition_header(as_attachment=attachment, filename=file.name)
    response["Content-Disposition"] = disposition or "attachment"
    response["Content-Security-Policy"] = policy
    response["Content-Length"] = str(len(response.content))
    return response


def _insist(request: OfficeRequest, bench: Bench) -> None:
    """Whoever may not change the row is told why before anything is read."""
    if not bench.desk.may_act:
        actions.attach(bench.desk.submission, bench.row.pk, [], by=request.user)


def _changed(request: OfficeRequest, file: Evidence, text: str) -> HttpResponse:
    bench = bench_of(request.user, file.figure.submission_id, file.figure.unit_id, file.figure_id)
    return _answer(request, bench, telling.Said(good=[text]))


def _answer(request: OfficeRequest, bench: Bench, said: telling.Said) -> HttpResponse:
    """The page again with what happened; a script gets the row's list instead, to put it in its place."""
    if not wants_json(request):
        for level, text in said.lines:
            messages.add_message(request, level, text)
        return redirect(bench.address)
    context = {"row": bench.row_now(), "zone": bench.desk.zone, "editable": bench.desk.may_act}
    html = render_to_string("evidence/_files.html", context, request)
    body = {"html": html, "said": " ".join(said.good), "refused": said.bad}
    return JsonResponse(body, status=422 if said.bad and not said.good else 200)
