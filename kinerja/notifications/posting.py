"""What leaves the house, mail or call: claimed by one sender, sent, then marked. A claim left by a dead sender runs out."""

import datetime as dt
import secrets
from collections.abc import Iterable
from typing import TypeVar

from django.db import models, transaction
from django.db.models import Q

from kinerja.notifications.hooks.models import HookCall
from kinerja.notifications.mail.models import Mail, Posting

Row = TypeVar("Row", Mail, HookCall)

LEASE = dt.timedelta(minutes=10)
FIRST_PAUSE = dt.timedelta(minutes=1)
LONGEST_PAUSE = dt.timedelta(hours=1)
MOST_ATTEMPTS = 60  # about two and a half days; then a person has to look


def pause_after(attempts: int) -> dt.timedelta:
    """How long to wait after so many failures: 1, 2, 4 … 60 minutes."""
    return min(FIRST_PAUSE * (1 << min(attempts - 1, 10)), LONGEST_PAUSE)


def _ready(at: dt.datetime) -> Q:
    lost = Q(state=Posting.CLAIMED, claimed_at__lt=at - LEASE)
    return Q(state=Posting.WAITING, next_at__lte=at) | lost


@transaction.atomic
def claim(rows: models.QuerySet[Row], *, limit: int, at: dt.datetime) -> list[Row]:
    """Take up to so many rows that are ready; another sender at the same moment takes others. Three queries."""
    token = secrets.token_hex(16)
    ready = (
        rows.filter(_ready(at)).order_by("next_at", "pk").select_for_update(skip_locked=True, of=("self",))
    )
    chosen = list(ready.values_list("pk", flat=True)[:limit])
    if not chosen:
        return []
    # Asked again in the update: where the database cannot lock rows, this alone decides who has them.
    rows.filter(_ready(at), pk__in=chosen).update(state=Posting.CLAIMED, claim=token, claimed_at=at)
    return list(rows.filter(claim=token).order_by("next_at", "pk"))


def mark_sent(row: Mail | HookCall, at: dt.datetime) -> None:
    _mine(row).update(
        state=Posting.SENT, sent_at=at, attempts=row.attempts + 1, problem="", claim="", claimed_at=None
    )


def mark_failed(row: Mail | HookCall, problem: str, at: dt.datetime) -> None:
    """Try again after a growing pause, or give up and leave it to the keepers of the office."""
    attempts = row.attempts + 1
    state = Posting.FAILED if attempts >= MOST_ATTEMPTS else Posting.WAITING
    _mine(row).update(
        state=state, attempts=attempts, problem=problem[:200], next_at=at + pause_after(attempts), claim="",
        claimed_at=None,
    )  # fmt: skip


def give_up(row: Mail | HookCall, problem: str) -> None:
    """Nobody is left to send it to: it is not tried, not repeated, and nobody has to look."""
    _mine(row).update(state=Posting.FAILED, problem=problem[:200], claim="", claimed_at=None)


def release(rows: Iterable[Mail | HookCall]) -> None:
    """Give back what was claimed and not tried; it counts as no attempt."""
    for row in rows:
        _mine(row).update(state=Posting.WAITING, claim="", claimed_at=None)


def send_again(rows: models.QuerySet[Mail] | models.QuerySet[HookCall], at: dt.datetime) -> int:
    """A keeper asks for what is stuck to be tried at once. Safe to repeat."""
    stuck = rows.filter(state__in=[Posting.WAITING, Posting.FAILED], attempts__gt=0)
    return stuck.update(state=Posting.WAITING, next_at=at, attempts=1)


def _mine(row: Mail | HookCall) -> models.QuerySet[Mail] | models.QuerySet[HookCall]:
    """The row while this claim holds: whoever took it over after the lease decides about it then."""
    rows = Mail.objects if isinstance(row, Mail) else HookCall.objects
    return rows.filter(pk=row.pk, claim=row.claim)
