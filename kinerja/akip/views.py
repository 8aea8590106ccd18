"""Bukti dukung AKIP: what there is for a year and what lacks, and the pack to take away."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kinerja.akip.items import pack_of
from kinerja.akip.pack import index_pdf, pack_name, pack_pieces
from kinerja.akip.records import Records
from kinerja.common.requests import OfficeRequest
from sop.offices.access import open_settings
from sop.offices.models import Office

FIRST_YEAR = 2000
ZIP = "application/zip"


@require_safe
def page(request: OfficeRequest, office: str, year: int) -> HttpResponse:
    owner, now = _open(request, office, year)
    years = [other for other in (year - 1, year + 1) if FIRST_YEAR <= other <= now]
    context = {"office": owner, "year": year, "pack": pack_of(Records(owner, year)), "years": years}
    return render(request, "akip/page.html", context)


@require_safe
def as_zip(request: OfficeRequest, office: str, year: int) -> HttpResponse | StreamingHttpResponse:
    """Made while it is sent."""
    owner, _ = _open(request, office, year)
    name = content_disposition_header(as_attachment=True, filename=f"{pack_name(owner, year)}.zip") or ""
    if request.method == "HEAD":
        return HttpResponse(content_type=ZIP, headers={"Content-Disposition": name})
    pieces = pack_pieces(owner, year)
    return StreamingHttpResponse(pieces, content_type=ZIP, headers={"Content-Disposition": name})


@require_safe
def as_pdf(request: OfficeRequest, office: str, year: int) -> HttpResponse:
    owner, _ = _open(request, office, year)
    name = content_disposition_header(as_attachment=True, filename=f"{pack_name(owner, year)}.pdf") or ""
    content = index_pdf(owner, year)
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": name})


def _open(request: OfficeRequest, code: str, year: int) -> tuple[Office, int]:
    """The office, for its people (404 for strangers), and the year it is there now; a year to come is not found."""
    office = open_settings(request.user, code).office
    now = timezone.now().astimezone(office.tz).year
    if not FIRST_YEAR <= year <= now:
        raise Http404
    return office, now
