"""The workbook of an SOP: blank to fill, or with an SOP in it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from kinerja.common.requests import OfficeRequest
from kinerja.importers.export import export, template
from kinerja.importers.permits import may_load, offices_of
from kinerja.submissions.listing.presence import presence_of
from kinerja.submissions.views.forms import as_xlsx
from sop.procedures.models import SopVersion


@require_safe
def blank(request: OfficeRequest) -> HttpResponse:
    """The template; whoever loads for one office finds its code already written."""
    if not may_load(request.user):
        raise PermissionDenied
    own = offices_of(request.user, timezone.now())
    return as_xlsx(template(own.pop() if len(own) == 1 else ""), "templat-sop.xlsx")


@require_safe
def filled(request: OfficeRequest, pk: int) -> HttpResponse:
    """A sheet in the form of the template; for those who may see the sheet."""
    day = presence_of(request.user, timezone.now()).day
    visible = SopVersion.objects.visible_to(request.user, day).select_related("sop__office")
    version = get_object_or_404(visible, pk=pk)
    return as_xlsx(export(version), f"sop-{version.sop.slug}-versi-{version.version}.xlsx")
