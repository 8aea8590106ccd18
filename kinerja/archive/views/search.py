"""Arsip."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kinerja.archive.queries import filed_page, year_bag
from kinerja.archive.search import Sought, facets
from kinerja.common.keyset import PARAMETER, address
from kinerja.common.requests import OfficeRequest
from kinerja.submissions.listing.presence import presence_of


@require_safe
def archive(request: OfficeRequest) -> HttpResponse:
    """What was filed, found by words and choices."""
    presence = presence_of(request.user, timezone.now())
    sought = Sought.read(request.GET)
    rows, page = filed_page(presence, sought, request.GET.get(PARAMETER, ""))
    context = {
        "presence": presence,
        "sought": sought,
        "rows": rows,
        "facets": facets(presence, sought),
        "bag": year_bag(presence, sought),
        "previous_url": address(request.GET, page.previous),
        "next_url": address(request.GET, page.following),
    }
    return render(request, "archive/list.html", context)
