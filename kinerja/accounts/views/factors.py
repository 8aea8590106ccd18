"""The second factors of one's own account."""

import json
import secrets
from base64 import b32encode

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.accounts import actions as acts
from kinerja.accounts import passkeys, vault
from kinerja.accounts.forms import NameForm, PasskeyForm, TotpForm
from kinerja.accounts.queries import factors_of
from kinerja.accounts.required import owes_factor
from kinerja.accounts.views.confirming import freshly_confirmed
from kinerja.common.requests import OfficeRequest

FORM = ["GET", "HEAD", "POST"]
SECRET = "totp_secret"  # noqa: S105 - the name under which the session keeps it until it is confirmed
LONGEST_BOUND = 64


@require_safe
def factors(request: OfficeRequest) -> HttpResponse:
    context = {"factors": factors_of(request.user), "owed": owes_factor(request.user)}
    return render(request, "accounts/factors.html", context)


@sensitive_post_parameters("code")
@require_http_methods(FORM)
@freshly_confirmed
def add_totp(request: OfficeRequest) -> HttpResponse:
    """The secret lives in the session, encrypted as later in its factor, until a code proves that the app has it."""
    if factors_of(request.user).has_totp:
        messages.info(request, "Aplikasi autentikator sudah terpasang. Lepas dahulu untuk menggantinya.")
        return redirect("accounts:factors")
    if request.method != "POST" or SECRET not in request.session:
        request.session[SECRET] = vault.lock(b32encode(secrets.token_bytes(20)).decode())
    secret = vault.unlock(request.session[SECRET])
    form = TotpForm(request.POST or None, secret=secret)
    if form.is_valid():
        del request.session[SECRET]
        return _added(request, acts.add_totp(request.user, secret, step=form.step))
    link = get_adapter().build_totp_url(request.user, secret)
    qr = segno.make(link, micro=False, error="m").svg_data_uri(scale=5, border=3)
    typed = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
    context = {"form": form, "qr": qr, "link": link, "secret": typed}
    return render(request, "accounts/add_totp.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM)
@freshly_confirmed
def add_passkey(request: OfficeRequest) -> HttpResponse:
    form = PasskeyForm(request.POST or None)
    if form.is_valid():
        named = form.cleaned_data
        return _added(request, acts.add_passkey(request.user, named["name"], named["credential"]))
    # Discoverable and with a check of the person, so that it may stand for the password too.
    options = passkeys.plain(auth.begin_registration(request.user, passwordless=True))
    context = {"form": form, "options": json.dumps(options)}
    return render(request, "accounts/add_passkey.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM)
@freshly_confirmed
def rename(request: OfficeRequest, factor: int) -> HttpResponse:
    row = _own(request, factor)
    form = NameForm(request.POST or None, initial={"name": row.data.get("name", "")})
    if form.is_valid():
        acts.rename(request.user, row, form.cleaned_data["name"])
        messages.success(request, "Nama tersimpan.")
        return redirect("accounts:factors")
    return render(request, "accounts/rename.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(FORM)
@freshly_confirmed
def remove(request: OfficeRequest, factor: int) -> HttpResponse:
    row = _own(request, factor)
    if request.method == "POST":
        acts.remove(request.user, row, required=owes_factor(request.user))
        messages.success(request, "Faktor kedua dilepas.")
        return redirect("accounts:factors")
    shown = next(found for found in factors_of(request.user).rows if found.pk == row.pk)
    return render(request, "accounts/remove.html", {"factor": shown, "owed": owes_factor(request.user)})


@require_http_methods(FORM)
@freshly_confirmed
def codes(request: OfficeRequest) -> HttpResponse:
    """Ends on a page that shows the new codes once; they are in no address and no message."""
    if request.method == "POST":
        return _codes(request, acts.renew_codes(request.user))
    return render(request, "accounts/renew_codes.html", {"factors": factors_of(request.user)})


@require_POST
def challenge(request: OfficeRequest) -> HttpResponse:
    """What a passkey is asked to sign before an act; `bound` is the hash of what the page shows."""
    bound = request.POST.get("bound", "")[:LONGEST_BOUND]
    return JsonResponse(passkeys.challenge(request.session, request.user, bound))


def _own(request: OfficeRequest, factor: int) -> Authenticator:
    rows = Authenticator.objects.filter(user=request.user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    row: Authenticator = get_object_or_404(rows, pk=factor)
    return row


def _added(request: OfficeRequest, fresh: list[str]) -> HttpResponse:
    messages.success(request, "Faktor kedua terpasang dan diminta mulai kali berikutnya Anda masuk.")
    return _codes(request, fresh) if fresh else redirect("accounts:factors")


def _codes(request: OfficeRequest, fresh: list[str]) -> HttpResponse:
    shown = [f"{code[:4]}-{code[4:]}" for code in fresh]
    text = "\r\n".join([f"Kode pemulihan {settings.APP_NAME}, {request.user.username}", "", *shown, ""])
    return render(request, "accounts/codes.html", {"codes": shown, "as_text": text})
