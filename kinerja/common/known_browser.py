"""A browser in which a person has signed in before counts its own wrong tries.

Whoever knows a user name could otherwise lock its owner out for ever, five wrong passwords every fifteen minutes. The
signed mark opens nothing: password and second factor are asked for as everywhere. A new SECRET_KEY only forgets it.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from sop.offices.models import User

NAME = "__Host-peramban" if settings.HTTPS else "peramban"
SALT = "kinerja.common.known_browser"
KEPT = 180 * 24 * 60 * 60  # seconds


def remember(response: HttpResponseBase, user: User) -> None:
    """Mark the browser that receives this answer; a newer sign-in of another person takes its place."""
    mark = signing.dumps([user.pk, secrets.token_hex(8)], salt=SALT)
    response.set_cookie(NAME, mark, max_age=KEPT, secure=settings.HTTPS, httponly=True, samesite="Lax")


def mark_of(request: HttpRequest, user: User) -> str:
    """The mark by which this browser is known for this person; "" for a strange one."""
    try:
        pk, mark = signing.loads(request.COOKIES.get(NAME, ""), salt=SALT, max_age=KEPT)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(mark) if pk == user.pk else ""
