"""Giving an open step of a file to a person, and giving it back: locked, checked, recorded, told."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from kinerja.notifications.actions import notify
from kinerja.notifications.models import Kind
from kinerja.submissions.actions import locked
from kinerja.submissions.assigning.rights import (
    ADMIN,
    Ground,
    NotAssigning,
    ground_of,
    insist_suitable,
    may_assign,
)
from kinerja.submissions.holding import Sent, repeated
from kinerja.submissions.models import Submission
from sop.offices.models import User
from sop.runs import reassigning
from sop.runs.engine import insist_open
from sop.runs.reassigning import Order


@dataclass(frozen=True)
class Asked:
    """Which open step, as it stood at which event, why, and the key by which the same click counts once."""

    step_run: int
    expected_seq: int
    reason: str
    sent: Sent


@transaction.atomic
def assign(
    submission: Submission, asked: Asked, *, to: User, by: User, at: dt.datetime | None = None
) -> bool:
    """Give the step to this person; False where the same request was carried out before.

    Raises NotAssigning (403), CannotAssign and MandateOwed (422), AlreadyMoved (409).
    """
    at = at or timezone.now()
    submission = locked(submission.pk)
    if repeated(submission, asked.sent, by):
        return False
    ground = _ground(submission, asked.step_run, by, at)
    insist_suitable(ground, to, by)
    place = reassigning.assign(
        submission.run, asked.step_run, expected_seq=asked.expected_seq, to=to, post=ground.posts[to.pk],
        order=_order(ground, asked, by, at),
    )  # fmt: skip
    _tell(ground, [to], asked, at, f"Ditugaskan kepada Anda: langkah {place['step']}")
    _tell_former(ground, place, asked, at, besides={by.pk, to.pk})
    if not place.get("assigned"):
        own = User.objects.filter(pk__in=ground.holder_ids - {by.pk, to.pk})
        _tell(ground, own, asked, at, f"Ditugaskan kepada {to}: langkah {place['step']}")
    return True


@transaction.atomic
def give_back(submission: Submission, asked: Asked, *, by: User, at: dt.datetime | None = None) -> bool:
    """Give the step back to its column; raises as `assign`, NothingAssigned (409) where nothing was assigned."""
    at = at or timezone.now()
    submission = locked(submission.pk)
    if repeated(submission, asked.sent, by):
        return False
    ground = _ground(submission, asked.step_run, by, at)
    order = _order(ground, asked, by, at)
    place = reassigning.withdraw(submission.run, asked.step_run, expected_seq=asked.expected_seq, order=order)
    holders = User.objects.filter(pk__in=ground.holder_ids - {by.pk})
    _tell(ground, holders, asked, at, f"Kembali menjadi tugas jabatan Anda: langkah {place['step']}")
    _tell_former(ground, place, asked, at, besides={by.pk})
    return True


def _ground(submission: Submission, step_run: int, by: User, at: dt.datetime) -> Ground:
    run = submission.run
    insist_open(run, step_run)
    place = next(place for place in run.places() if place["id"] == step_run)
    ground = ground_of(submission, place, at.astimezone(run.office.tz).date())
    if not may_assign(ground, by):
        raise NotAssigning
    return ground


def _order(ground: Ground, asked: Asked, by: User, at: dt.datetime) -> Order:
    capacity = ground.posts.get(by.pk, ADMIN)
    return Order(by, capacity, asked.reason.strip(), at, asked.sent.key, asked.sent.content)


def _tell_former(
    ground: Ground, place: Mapping[str, Any], asked: Asked, at: dt.datetime, *, besides: set[int]
) -> None:
    """Whose the step was until now, if it was given to somebody."""
    former = User.objects.filter(pk=(place.get("assigned") or {}).get("user", 0)).exclude(pk__in=besides)
    _tell(ground, former, asked, at, f"Tidak lagi ditugaskan kepada Anda: langkah {place['step']}")


def _tell(ground: Ground, to: Iterable[User], asked: Asked, at: dt.datetime, words: str) -> None:
    run = ground.submission.run
    notify(
        to,
        office=run.office,
        key=f"assigned:{asked.step_run}:{run.seq}",
        kind=Kind.REMINDER,
        title=f"{words}, {run.title}",
        text=asked.reason.strip(),
        url=ground.submission.get_absolute_url(),
        at=at,
    )
