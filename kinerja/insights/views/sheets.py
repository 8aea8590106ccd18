"""The sheet of an SOP on paper."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kinerja.common.requests import OfficeRequest
from kinerja.documents.canonical import sheet_data
from kinerja.documents.pdf import render_sheet
from kinerja.submissions.listing.presence import presence_of
from sop.procedures.models import SopVersion
from sop.procedures.queries import data_of


@require_safe
def as_pdf(request: OfficeRequest, pk: int) -> HttpResponse:
    """As printed in its source; for those who may see the sheet."""
    day = presence_of(request.user, timezone.now()).day
    visible = SopVersion.objects.visible_to(request.user, day).select_related("sop__office")
    version = get_object_or_404(visible, pk=pk)
    footer = ", versi ".join(part for part in (version.number or version.title, str(version.version)) if part)
    content = render_sheet(sheet_data(data_of(version), paper=version.sop.office.paper, footer=footer))
    name = content_disposition_header(as_attachment=False, filename=version.file_name("pdf"))
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": name or ""})
