"""Tugas Saya."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kinerja.common.keyset import PARAMETER, address
from kinerja.common.requests import OfficeRequest
from kinerja.insights.chosen import chosen_of
from kinerja.insights.context import Shell
from kinerja.insights.inbox import handed_page, task_page
from kinerja.insights.tabs import PASSED, TODO, kind_chips, office_chips, tab_of, tabs
from kinerja.insights.waiting import sorted_tasks
from kinerja.submissions.listing.presence import Presence, presence_of


@require_safe
def inbox(request: OfficeRequest) -> HttpResponse:
    presence = presence_of(request.user, timezone.now())
    tab, wanted, cursor = tab_of(request.GET), request.GET.get("jenis", ""), request.GET.get(PARAMETER, "")
    looked, office = _narrowed(presence, request.GET.get("kantor", ""))
    sorted_ = sorted_tasks(looked)
    counted = None if office else sorted_.total  # of all offices, as the frame shows it
    shell = Shell(request.user, presence.posts, presence.at, counted=counted)
    context = {"presence": presence, "tab": tab, "wanted": wanted, "shell": shell}
    context |= {"total": sorted_.total, "queue_count": sorted_.to_sign, "file_count": sorted_.to_file}
    context |= {"tabs": tabs(tab, sorted_.total, office), "offices": office_chips(presence, office, wanted)}
    if tab == TODO:
        tasks, page = task_page(looked, sorted_, wanted=wanted, cursor=cursor)
        context |= {"tasks": tasks, "chips": kind_chips(sorted_, wanted, office)}
        context |= {"chosen": chosen_of(looked, tasks, request.GET.get("pilih", ""))}
    else:
        handed, page = handed_page(looked, ended=tab != PASSED, cursor=cursor)
        context |= {"handed": handed}
    context |= {"previous_url": address(request.GET, page.previous)}
    context |= {"next_url": address(request.GET, page.following), "stay": _stay(request)}
    return render(request, "insights/inbox.html", context)


def _narrowed(presence: Presence, code: str) -> tuple[Presence, str]:
    """Only one of the person's offices, where the address names it; else all."""
    one = tuple(office for office in presence.offices if office.code == code)
    return (replace(presence, offices=one), code) if one else (presence, "")


def _stay(request: OfficeRequest) -> str:
    """The address of this list without the chosen task, to choose another from: "?jenis=paraf&" or "?"."""
    query = request.GET.copy()
    query.pop("pilih", None)
    return f"?{query.urlencode()}&" if query else "?"
