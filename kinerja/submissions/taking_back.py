"""Taking back a correction that was begun by mistake: its run is closed, the signed document stands as if nothing had been.

It stays readable for good, with who took it back and why, and keeps its number. What it began with was copied from the
signed document, which was never touched; so there is nothing to undo.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from kinerja.common.dates import format_moment
from kinerja.notifications.actions import notify
from kinerja.notifications.models import Kind
from kinerja.submissions.actions import locked
from kinerja.submissions.holding import Sent, repeated
from kinerja.submissions.models import Status, Submission
from kinerja.submissions.queries import holders_today
from sop.errors import RuleError
from sop.ledger.models import Event
from sop.offices.models import KeeperPost, User
from sop.offices.queries import posts_of
from sop.procedures.queries import definition_of
from sop.runs.ending import end_early
from sop.runs.engine import holders
from sop.runs.models import StepRun
from sop.runs.performers import performer_for
from sop.runs.reassigning import Order


class NotToBeTakenBack(RuleError):
    """Only a correction that nobody has verified yet."""

    code = "not_to_be_taken_back"
    http_status = 409


class NotYoursToTakeBack(RuleError):
    code = "not_yours_to_take_back"
    http_status = 403

    def __init__(self, starters: str) -> None:
        super().__init__(
            f"Perbaikan ditarik kembali oleh yang membuka berkas ({starters}) atau pemegang jabatan pengelola."
        )


def take_back(
    submission: Submission, reason: str, *, by: User, sent: Sent, at: dt.datetime | None = None
) -> bool:
    """Close this correction for good; False where this very request was carried out before.

    NotYoursToTakeBack, NotToBeTakenBack where it is none, was verified or is over, Owed without a reason.
    """
    at = at or timezone.now()
    with transaction.atomic():
        file = locked(submission.pk)
        if repeated(file, sent, by):
            return False
        capacity = insist_taker(file, by, at)
        if hindrance := why_not(file):
            raise NotToBeTakenBack(hindrance)
        concerned = _concerned(file, at)
        end_early(file.run, Order(by, capacity, reason.strip(), at, sent.key, sent.content))
        file.withdrawn_at = at
        file.save(update_fields=["withdrawn_at"])
        _tell(file, concerned - {by.pk}, reason, at)
    return True


def why_not(submission: Submission) -> str:
    """Why this file cannot be taken back; "" where it can. At most one query."""
    if submission.replaces_id is None:
        return "Hanya perbaikan dokumen yang ditandatangani yang dapat ditarik kembali."
    if submission.withdrawn_at:
        at = format_moment(submission.withdrawn_at, submission.run.office.zone)
        return f"Perbaikan ini sudah ditarik kembali pada {at}."
    if submission.status != Status.DRAFT or _verified(submission):
        return "Perbaikan ini sudah pernah diverifikasi, sehingga tidak dapat ditarik kembali. Selesaikan langkah SOP-nya."
    return ""


def may_take_back(submission: Submission, user: User, at: dt.datetime) -> bool:
    """Whether this person could take it back now. No query for a file that is no correction, else at most five."""
    if submission.replaces_id is None or submission.withdrawn_at or submission.status != Status.DRAFT:
        return False
    return bool(_capacity(submission, user, at)) and not why_not(submission)


def insist_taker(submission: Submission, by: User, at: dt.datetime) -> str:
    """The post by which this person may take it back; NotYoursToTakeBack names who may."""
    capacity = _capacity(submission, by, at)
    if not capacity:
        definition = definition_of(submission.run.publication)
        raise NotYoursToTakeBack(holders(definition, definition.steps[definition.starts[0]]))
    return capacity


def _verified(submission: Submission) -> bool:
    """Also before a return: whoever verified has put his name to it."""
    return Event.objects.filter(run=submission.run_id, kind="verify").exists()


def _capacity(submission: Submission, user: User, at: dt.datetime) -> str:
    """The post for the first step of the sheet that this file follows, else a keeper's; "" for nobody of the two."""
    run = submission.run
    definition = definition_of(run.publication)
    first = definition.steps[definition.starts[0]]
    performer = performer_for(user, run.publication.version_id, at.astimezone(run.office.tz).date())
    duty = next((duty for duty in performer.duties if duty.actor in first.actors), None)
    return duty.capacity if duty else _keeper_capacity(submission, user, at)


def _keeper_capacity(submission: Submission, user: User, at: dt.datetime) -> str:
    posts = {
        post.position_id: post
        for post in posts_of(user, at)
        if post.position.office_id == submission.office_id
    }
    kept = KeeperPost.objects.filter(position__in=posts).values_list("position", flat=True).first()
    return posts[kept].capacity if kept else ""


def _concerned(submission: Submission, at: dt.datetime) -> set[int]:
    """Those before whom it lies now, and those who have done something in it (pk of users). Three queries at most."""
    run = submission.run
    definition = definition_of(run.publication)
    today = holders_today(run.publication.version_id, at.astimezone(run.office.tz).date(), run)
    waiting = {
        holder.user_id
        for place in run.places()
        for holder in today.at(definition.steps[place["step"]], place)
    }
    done = StepRun.objects.filter(run=run, closed_by__isnull=False).values_list("closed_by", flat=True)
    return waiting | {pk for pk in done if pk}


def _tell(submission: Submission, users: set[int], reason: str, at: dt.datetime) -> None:
    run = submission.run
    notify(
        User.objects.filter(pk__in=users, is_active=True),
        office=run.office,
        key=f"withdrawn:{run.pk}",
        kind=Kind.REMINDER,
        title=f"Ditarik kembali, tidak perlu dikerjakan: {run.title}",
        text=reason.strip(),
        url=submission.get_absolute_url(),
        at=at,
    )
