"""Pemberitahuan."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.common.keyset import PARAMETER, address
from kinerja.common.requests import OfficeRequest
from kinerja.notifications.actions import mark_read
from kinerja.notifications.choosing import choose, chosen_by
from kinerja.notifications.forms import ChoiceForm
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


@require_http_methods(["GET", "HEAD", "POST"])
def choice(request: OfficeRequest) -> HttpResponse:
    """The person's own address, and whether mail comes at once, as a summary, or not at all."""
    form = ChoiceForm(request.POST or None, initial=chosen_by(request.user))
    if request.method == "POST" and form.is_valid():
        choose(request.user, **form.cleaned_data)
        messages.success(request, "Pilihan surel tersimpan.")
        return redirect("notifications:choice")
    context = {"form": form, "mail_configured": settings.MAIL_CONFIGURED}
    return render(request, "notifications/choice.html", context, status=422 if form.errors else 200)


def _number(request: OfficeRequest, name: str) -> int | None:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) <= DIGITS else None
