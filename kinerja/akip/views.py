"""Bukti dukung AKIP: what there is for a year and what lacks, and the pack to take away."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from kinerja.akip.items import Pack, pack_of
from kinerja.akip.pack import index_pdf, pack_name, pack_pieces
from kinerja.akip.pack_jobs import NAMES, PDF, TYPES, ZIP, is_large, order
from kinerja.akip.records import Records
from kinerja.common.requests import OfficeRequest
from sop.offices.access import open_settings

FIRST_YEAR = 2000


@require_safe
def page(request: OfficeRequest, office: str, year: int) -> HttpResponse:
    pack, now = _open(request, office, year)
    years = [other for other in (year - 1, year + 1) if FIRST_YEAR <= other <= now]
    context = {
        "office": pack.records.office, "year": year, "pack": pack, "years": years, "large": is_large(pack),
    }  # fmt: skip
    return render(request, "akip/page.html", context)


@require_safe
def as_zip(request: OfficeRequest, office: str, year: int) -> HttpResponseBase:
    """Made while it is sent; a large one is asked for on the page."""
    pack, _ = _open(request, office, year)
    if is_large(pack):
        return redirect("akip:page", office, year)
    headers = _headers(pack, ZIP)
    if request.method == "HEAD":
        return HttpResponse(content_type=TYPES[ZIP], headers=headers)
    return StreamingHttpResponse(pack_pieces(pack), content_type=TYPES[ZIP], headers=headers)


@require_safe
def as_pdf(request: OfficeRequest, office: str, year: int) -> HttpResponse:
    pack, _ = _open(request, office, year)
    if is_large(pack):
        return redirect("akip:page", office, year)
    return HttpResponse(index_pdf(pack), content_type=TYPES[PDF], headers=_headers(pack, PDF))


@require_POST
def order_pack(request: OfficeRequest, office: str, year: int) -> HttpResponse:
    """Have the worker make it; the page of the job shows how far it is."""
    pack, _ = _open(request, office, year)
    form = request.POST.get("berkas", "")
    if form not in NAMES:
        raise Http404
    return redirect(order(pack, form, by=request.user))


def _open(request: OfficeRequest, code: str, year: int) -> tuple[Pack, int]:
    """The pack, for the people of the office (404 for strangers), and the year it is there now; a year to come is not found."""
    office = open_settings(request.user, code).office
    now = timezone.now().astimezone(office.tz).year
    if not FIRST_YEAR <= year <= now:
        raise Http404
    return pack_of(Records(office, year)), now


def _headers(pack: Pack, form: str) -> dict[str, str]:
    name = f"{pack_name(pack.records.office, pack.records.year)}.{form}"
    return {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or ""}
