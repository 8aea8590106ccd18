"""Who is at a step just now: a courtesy among colleagues of one post, kept in the cache. It locks and refuses nothing.

An open page says so for minutes (`attend`), a person who takes the step says so for the working day (`claim`).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.utils import timezone

from kinerja.notifications.actions import notify
from kinerja.notifications.models import Kind
from kinerja.submissions.case.turns import Turn
from sop.offices.models import User

KEPT = dt.timedelta(minutes=3)
CLAIMED = dt.timedelta(hours=8)


@dataclass(frozen=True)
class Attending:
    """The person who is at a step, and since when; `claimed`: he said so himself."""

    user_id: int
    name: str
    since: dt.datetime
    claimed: bool = False


def attend(turn: Turn, user: User) -> Attending | None:
    """Say that this person is at the step, unless another is already; returns that other."""
    if not shared(turn):
        return None
    found = _found(turn)
    if found is not None and found.user_id != user.pk:
        return found
    if found is None or not found.claimed:
        since = found.since if found else timezone.now()
        cache.set(_key(turn.step_run.pk), (user.pk, user.name, since, False), KEPT.total_seconds())
    return None


def claim(turn: Turn, user: User) -> None:
    """Take the step until the end of the working day; whoever was at it gives way and is told. Safe to repeat."""
    found = _found(turn)
    if not shared(turn) or (found is not None and found.claimed and found.user_id == user.pk):
        return
    cache.set(_key(turn.step_run.pk), (user.pk, user.name, timezone.now(), True), CLAIMED.total_seconds())
    if found is not None and found.user_id != user.pk:
        _tell(found, turn, user)


def release(turn: Turn, user: User) -> None:
    """Give the step back to the colleagues; what another has taken stays his."""
    found = _found(turn)
    if found is not None and found.user_id == user.pk:
        leave(turn)


def leave(turn: Turn) -> None:
    """The step is over: nobody is at it any more."""
    if shared(turn):
        cache.delete(_key(turn.step_run.pk))


def shared(turn: Turn) -> bool:
    """Whether somebody else could be at the step at all."""
    return len(turn.people) > 1


def at_steps(step_runs: Iterable[int]) -> dict[int, Attending]:
    """Who is at which of these open steps (their pk). One query."""
    keys = {_key(pk): pk for pk in step_runs}
    return {keys[key]: Attending(*kept) for key, kept in cache.get_many(keys).items()}


def _tell(before: Attending, turn: Turn, user: User) -> None:
    """Tell the one who gave way, once for each time he was at it."""
    run = turn.case.submission.run
    notify(
        User.objects.filter(pk=before.user_id, is_active=True),
        office=run.office,
        key=f"taken:{turn.step_run.pk}:{user.pk}:{before.since:%Y%m%d%H%M%S}",
        kind=Kind.REMINDER,
        title=f"{user.name} mengambil alih langkah {turn.step.position}: {run.title}",
        text="Anda tidak perlu melanjutkannya. Isian dan penilaian yang sudah Anda simpan tetap ada.",
        url=turn.case.submission.get_absolute_url(),
    )


def _found(turn: Turn) -> Attending | None:
    kept = cache.get(_key(turn.step_run.pk))
    return Attending(*kept) if kept else None


def _key(step_run: int) -> str:
    return f"attending:{step_run}"
