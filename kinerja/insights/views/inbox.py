"""Tugas Saya."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kinerja.common.keyset import PARAMETER, address
from kinerja.common.requests import OfficeRequest
from kinerja.insights.inbox import handed_page, sorted_tasks, task_page
from kinerja.insights.tabs import PASSED, TODO, kind_chips, tab_of, tabs
from kinerja.submissions.listing.presence import presence_of


@require_safe
def inbox(request: OfficeRequest) -> HttpResponse:
    presence = presence_of(request.user, timezone.now())
    tab, wanted, cursor = tab_of(request.GET), request.GET.get("jenis", ""), request.GET.get(PARAMETER, "")
    sorted_ = sorted_tasks(presence)
    context = {"presence": presence, "tab": tab, "tabs": tabs(tab, sorted_.total), "wanted": wanted}
    context["queue_count"] = sorted_.to_sign
    if tab == TODO:
        tasks, page = task_page(presence, sorted_, wanted=wanted, cursor=cursor)
        context |= {"tasks": tasks, "chips": kind_chips(sorted_, wanted)}
    else:
        handed, page = handed_page(presence, ended=tab != PASSED, cursor=cursor)
        context |= {"handed": handed}
    context["previous_url"] = address(request.GET, page.previous)
    context["next_url"] = address(request.GET, page.following)
    return render(request, "insights/inbox.html", context)
