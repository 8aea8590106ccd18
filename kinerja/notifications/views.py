"""Pemberitahuan."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kinerja.common.keyset import PARAMETER, address
from kinerja.common.requests import OfficeRequest
from kinerja.notifications.actions import mark_read
from kinerja.notifications.queries import notice_page

DIGITS = 18  # what the database can compare


@require_safe
def notices(request: OfficeRequest) -> HttpResponse:
    page = notice_page(request.user, cursor=request.GET.get(PARAMETER, ""))
    context = {
        "page": page,
        "previous_url": address(request.GET, page.previous),
        "next_url": address(request.GET, page.following),
    }
    return render(request, "notifications/list.html", context)


@require_POST
def read(request: OfficeRequest) -> HttpResponse:
    """Mark one row ("satu"), or all up to the newest of the page ("sampai")."""
    mark_read(request.user, up_to=_number(request, "sampai"), one=_number(request, "satu"))
    return redirect("notifications:list")


def _number(request: OfficeRequest, name: str) -> int | None:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) <= DIGITS else None
