"""Rekap: on the screen, on paper and as a workbook, all from the same data; and the reminder to those who still fill."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from kinerja.common.requests import OfficeRequest
from kinerja.documents.pdf import render_recap
from kinerja.documents.recap_book import recap_workbook
from kinerja.insights.recap import Recap, recap_of
from kinerja.insights.recap_book import open_files
from kinerja.insights.recap_scope import BY_UNIT, asked_by
from kinerja.insights.recap_table import table_of
from kinerja.submissions.listing.presence import presence_of
from kinerja.submissions.listing.reminding import last_reminder, may_remind, remind

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
    found, name = _found(request)
    return _file(render_recap(found.data), "application/pdf", f"{name}.pdf", attached=False)


@require_safe
def as_xlsx(request: OfficeRequest) -> HttpResponse:
    found, name = _found(request)
    return _file(recap_workbook(found.data), XLSX, f"{name}.xlsx", attached=True)


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


def _found(request: OfficeRequest) -> tuple[Recap, str]:
    """The recap asked for and a name for its file; Http404 where there is none."""
    scope = asked_by(presence_of(request.user, timezone.now()), request.GET).scope
    found = recap_of(scope) if scope else None
    if scope is None or found is None:
        raise Http404
    unit = f"-{scope.unit.code}" if scope.unit else ""
    return found, f"rekap-{scope.office.code}-{scope.period.slug}-{scope.look}{unit}".lower()


def _file(content: bytes, kind: str, name: str, *, attached: bool) -> HttpResponse:
    header = content_disposition_header(as_attachment=attached, filename=name)
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": header or ""})
