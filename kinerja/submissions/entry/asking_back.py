"""Asking for a file that is held further on: the holders are told, and nothing else happens."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from kinerja.notifications.actions import notify
from kinerja.notifications.models import Kind
from kinerja.submissions.actions import locked
from kinerja.submissions.desk import Desk
from kinerja.submissions.errors import NothingToAsk
from kinerja.submissions.queries import Holder, holders_today
from sop.offices.models import User
from sop.procedures.definition import StepDef
from sop.runs.errors import NotYourStep


def sent_step(desk: Desk) -> StepDef | None:
    """The closed step of filling by which this person answers for the sheet; None while it or nothing is open."""
    if desk.place is not None or desk.step_run is None or not desk.submission.run.places():
        return None
    step = desk.last_step
    return step if step is not None and desk.performer.duty_for(step, desk.step_run.unit_id) else None


def may_ask(desk: Desk) -> bool:
    """Whether he answers for it, and somebody could give it back."""
    return sent_step(desk) is not None and bool(desk.returnable)


@transaction.atomic
def ask_back(desk: Desk, *, by: User, at: dt.datetime | None = None) -> list[Holder]:
    """Tell those who hold the file that the unit wants it back; once while the same steps are open. Returns whom.

    Raises NothingToAsk where the sheet is open or no open step can give it back, NotYourStep for another unit's people.
    """
    at = at or timezone.now()
    submission = locked(desk.submission.pk)
    desk = desk.moved_to(submission)  # who holds the file is known under the lock
    opened = desk.returnable
    if desk.place is not None or not submission.run.places():
        raise NothingToAsk
    if sent_step(desk) is None:
        step = desk.last_step
        raise NotYourStep(step.number if step else "", desk.unit.name)
    if not opened:
        raise NothingToAsk
    holders = holders_today(
        submission.run.publication.version_id,
        at.astimezone(submission.run.office.tz).date(),
        submission.run,
    )
    people = {
        holder.user_id: holder
        for place in opened
        for holder in holders.at(desk.definition.steps[place["step"]], place)
    }
    people.pop(by.pk, None)
    notify(
        User.objects.filter(pk__in=people),
        office=submission.run.office,
        key=_key(desk, opened),
        kind=Kind.RETURN_ASKED,
        title=f"{desk.unit} minta berkas dikembalikan",
        text=f"{by.name} ingin memperbaiki isian {desk.unit} pada {submission.run.title}.",
        url=submission.get_absolute_url(),
    )
    return list(people.values())


def _key(desk: Desk, opened: Iterable[Mapping[str, Any]]) -> str:
    """The same while the same steps are open, and short however many they are."""
    steps = "-".join(str(place["id"]) for place in opened)
    return f"return_asked:{desk.unit.pk}:{hashlib.sha256(steps.encode()).hexdigest()}"
