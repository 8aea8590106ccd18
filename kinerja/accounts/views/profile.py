"""S19: one's own data, and the devices that are signed in."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.accounts.devices import active_devices, recent_sign_ins
from kinerja.accounts.forms import DisplayForm, EmailForm
from kinerja.accounts.queries import factors_of
from kinerja.accounts.required import owes_factor
from kinerja.accounts.resets.resting import rest_told
from kinerja.common.requests import OfficeRequest
from kinerja.common.signing_in import log
from kinerja.notifications.choosing import change_address
from kinerja.signing.models import Certificate
from sop.offices.actions.sign_ins import end_sessions
from sop.offices.nip import print_nip
from sop.offices.queries import posts_of, zone_of


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: OfficeRequest) -> HttpResponse:
    """Only the address is one's own to change; the rest is kept by the office."""
    form, at = EmailForm(request.POST or None, instance=request.user), timezone.now()
    if form.is_valid():
        change_address(form.instance, email=form.cleaned_data["email"])
        log("address_changed", form.instance, request)
        messages.success(request, "Surel tersimpan.")
        return redirect("accounts:profile")
    context = _own_page(request, at) | {"form": form}
    return render(request, "accounts/profile.html", context, status=422 if form.is_bound else 200)


def _own_page(request: OfficeRequest, at: dt.datetime) -> dict[str, Any]:
    posts = posts_of(request.user, at)
    return {
        "display": DisplayForm(instance=request.user),
        "rest": rest_told(request.user, at),
        "posts": posts,
        "zone": posts[0].position.office.zone if posts else timezone.get_default_timezone_name(),
        "nip": print_nip(request.user.nip),
        "factors": factors_of(request.user),
        "owed": owes_factor(request.user),
        "certificate": Certificate.objects.newest_of(request.user.pk),
        "now": at,
    }


@require_POST
def display(request: OfficeRequest) -> HttpResponse:
    """Text size, theme and shortcuts."""
    form = DisplayForm(request.POST, instance=request.user)
    if form.is_valid():
        form.instance.save(update_fields=form.Meta.fields)
        messages.success(request, "Tampilan tersimpan untuk semua perangkat Anda.")
    else:
        messages.error(request, "Pilih tema dan ukuran huruf dari daftar.")
    return redirect("accounts:profile")


@require_safe
def devices(request: OfficeRequest) -> HttpResponse:
    at, here = timezone.now(), request.session.session_key or ""
    context = {
        "devices": active_devices(request.user, here=here, at=at),
        "history": recent_sign_ins(request.user),
        "zone": zone_of(request.user, at),
    }
    return render(request, "accounts/devices.html", context)


@require_POST
def end_device(request: OfficeRequest, sign_in: int) -> HttpResponse:
    """One other device; this one is left by "Keluar". Somebody else's row changes nothing."""
    here = request.session.session_key or ""
    return _ended(request, end_sessions(request.user, keep=here, only=sign_in))


@require_POST
def end_others(request: OfficeRequest) -> HttpResponse:
    return _ended(request, end_sessions(request.user, keep=request.session.session_key or ""))


def _ended(request: OfficeRequest, count: int) -> HttpResponse:
    log("sessions_ended", request.user, request, count=count)
    text = f"{count} perangkat dikeluarkan." if count else "Perangkat itu sudah tidak masuk."
    messages.success(request, text)
    return redirect("accounts:devices")
