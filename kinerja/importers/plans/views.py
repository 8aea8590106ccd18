"""The workbook of indicators and targets: downloaded, filled, checked, looked at, and only then stored."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.common.requests import OfficeRequest
from kinerja.documents.packed import UnreadableBook
from kinerja.importers.plans.export import export
from kinerja.importers.plans.forms import BookForm, DecisionForm
from kinerja.importers.plans.loading import Book, digest, examine, open_book, seal, store, unseal
from kinerja.indicators.access import Desk, planner_desk

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TOO_OLD = "Hasil pemeriksaan sudah tidak berlaku. Unggah berkasnya sekali lagi."


@require_safe
def download(request: OfficeRequest, office: str, year: int) -> HttpResponse:
    """The present state, which is also the template."""
    desk = planner_desk(request, office)
    name = f"indikator-target-{office}-{year}.xlsx"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    headers = {"Content-Disposition": disposition or ""}
    return HttpResponse(export(desk.office, year), content_type=XLSX, headers=headers)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def load(request: OfficeRequest, office: str, year: int) -> HttpResponse:
    """Ask for a file; show every finding in it and every change it makes."""
    desk = planner_desk(request, office)
    if request.method != "POST":
        return _ask(request, desk, year, BookForm())
    form = BookForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, desk, year, form)
    file = form.cleaned_data["file"]
    try:
        book = open_book(file.name, file.read())
    except UnreadableBook as refusal:
        form.add_error("file", refusal.sentence)
        return _ask(request, desk, year, form)
    return _review(request, desk, year, book)


@never_cache
@require_POST
def keep(request: OfficeRequest, office: str, year: int) -> HttpResponse:
    """Store what was shown."""
    desk = planner_desk(request, office)
    form = DecisionForm(request.POST)
    paper = unseal(form.cleaned_data["sealed"], desk.office, year, request.user) if form.is_valid() else None
    if paper is None:
        messages.error(request, TOO_OLD)
        return _ask(request, desk, year, BookForm(), status=422)
    book, agreed = paper
    report = store(book, desk.office, year, agreed=agreed, by=request.user)
    messages.success(request, f"{len(report.changes)} perubahan dari ‘{book.name}’ tersimpan.")
    return redirect("indicators:tree", office)


def _ask(request: OfficeRequest, desk: Desk, year: int, form: BookForm, *, status: int = 200) -> HttpResponse:
    context = {"office": desk.office, "year": year, "form": form}
    return render(request, "plans/load.html", context, status=422 if form.errors else status)


def _review(request: OfficeRequest, desk: Desk, year: int, book: Book) -> HttpResponse:
    report = examine(book, desk.office, year, by=request.user)
    ready = report.clean and report.changes
    sealed = seal(book, desk.office, year, digest(report), request.user) if ready else ""
    context = {
        "office": desk.office, "year": year, "name": book.name, "report": report, "sealed": sealed, "form": BookForm(),
    }  # fmt: skip
    return render(request, "plans/review.html", context, status=200 if report.clean else 422)
