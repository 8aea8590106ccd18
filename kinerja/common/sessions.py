"""How long a session lives: 60 minutes idle, 12 hours in all."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from kinerja.common.middleware import Handler
from kinerja.common.signing_in import SIGN_IN
from sop.offices.actions.sign_ins import seen

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
        elif SESSION_KEY in request.session:
            # Its person was switched off meanwhile: the session does not wait for him to be switched on again.
            request.session.flush()
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
        _note(request)
    elif _key_is_new(request):
        _note(request)


def _key_is_new(request: HttpRequest) -> bool:
    """A changed password gives the session another key, under which it must be found when it is to be ended."""
    known = request.session.get(SIGN_IN)
    return known is not None and known[1] != request.session.session_key


def _note(request: HttpRequest) -> None:
    """In the list of one's devices: still here."""
    if known := request.session.get(SIGN_IN):
        key = request.session.session_key or ""
        seen(known[0], session_key=key, at=timezone.now())
        request.session[SIGN_IN] = [known[0], key]


def session_ends(request: HttpRequest) -> int | None:
    """When this session ends however much is done in it (seconds since 1970); None for nobody."""
    begun = request.session.get(SIGNED_IN_AT) if request.user.is_authenticated else None
    return begun + settings.SESSION_ABSOLUTE_AGE if begun else None
