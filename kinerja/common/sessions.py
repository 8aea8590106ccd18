"""How long a session lives: 60 minutes idle, 12 hours in all."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase

from kinerja.common.middleware import Handler

SIGNED_IN_AT = "signed_in_at"
REFRESHED_AT = "refreshed_at"
View = TypeVar("View", bound=Callable[..., Any])


def session_limits(get_response: Handler) -> Handler:
    """End a session after its absolute age; otherwise push its idle limit forward.

    The session is written at most every five minutes: on SQLite each write takes the one write lock.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            _end(request)
        response = get_response(request)
        if request.user.is_authenticated and not _is_by_clock(request):
            _push(request)
        return response

    return middleware


_BY_CLOCK: set[Callable[..., Any]] = set()


def by_clock(view: View) -> View:
    """Mark a view that an open page asks by itself: it keeps nobody's session alive."""
    _BY_CLOCK.add(view)
    return view


def _is_by_clock(request: HttpRequest) -> bool:
    return request.resolver_match is not None and request.resolver_match.func in _BY_CLOCK


def _end(request: HttpRequest) -> None:
    now = int(time.time())
    if now - request.session.setdefault(SIGNED_IN_AT, now) > settings.SESSION_ABSOLUTE_AGE:
        logout(request)


def _push(request: HttpRequest) -> None:
    now = int(time.time())
    if now - request.session.get(REFRESHED_AT, 0) > settings.SESSION_REFRESH_AGE:
        request.session[REFRESHED_AT] = now
