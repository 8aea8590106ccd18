"""The ways files took, drawn on the sheet, and the event log for other tools."""

from collections.abc import Iterator

from django.http import StreamingHttpResponse
from django.http.response import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kinerja.common.requests import OfficeRequest
from kinerja.compliance.eventlog import cases_of
from kinerja.compliance.heat_sheet import heat_sheet
from kinerja.compliance.logfiles import csv_lines, xes_lines
from kinerja.compliance.picking import Picker
from kinerja.compliance.scope import Scope, scope_of
from kinerja.compliance.variants import SHOWN, variants_of


@require_safe
def ways(request: OfficeRequest, sop: int) -> HttpResponse:
    scope = scope_of(request.user, sop, request.GET, timezone.now())
    found = variants_of(cases_of(scope))
    context = {
        "scope": scope,
        "variants": found,
        "shown": found.found[:SHOWN],
        "drawn": heat_sheet(scope, found),
        "picker": Picker(scope),
    }
    return render(request, "compliance/ways.html", context)


@require_safe
def as_csv(request: OfficeRequest, sop: int) -> StreamingHttpResponse:
    scope = scope_of(request.user, sop, request.GET, timezone.now())
    return _streamed(csv_lines(cases_of(scope), scope.office.tz), scope, "text/csv; charset=utf-8", "csv")


@require_safe
def as_xes(request: OfficeRequest, sop: int) -> StreamingHttpResponse:
    scope = scope_of(request.user, sop, request.GET, timezone.now())
    lines = xes_lines(cases_of(scope), scope.office.tz, f"{scope.sop.name} – {scope.office.name}")
    return _streamed(lines, scope, "application/xml; charset=utf-8", "xes")


def _streamed(lines: Iterator[str], scope: Scope, kind: str, tail: str) -> StreamingHttpResponse:
    name = f"log-{scope.office.code}-{scope.sop.slug}.{tail}"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return StreamingHttpResponse(lines, content_type=kind, headers={"Content-Disposition": disposition or ""})
