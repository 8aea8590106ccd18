"""The form of a unit to print or to keep: PDF (blank with `?kosong=1`) and XLSX."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kinerja.common.requests import OfficeRequest
from kinerja.documents.entry_book import entry_workbook
from kinerja.documents.pdf import render_form
from kinerja.documents.xlsx import form_workbook
from kinerja.submissions.desk import entry_desk
from kinerja.submissions.entry.sheet_book import book_of
from kinerja.submissions.entry.sheet_paper import filename, form_of
from kinerja.submissions.rows.sheet import rows_of
from kinerja.submissions.views.papers import as_pdf

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def form_pdf(request: OfficeRequest, pk: int, unit: int) -> HttpResponse:
    """For signing by hand, or for collecting figures where there is no screen."""
    desk, blank = entry_desk(request.user, pk, unit), bool(request.GET.get("kosong"))
    return as_pdf(render_form(form_of(desk, blank=blank)), filename(desk, "pdf", blank=blank))


@require_safe
def form_xlsx(request: OfficeRequest, pk: int, unit: int) -> HttpResponse:
    """To be filled outside and loaded back by whoever may fill now; for anybody else what stands in it."""
    desk = entry_desk(request.user, pk, unit)
    if desk.may_act:
        content = entry_workbook(book_of(desk, rows_of(desk.submission, unit=unit)))
    else:
        content = form_workbook(form_of(desk, blank=False))
    return as_xlsx(content, filename(desk, "xlsx", blank=False))


def as_xlsx(content: bytes, name: str) -> HttpResponse:
    """A workbook to keep, under a name that says what it is."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
