"""Taking the archive away: a case, or a year of an office, as one ZIP."""

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kinerja.archive.bundle.cases import case_bundle, name_of, whole_record
from kinerja.archive.bundle.years import year_name, year_pieces
from kinerja.archive.queries import of_year
from kinerja.common.requests import OfficeRequest
from kinerja.submissions.desk import fetch
from kinerja.submissions.figures import ArchiveRecord
from sop.offices.access import open_settings

ZIP = "application/zip"


@require_safe
def case(request: OfficeRequest, pk: int) -> FileResponse:
    """The bundle of a case that was filed; before that there is none."""
    submission = fetch(request.user, pk)
    record = get_object_or_404(ArchiveRecord.objects.only("pk"), submission=submission)
    whole = whole_record(record.pk)
    path = case_bundle(whole)
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=f"{name_of(whole)}.zip", content_type=ZIP
    )


@require_safe
def year(request: OfficeRequest, office: str, year: int) -> HttpResponse | StreamingHttpResponse:
    """Everything of a year, made while it is sent."""
    owner = open_settings(request.user, office).office
    if not of_year(owner, year).exists():
        raise Http404
    name = content_disposition_header(as_attachment=True, filename=f"{year_name(owner, year)}.zip") or ""
    if request.method == "HEAD":
        return HttpResponse(content_type=ZIP, headers={"Content-Disposition": name})
    pieces = year_pieces(owner, year)
    return StreamingHttpResponse(pieces, content_type=ZIP, headers={"Content-Disposition": name})
