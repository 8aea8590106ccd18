"""The form of a unit to print or to keep: PDF and XLSX, blank (`?kosong=1`) or with what stands in it."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kinerja.common.requests import OfficeRequest
from kinerja.documents.pdf import render_form
from kinerja.documents.xlsx import form_workbook
from kinerja.submissions.desk import entry_desk
from kinerja.submissions.sheet_paper import filename, form_of
from kinerja.submissions.views.papers import as_pdf

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def form_pdf(request: OfficeRequest, pk: int, unit: int) -> HttpResponse:
    """For signing by hand, or for collecting figures where there is no screen."""
    desk, blank = entry_desk(request.user, pk, unit), bool(request.GET.get("kosong"))
    return as_pdf(render_form(form_of(desk, blank=blank)), filename(desk, "pdf", blank=blank))


@require_safe
def form_xlsx(request: OfficeRequest, pk: int, unit: int) -> HttpResponse:
    """The same as a workbook."""
    desk, blank = entry_desk(request.user, pk, unit), bool(request.GET.get("kosong"))
    content = form_workbook(form_of(desk, blank=blank))
    response = HttpResponse(content, content_type=XLSX)
    name = filename(desk, "xlsx", blank=blank)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
