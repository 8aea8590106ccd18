"""Serah-terima data: the layouts of an office, a look at real rows, and the tables to hand over."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.common.requests import OfficeRequest
from kinerja.documents.table_book import table_csv, table_workbook
from kinerja.handover.forms import MappingForm
from kinerja.handover.models import Mapping
from kinerja.handover.queries import newest_signed
from kinerja.handover.tables import table_of
from kinerja.submissions.desk import fetch
from sop.offices.access import Keeping, keep_settings, open_settings

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 10


@require_safe
def mappings(request: OfficeRequest, office: str) -> HttpResponse:
    keeping = open_settings(request.user, office)
    rows = Mapping.objects.filter(office=keeping.office).select_related("unit").order_by("-used", "name")
    return render(request, "handover/mappings.html", {"keeping": keeping, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: OfficeRequest, office: str) -> HttpResponse:
    keeping = keep_settings(request.user, office)
    return _edit(request, keeping, Mapping(office=keeping.office))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: OfficeRequest, office: str, mapping: int) -> HttpResponse:
    keeping = keep_settings(request.user, office)
    return _edit(
        request, keeping, get_object_or_404(Mapping.objects.filter(office=keeping.office), pk=mapping)
    )


@require_safe
def preview(request: OfficeRequest, office: str, mapping: int) -> HttpResponse:
    """The first rows of the newest signed file, as the other application will get them."""
    keeping = open_settings(request.user, office)
    row = get_object_or_404(Mapping.objects.filter(office=keeping.office), pk=mapping)
    signed = newest_signed(keeping.office)
    table = table_of(row, signed) if signed else None
    shown = table.rows[:SHOWN] if table else ()
    context = {"keeping": keeping, "row": row, "submission": signed, "table": table, "shown": shown}
    return render(request, "handover/preview.html", context)


@require_safe
def as_xlsx(request: OfficeRequest, pk: int, mapping: int) -> HttpResponse:
    submission = fetch(request.user, pk)
    row = get_object_or_404(Mapping.objects.filter(office=submission.office_id), pk=mapping)
    return _download(
        table_workbook(table_of(row, submission)), f"{_name(row)}-{submission.period.slug}.xlsx", XLSX
    )


@require_safe
def as_csv(request: OfficeRequest, pk: int, mapping: int) -> HttpResponse:
    submission = fetch(request.user, pk)
    row = get_object_or_404(Mapping.objects.filter(office=submission.office_id), pk=mapping)
    content = table_csv(table_of(row, submission), separator=row.separator, encoding=row.encoding)
    charset = row.encoding.removesuffix("-sig")
    return _download(content, f"{_name(row)}-{submission.period.slug}.csv", f"text/csv; charset={charset}")


def _edit(request: OfficeRequest, keeping: Keeping, row: Mapping) -> HttpResponse:
    form = MappingForm(request.POST if request.method == "POST" else None, instance=row)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(
            request, f"Susunan untuk {row.name} tersimpan. Periksa dengan baris nyata di bawah ini."
        )
        return redirect("handover:preview", keeping.office.code, row.pk)
    bad = request.method == "POST"
    context = {"keeping": keeping, "form": form, "row": row}
    return render(request, "handover/mapping.html", context, status=422 if bad else 200)


def _name(row: Mapping) -> str:
    return slugify(row.name) or "serah-terima"


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    header = content_disposition_header(as_attachment=True, filename=name) or ""
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": header})
