"""What every request passes: a reference code, the login wall, the refusal pages, and no copies in caches."""

import secrets
from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from kinerja.common import logs, refusals
from sop.errors import RuleError

Handler = Callable[[HttpRequest], HttpResponseBase]


def request_reference(get_response: Handler) -> Handler:
    """Give the request a short code that stands in the logs and on the 500 page."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        code = logs.reference.set(secrets.token_hex(3).upper())
        user = logs.user_id.set(None)
        try:
            return get_response(request)
        finally:
            logs.reference.reset(code)
            logs.user_id.reset(user)

    return middleware


def no_store(get_response: Handler) -> Handler:
    """Keep personal pages out of every cache, unless the view decided otherwise."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response

    return middleware


class LoginRequired(LoginRequiredMiddleware):
    """Every view is closed unless it says otherwise.

    A redirect would look like success to `fetch`, and would throw away a posted form: scripts get 401,
    a posted form gets a page that gives the typed text back.
    """

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if request.user.is_authenticated:
            logs.user_id.set(request.user.pk)
        redirect = super().process_view(request, view_func, view_args, view_kwargs)
        if redirect is None:
            return None
        if refusals.wants_json(request) or request.headers.get("HX-Request"):
            return refusals.as_json(401, "login", refusals.SESSION_OVER)
        return refusals.session_over(request) if request.method == "POST" else redirect


class Refusals:
    """Turns a broken rule into a page (or JSON) that says whose turn it is, with the typed text given back."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, RuleError):
            return refusals.refuse(request, exception)
        return None
