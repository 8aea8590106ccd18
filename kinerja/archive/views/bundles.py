"""Taking the archive away: a case, or a year of an office, as one ZIP."""

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from kinerja.archive.bundle.cases import case_bundle, name_of, whole_record
from kinerja.archive.bundle.years import prepare_year, year_name, year_pieces
from kinerja.archive.queries import of_year
from kinerja.archive.year_jobs import MOST_CASES, ZIP, order
from kinerja.common.requests import OfficeRequest
from kinerja.submissions.desk import fetch
from kinerja.submissions.figures import ArchiveRecord
from sop.offices.access import open_settings


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
def year(request: OfficeRequest, office: str, year: int) -> HttpResponseBase:
    """Everything of a year, made while it is sent; a large one is offered as a job."""
    owner = open_settings(request.user, office).office
    count = of_year(owner, year).count()
    if not count:
        raise Http404
    if count > MOST_CASES:
        return render(request, "archive/year.html", {"owner": owner, "year": year, "count": count})
    name = content_disposition_header(as_attachment=True, filename=f"{year_name(owner, year)}.zip") or ""
    headers = {"Content-Disposition": name}
    if request.method == "HEAD":
        return HttpResponse(content_type=ZIP, headers=headers)
    prepare_year(owner, year)
    return StreamingHttpResponse(year_pieces(owner, year), content_type=ZIP, headers=headers)


@require_POST
def order_year(request: OfficeRequest, office: str, year: int) -> HttpResponse:
    """Have a large year made by the worker."""
    owner = open_settings(request.user, office).office
    if not of_year(owner, year).exists():
        raise Http404
    return redirect(order(owner, year, by=request.user))
