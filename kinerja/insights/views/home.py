"""Beranda."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kinerja.common.requests import OfficeRequest
from kinerja.insights.overview import home_of
from kinerja.submissions.listing.presence import presence_of


@require_safe
def home(request: OfficeRequest) -> HttpResponse:
    page = home_of(presence_of(request.user, timezone.now()), request.GET.dict())
    return render(request, "insights/home.html", {"home": page, "presence": page.presence})
