"""The number of the signed report, the register of an office, and how it numbers."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.common.keyset import PARAMETER, address
from kinerja.common.requests import OfficeRequest
from kinerja.documents.register_book import register_csv, register_workbook
from kinerja.letters import register, report_number, schemes
from kinerja.letters.access import insist
from kinerja.letters.forms import OwnNumberForm, ReasonForm
from kinerja.letters.kinds import NumberKind
from kinerja.letters.queries import Asked, register_page
from kinerja.submissions.case.turns import open_case
from sop.offices.access import keep_settings, open_settings

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GET_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_POST)
def of_report(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give the signed report a number, or call the given one off."""
    case = open_case(request.user, pk)
    insist(case.submission.run, case.definition, case.performer)
    entry = report_number.number_of(case.submission)
    form = (ReasonForm if entry else OwnNumberForm)(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if entry:
            report_number.cancel_report_number(case.submission, form.cleaned_data["reason"], by=request.user)
            messages.success(request, f"Nomor {entry.text} dibatalkan dan tetap tercatat sebagai batal.")
        else:
            given = report_number.number_report(case.submission, **form.cleaned_data, by=request.user)
            messages.success(request, f"Laporan bernomor {given.text}.")
        return redirect(case.submission)
    context = {"case": case, "submission": case.submission, "entry": entry, "form": form}
    return render(request, "letters/report_number.html", context, status=422 if form.errors else 200)


@require_safe
def book(request: OfficeRequest, office: str) -> HttpResponse:
    """The register of the office, and how it numbers each kind."""
    keeping = open_settings(request.user, office)
    asked = Asked.read(request.GET)
    found = register_page(keeping.office, asked, request.GET.get(PARAMETER, ""))
    context = {
        "keeping": keeping, "office": keeping.office, "asked": asked, "rows": found.rows,
        "previous_url": address(request.GET, found.previous), "next_url": address(request.GET, found.following),
        **register.page_context(keeping.office, keeping.day), "query": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "letters/register.html", context)


@require_http_methods(GET_POST)
def scheme(request: OfficeRequest, office: str, kind: str) -> HttpResponse:
    """How one kind is numbered; a GET with other values shows what numbers would look like, and saves nothing."""
    keeping = keep_settings(request.user, office)
    if kind not in NumberKind.values:
        raise Http404
    desk = schemes.desk_of(keeping, kind, request.POST if request.method == "POST" else None, request.GET)
    if request.method == "POST" and desk.form.is_valid():
        if request.POST.get("go") == "contoh":
            return redirect(f"{request.path}?{schemes.tried(request.POST)}")
        schemes.keep(desk.form)
        messages.success(request, "Penomoran tersimpan dan berlaku untuk nomor berikutnya.")
        return redirect("letters:register", office)
    status = 422 if request.method == "POST" else 200
    return render(request, "letters/scheme.html", {"desk": desk, "office": keeping.office}, status=status)


@require_safe
def as_xlsx(request: OfficeRequest, office: str) -> HttpResponse:
    keeping = open_settings(request.user, office)
    data = register.book_of(keeping.office, Asked.read(request.GET))
    return _file(register_workbook(data), XLSX, f"buku-nomor-{office}.xlsx")


@require_safe
def as_csv(request: OfficeRequest, office: str) -> HttpResponse:
    keeping = open_settings(request.user, office)
    data = register.book_of(keeping.office, Asked.read(request.GET))
    return _file(register_csv(data), "text/csv; charset=utf-8", f"buku-nomor-{office}.csv")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    header = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": header or ""})
