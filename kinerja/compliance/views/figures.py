"""The compliance of an SOP: its page, the list behind each number, and its tables as files."""

import csv
from collections.abc import Iterable, Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kinerja.common.keyset import PARAMETER, address
from kinerja.common.requests import OfficeRequest
from kinerja.compliance.cells import spreadsheet_safe
from kinerja.compliance.charted import TABLES, Charts
from kinerja.compliance.listed import Sought, entries, options
from kinerja.compliance.page import compliance_of
from kinerja.compliance.picking import Picker
from kinerja.compliance.scope import scope_of


@require_safe
def page(request: OfficeRequest, sop: int) -> HttpResponse:
    scope = scope_of(request.user, sop, request.GET, timezone.now())
    found = compliance_of(scope)
    context = {"scope": scope, "page": found, "charts": Charts(found), "picker": Picker(scope)}
    return render(request, "compliance/page.html", context)


@require_safe
def steps(request: OfficeRequest, sop: int) -> HttpResponse:
    scope = scope_of(request.user, sop, request.GET, timezone.now())
    sought = Sought.read(scope, request.GET)
    rows, found, count = entries(scope, sought, request.GET.get(PARAMETER, ""))
    context = {
        "scope": scope,
        "sought": sought,
        "rows": rows,
        "count": count,
        "options": options(scope, sought),
        "picker": Picker(scope),
        "previous_url": address(request.GET, found.previous),
        "next_url": address(request.GET, found.following),
    }
    return render(request, "compliance/steps.html", context)


@require_safe
def as_csv(request: OfficeRequest, sop: int) -> HttpResponse:
    """One of the tables (`tabel`: langkah, triwulan, unit), for a spreadsheet."""
    scope = scope_of(request.user, sop, request.GET, timezone.now())
    name = request.GET.get("tabel", "")
    name = name if name in TABLES else "langkah"
    head, rows = TABLES[name](compliance_of(scope))
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    file = f"kepatuhan-{scope.office.code}-{scope.sop.slug}-{name}.csv"
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    csv.writer(response, delimiter=";").writerows([head, *_plain(rows)])
    return response


def _plain(rows: Iterable[Iterable[object]]) -> Iterator[list[str]]:
    for row in rows:
        yield [spreadsheet_safe("" if value is None else str(value)) for value in row]
