"""The workbook of an SOP: blank to fill, or with an SOP in it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kinerja.common.requests import OfficeRequest
from kinerja.importers.export import export, template
from kinerja.importers.permits import may_load, offices_of
from kinerja.submissions.presence import presence_of
from sop.procedures.models import SopVersion

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def blank(request: OfficeRequest) -> HttpResponse:
    """The template; whoever loads for one office finds its code already written."""
    if not may_load(request.user):
        raise PermissionDenied
    own = offices_of(request.user, timezone.now())
    return _as_xlsx(template(own.pop() if len(own) == 1 else ""), "templat-sop.xlsx")


@require_safe
def filled(request: OfficeRequest, pk: int) -> HttpResponse:
    """A sheet in the form of the template; for those who may see the sheet."""
    day = presence_of(request.user, timezone.now()).day
    visible = SopVersion.objects.visible_to(request.user, day).select_related("sop__office")
    version = get_object_or_404(visible, pk=pk)
    return _as_xlsx(export(version), f"sop-{version.sop.slug}-versi-{version.version}.xlsx")


def _as_xlsx(content: bytes, name: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": disposition or ""})
