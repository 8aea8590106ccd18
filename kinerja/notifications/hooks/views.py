"""Pengaturan › Surel & webhook: when people are reminded, what is stuck, and the gateway of the office."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from kinerja.common.requests import OfficeRequest
from kinerja.notifications.forms import OfficeNoticesForm
from kinerja.notifications.hooks import keeping
from sop.offices.access import keep_settings, open_settings

SHOWN_ONCE = "hook_secret"


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: OfficeRequest, office: str) -> HttpResponse:
    """Everybody of the office may look; its keepers change."""
    posting = request.method == "POST"
    desk = keep_settings(request.user, office) if posting else open_settings(request.user, office)
    form = OfficeNoticesForm(request.POST or None, instance=keeping.choices_of(desk.office))
    if posting and form.is_valid():
        request.session[SHOWN_ONCE] = keeping.keep_choices(form.instance)
        messages.success(request, "Aturan pemberitahuan tersimpan.")
        return redirect("office_notices:page", office)
    # What was typed must not pass for what stands: facts are read anew.
    context = {"desk": desk, "office": desk.office, "form": form, "page": keeping.page_of(desk.office)}
    context["secret"] = "" if posting else request.session.pop(SHOWN_ONCE, "")
    return render(request, "notifications/office.html", context, status=422 if form.errors else 200)


@require_POST
def renew(request: OfficeRequest, office: str) -> HttpResponse:
    """A new secret; the old one signs nothing any more."""
    desk = keep_settings(request.user, office)
    request.session[SHOWN_ONCE] = keeping.renew_secret(desk.office)
    return redirect("office_notices:page", office)


@require_POST
def probe(request: OfficeRequest, office: str) -> HttpResponse:
    """One call at once, so that the keeper sees whether the gateway takes it."""
    desk = keep_settings(request.user, office)
    problem = keeping.probe(desk.office, by=desk.name, at=timezone.now())
    if problem:
        messages.warning(request, f"Uji belum berhasil. {problem}")
    else:
        messages.success(request, "Gerbang menerima pesan uji.")
    return redirect("office_notices:page", office)


@require_POST
def resend(request: OfficeRequest, office: str) -> HttpResponse:
    """What is stuck is tried again with the next round of the sender."""
    desk = keep_settings(request.user, office)
    number = keeping.resend(desk.office, at=timezone.now())
    messages.success(request, f"{number} kiriman dicoba lagi dalam beberapa menit.")
    return redirect("office_notices:page", office)
