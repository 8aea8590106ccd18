"""Whoever must have a second factor is led to it at the door, and to nothing else before (ASVS 6.3.2)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from kinerja.accounts.queries import has_factor, must_have_factor
from kinerja.common import refusals
from sop.offices.models import User

OWED = "Akun Anda memverifikasi, memaraf, menandatangani, atau mengelola. Pasang faktor kedua dahulu; cukup satu kali."
SATISFIED = "factor_satisfied"  # in the session, so that it is asked once and not at every page
OPEN = frozenset(
    [
        "account_logout",
        "account_reauthenticate",
        "account_change_password",
        "accounts:factors",
        "accounts:add_totp",
        "accounts:add_passkey",
        "common:extend",
        "common:health",
        "common:help",
    ]
)


def owes_factor(user: User) -> bool:
    """Whether this person may go nowhere without one."""
    return bool(settings.MFA_REQUIRED) and must_have_factor(user)


class FactorRequired:
    """Costs nothing where no factor is required, and once a session where one is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        if not settings.MFA_REQUIRED or not isinstance(request.user, User) or _is_open(request):
            return None
        if request.session.get(SATISFIED) or _satisfied(request, request.user):
            return None
        if refusals.wants_json(request) or request.headers.get("HX-Request"):
            return refusals.as_json(403, "factor_owed", OWED)
        return redirect("accounts:factors")


def _is_open(request: HttpRequest) -> bool:
    return request.resolver_match is not None and request.resolver_match.view_name in OPEN


def _satisfied(request: HttpRequest, user: User) -> bool:
    if not has_factor(user) and must_have_factor(user):
        return False
    request.session[SATISFIED] = True
    return True
