"""Rekap: on the screen, on paper and as a workbook, all from the same data."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kinerja.common.requests import OfficeRequest
from kinerja.documents.pdf import render_recap
from kinerja.documents.xlsx import recap_workbook
from kinerja.insights.recap import Recap, recap_of
from kinerja.insights.recap_scope import asked_by
from kinerja.insights.recap_table import table_of
from kinerja.submissions.presence import presence_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def recap(request: OfficeRequest) -> HttpResponse:
    presence = presence_of(request.user, timezone.now())
    asked = asked_by(presence, request.GET)
    found = recap_of(asked.scope) if asked.scope else None
    context = {
        "presence": presence,
        "asked": asked,
        "scope": asked.scope,
        "recap": found,
        "table": table_of(found) if found else None,
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


def _found(request: OfficeRequest) -> tuple[Recap, str]:
    """The recap asked for and a name for its file; Http404 where there is none."""
    scope = asked_by(presence_of(request.user, timezone.now()), request.GET).scope
    found = recap_of(scope) if scope else None
    if scope is None or found is None:
        raise Http404
    return found, f"rekap-{scope.office.code}-{scope.period.slug}-{scope.look}".lower()


def _file(content: bytes, kind: str, name: str, *, attached: bool) -> HttpResponse:
    header = content_disposition_header(as_attachment=attached, filename=name)
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": header or ""})
