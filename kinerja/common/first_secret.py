"""A one-time password serves for one thing: choosing one's own (ASVS 6.4.1)."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from kinerja.common import refusals

CHOOSE = "Anda masuk dengan kata sandi sekali pakai. Pilih kata sandi Anda sendiri dahulu."
OVER = "Kata sandi sekali pakai ini sudah tidak berlaku. Minta yang baru kepada pengelola pengaturan kantor Anda."


class FirstSecret:
    """Leads whoever came in with a one-time password to the page where he chooses his own; an old one opens nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        until = getattr(request.user, "first_secret_until", None)
        here = request.resolver_match.view_name if request.resolver_match else ""
        if until is None or here in {"account_logout", "common:health"}:
            return None
        if until < timezone.now():
            logout(request)
            messages.error(request, OVER)
            return redirect("account_login")
        if here == "account_change_password":
            return None
        if refusals.wants_json(request) or request.headers.get("HX-Request"):
            return refusals.as_json(403, "first_secret", CHOOSE)
        if request.method == "GET":
            messages.warning(request, CHOOSE)
        return redirect(reverse("account_change_password"))
