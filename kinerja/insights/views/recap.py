"""Rekap: on the screen, on paper and as a workbook, all from the same data; and the reminder to those who still fill."""

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from kinerja.common.requests import OfficeRequest
from kinerja.documents.pdf import render_recap
from kinerja.documents.recap_book import recap_workbook
from kinerja.documents.recap_parts import rows_in
from kinerja.insights.recap import Recap, recap_of
from kinerja.insights.recap_book import open_files
from kinerja.insights.recap_jobs import NAMES, PDF, TYPES, XLSX, is_large, name_of, order
from kinerja.insights.recap_scope import BY_UNIT, Scope, asked_by, units_of
from kinerja.insights.recap_table import table_of
from kinerja.submissions.listing.presence import presence_of
from kinerja.submissions.listing.reminding import last_reminder, may_remind, remind


@require_safe
def recap(request: OfficeRequest) -> HttpResponse:
    presence = presence_of(request.user, timezone.now())
    asked = asked_by(presence, request.GET)
    scope = asked.scope
    found = recap_of(scope) if scope else None
    reminds = scope and found and found.waits and may_remind(request.user, found.files, scope.today)
    context = {
        "presence": presence,
        "asked": asked,
        "scope": scope,
        "recap": found,
        "table": table_of(found) if found else None,
        "may_remind": reminds,
        "reminded_at": last_reminder(found.files) if found and reminds else None,
    }
    return render(request, "insights/recap.html", context)


@require_safe
def as_pdf(request: OfficeRequest) -> HttpResponse:
    scope, found = _found(request, request.GET)
    if is_large(found, PDF):
        return _offer(request, scope, found, PDF)
    return _file(render_recap(found.data), f"{name_of(scope)}.pdf", PDF, attached=False)


@require_safe
def as_xlsx(request: OfficeRequest) -> HttpResponse:
    scope, found = _found(request, request.GET)
    if is_large(found, XLSX):
        return _offer(request, scope, found, XLSX)
    return _file(recap_workbook(found.data), f"{name_of(scope)}.xlsx", XLSX, attached=True)


@require_POST
def order_file(request: OfficeRequest) -> HttpResponse:
    """Have the worker make it; the page of the job shows how far it is."""
    form = request.POST.get("berkas", "")
    scope, found = _found(request, request.POST)
    if form not in NAMES or scope.office.code != request.POST.get("kantor"):
        raise Http404
    return redirect(order(scope, found, form, by=request.user))


@require_POST
def remind_units(request: OfficeRequest) -> HttpResponse:
    """Remind the fillers of a period; the message says who was reminded."""
    scope = asked_by(presence_of(request.user, timezone.now()), request.POST).scope
    if scope is None or scope.office.code != request.POST.get("kantor"):
        raise Http404
    reminded = remind(open_files(scope, scope.parts), by=request.user)
    for sentence in reminded.sentences:
        messages.success(request, sentence)
    return redirect(f"{reverse('insights:recap')}{scope.address(tampilan=BY_UNIT)}")


def _found(request: OfficeRequest, query: QueryDict) -> tuple[Scope, Recap]:
    """The recap asked for; Http404 where there is none."""
    scope = asked_by(presence_of(request.user, timezone.now()), query).scope
    found = recap_of(scope) if scope else None
    if scope is None or found is None:
        raise Http404
    return scope, found


def _offer(request: OfficeRequest, scope: Scope, found: Recap, form: str) -> HttpResponse:
    """Say that it is large, and what can be had instead."""
    units = [(unit.name, scope.address(unit=unit.code)) for unit in units_of(scope.office)]
    context = {
        "scope": scope,
        "recap": found,
        "form": form,
        "name": NAMES[form],
        "rows": rows_in(found.data),
        "units": [] if scope.unit else units,
    }
    return render(request, "insights/recap_large.html", context)


def _file(content: bytes, name: str, form: str, *, attached: bool) -> HttpResponse:
    header = content_disposition_header(as_attachment=attached, filename=name)
    return HttpResponse(content, content_type=TYPES[form], headers={"Content-Disposition": header or ""})
