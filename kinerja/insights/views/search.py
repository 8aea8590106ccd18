"""Cari."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kinerja.common.keyset import PARAMETER, address
from kinerja.common.requests import OfficeRequest
from kinerja.insights.searching import SHORTEST, found_by
from kinerja.submissions.listing.presence import presence_of


@require_safe
def search(request: OfficeRequest) -> HttpResponse:
    presence = presence_of(request.user, timezone.now())
    found = found_by(presence, request.GET.get("q", ""), request.GET.get(PARAMETER, ""))
    context = {
        "presence": presence,
        "found": found,
        "shortest": SHORTEST,
        "previous_url": address(request.GET, found.previous),
        "next_url": address(request.GET, found.following),
    }
    return render(request, "insights/search.html", context)
