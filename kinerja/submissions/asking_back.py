"""Asking for a file that is held further on: the holders are told, and nothing else happens."""

import datetime as dt

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


def asking_step(desk: Desk) -> StepDef | None:
    """The closed step of filling by which this person answers for the sheet; None where he has nothing to ask for."""
    if desk.place is not None or desk.step_run is None or not desk.submission.run.places():
        return None
    step = desk.last_step
    return step if step is not None and desk.performer.duty_for(step, desk.step_run.unit_id) else None


@transaction.atomic
def ask_back(desk: Desk, *, by: User, at: dt.datetime | None = None) -> list[Holder]:
    """Tell those who hold the file that the unit wants it back; once while the same steps are open. Returns whom.

    Raises NothingToAsk where the sheet is open or nobody holds the file, NotYourStep for another unit's people.
    """
    at = at or timezone.now()
    submission = locked(desk.submission.pk)
    if desk.place is not None or not submission.run.places():
        raise NothingToAsk
    if asking_step(desk) is None:
        step = desk.last_step
        raise NotYourStep(step.number if step else "", desk.unit.name)
    holders = holders_today(
        submission.run.publication.version_id, at.astimezone(submission.run.office.tz).date()
    )
    steps, opened = desk.definition.steps, submission.run.places()
    people = {
        holder.user_id: holder
        for place in opened
        for holder in holders.of(steps[place["step"]], place["unit"])
    }
    people.pop(by.pk, None)
    notify(
        User.objects.filter(pk__in=people),
        office=submission.run.office,
        key=f"return_asked:{desk.unit.pk}:{'-'.join(str(place['id']) for place in opened)}",
        kind=Kind.RETURN_ASKED,
        title=f"{desk.unit} minta berkas dikembalikan",
        text=f"{by.name} ingin memperbaiki isian {desk.unit} pada {submission.run.title}.",
        url=submission.get_absolute_url(),
    )
    return list(people.values())
