"""Who is at a step just now: a courtesy among colleagues of one post, kept for minutes in the cache. It refuses nothing."""

import datetime as dt
from dataclasses import dataclass

from django.core.cache import cache
from django.utils import timezone

from kinerja.submissions.case.turns import Turn
from sop.offices.models import User

KEPT = dt.timedelta(minutes=3)


@dataclass(frozen=True)
class Attending:
    """The person who is at a step, and since when."""

    user_id: int
    name: str
    since: dt.datetime


def attend(turn: Turn, user: User, *, take_over: bool = False) -> Attending | None:
    """Say that this person is at the step, unless another is already; returns that other.

    With `take_over` the other gives way; his page says so at its next beat.
    """
    if not shared(turn):
        return None
    found = _found(turn)
    if found is not None and found.user_id != user.pk and not take_over:
        return found
    since = found.since if found is not None and found.user_id == user.pk else timezone.now()
    cache.set(_key(turn), (user.pk, user.name, since), KEPT.total_seconds())
    return None


def leave(turn: Turn) -> None:
    """The step is over: nobody is at it any more."""
    if shared(turn):
        cache.delete(_key(turn))


def shared(turn: Turn) -> bool:
    """Whether somebody else could be at the step at all."""
    return len(turn.people) > 1


def _found(turn: Turn) -> Attending | None:
    kept = cache.get(_key(turn))
    return Attending(*kept) if kept else None


def _key(turn: Turn) -> str:
    return f"attending:{turn.step_run.pk}"
