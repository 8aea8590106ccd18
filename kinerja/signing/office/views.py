"""Settings › Tanda tangan elektronik. Everybody of the office reads; its keepers change; a NIK also its owner."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kinerja.common.requests import OfficeRequest
from kinerja.signing.accounts import account_of
from kinerja.signing.identities import forget_nik, has_nik, keep_nik
from kinerja.signing.office.forms import NikForm, SetupForm
from kinerja.signing.office.signers import Signer, ask_service, signers_of
from kinerja.signing.providers.choice import setup_of
from sop.offices.access import Keeping, NotKeeper, keep_settings, open_settings


@require_http_methods(["GET", "HEAD", "POST"])
def setup(request: OfficeRequest, office: str) -> HttpResponse:
    """Who signs by whom, and who can."""
    keeping = (keep_settings if request.method == "POST" else open_settings)(request.user, office)
    form = SetupForm(request.POST or None, instance=setup_of(keeping.office.pk))
    if request.method == "POST" and form.is_valid():
        row = form.save(commit=False)
        row.changed_by, row.changed_at = keeping.name, timezone.now()
        row.save()
        messages.success(request, "Cara menandatangani tersimpan. Berlaku untuk naskah yang belum diparaf.")
        return redirect("signing_office:setup", keeping.office.code)
    return _page(request, keeping, form)


@require_POST
def check(request: OfficeRequest, office: str) -> HttpResponse:
    """Ask the service whether it answers, and of each official whether he can sign."""
    keeping = keep_settings(request.user, office)
    at = _now(keeping)
    chosen = setup_of(keeping.office.pk)
    told = ask_service(chosen, signers_of(chosen, keeping.office, keeping.day, at), at)
    return _page(request, keeping, SetupForm(instance=chosen), told=told)


@sensitive_post_parameters("nik")
@require_http_methods(["GET", "HEAD", "POST"])
def nik(request: OfficeRequest, office: str, user: int) -> HttpResponse:
    """Put the NIK of an official on record, correct it, or take it off."""
    keeping, signer = _signer(request, office, user)
    if request.method == "POST" and "forget" in request.POST:
        forget_nik(signer.user)
        messages.success(request, f"NIK {signer.user.name} dihapus dari catatan.")
        return redirect("signing_office:setup", office)
    form = NikForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        keep_nik(signer.user, form.cleaned_data["nik"], by=keeping.name)
        messages.success(request, f"NIK {signer.user.name} tercatat.")
        return redirect("signing_office:setup", office)
    context = {"office": keeping.office, "signer": signer, "form": form}
    return render(request, "signing/nik.html", context, status=422 if form.is_bound else 200)


def _signer(request: OfficeRequest, office: str, user: int) -> tuple[Keeping, Signer]:
    """A person who signs in this office, before a keeper or himself; nobody else learns who has a NIK on record."""
    keeping = open_settings(request.user, office)
    chosen = setup_of(keeping.office.pk)
    signers = signers_of(chosen, keeping.office, keeping.day, _now(keeping))
    found = [one for one in signers if one.user.pk == user and (one.needs_nik or has_nik(one.user))]
    if not keeping.may_change and request.user.pk != user:
        raise NotKeeper
    if not found:
        raise Http404
    return keeping, found[0]


def _now(keeping: Keeping) -> dt.datetime:
    """In the zone in which the office tells its days."""
    return timezone.now().astimezone(keeping.office.tz)


def _page(request: OfficeRequest, keeping: Keeping, form: SetupForm, **more: Any) -> HttpResponse:
    chosen, told = setup_of(keeping.office.pk), more.get("told", {})
    context = {
        "keeping": keeping,
        "office": keeping.office,
        "form": form,
        "setup": chosen,
        "account": account_of(chosen.account) if chosen.is_remote else None,
        "asked": "told" in more,
        "signers": signers_of(chosen, keeping.office, keeping.day, _now(keeping), told),
    }
    return render(request, "signing/setup.html", context, status=422 if form.errors else 200)
