"""How long a session lives: 60 minutes idle, 12 hours in all."""

import time

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase

from kinerja.common.middleware import Handler

SIGNED_IN_AT = "signed_in_at"
REFRESHED_AT = "refreshed_at"


def session_limits(get_response: Handler) -> Handler:
    """End a session after its absolute age; otherwise push its idle limit forward.

    The session is written at most every five minutes: on SQLite each write takes the one write lock.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            _limit(request)
        return get_response(request)

    return middleware


def _limit(request: HttpRequest) -> None:
    now = int(time.time())
    session = request.session
    if now - session.setdefault(SIGNED_IN_AT, now) > settings.SESSION_ABSOLUTE_AGE:
        logout(request)
    elif now - session.get(REFRESHED_AT, 0) > settings.SESSION_REFRESH_AGE:
        session[REFRESHED_AT] = now
