"""Beranda."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kinerja.common.requests import OfficeRequest
from kinerja.insights.context import Shell
from kinerja.insights.overview import home_of
from kinerja.submissions.listing.presence import presence_of


@require_safe
def home(request: OfficeRequest) -> HttpResponse:
    presence = presence_of(request.user, timezone.now())
    page = home_of(presence, request.GET.dict())
    # The frame shows the same person and the same number: it need not ask again.
    shell = Shell(request.user, presence.posts, presence.at, counted=page.task_count)
    return render(request, "insights/home.html", {"home": page, "presence": presence, "shell": shell})
