"""Writing down who came in or tried to, and ending sessions from elsewhere."""

import datetime as dt
from importlib import import_module

from django.conf import settings
from django.db import transaction

from sop.offices.models import Outcome, SignIn, User
from sop.offices.models.sign_ins import LONGEST_DEVICE

KEPT = dt.timedelta(days=365)  # personal data: no longer than an inquiry into an account needs it


@transaction.atomic
def note_sign_in(
    user: User, outcome: Outcome, *, at: dt.datetime, way: str = "", address: str = "", device: str = "",
    session_key: str = "",
) -> SignIn:  # fmt: skip
    """Keep one try, and forget those of this person that are older than a year."""
    SignIn.objects.filter(user=user, at__lt=at - KEPT).delete()
    return SignIn.objects.create(
        user=user, at=at, outcome=outcome, way=way, address=address or None, device=_printable(device),
        session_key=session_key, seen_at=at,
    )  # fmt: skip


def seen(sign_in: int, *, session_key: str, at: dt.datetime) -> None:
    """The session is alive, under this key (a changed password gives it a new one). One query.

    One that was ended meanwhile stays ended.
    """
    SignIn.objects.filter(pk=sign_in).exclude(session_key="").update(session_key=session_key, seen_at=at)


def end_sessions(user: User, *, keep: str = "", only: int | None = None) -> int:
    """End the sessions of this person: all, all but the one of this key, or only that of one `SignIn`. Safe to repeat."""
    rows = SignIn.objects.filter(user=user).exclude(session_key="")
    if keep:
        rows = rows.exclude(session_key=keep)
    if only is not None:
        rows = rows.filter(pk=only)
    found = list(rows.values_list("pk", "session_key"))
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    ended = 0
    for _, key in found:
        ended += bool(store.exists(key))
        store.delete(key)
    SignIn.objects.filter(pk__in=[pk for pk, _ in found]).update(session_key="")
    return ended


def _printable(text: str) -> str:
    """What a browser says of itself may hold anything."""
    return "".join(letter for letter in text if letter.isprintable())[:LONGEST_DEVICE]
