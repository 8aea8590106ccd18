"""Reading jobs as their pages show them."""

from dataclasses import dataclass
from typing import Any, BinaryIO

from django.http import Http404
from django.utils import timezone

from kinerja.common import keyset
from kinerja.common.blobs import BlobDamaged, opened
from kinerja.common.dates import format_moment
from kinerja.common.heartbeat import is_silent
from kinerja.jobs.errors import ResultGone
from kinerja.jobs.models import Job, State
from sop.offices.models import User

NEWEST_FIRST = ("-created_at", "-id")
# Kinds of the badge (components/status.html) and of the notice.
BADGES = {
    State.QUEUED: "waiting",
    State.RUNNING: "draft",
    State.DONE: "signed",
    State.FAILED: "overdue",
    State.CANCELLED: "replaced",
}


@dataclass(frozen=True)
class Shown:
    """A job as it is shown; times on the clock of its office. `idle`: it waits and no worker was seen."""

    job: Job
    label: str
    badge: str
    asked: str
    ended: str
    idle: bool = False


def job_of(user: User, pk: int) -> Job:
    """The job, for its owner or a superuser; others find nothing (404)."""
    job = Job.objects.visible_to(user, timezone.now()).filter(pk=pk).select_related("office").first()
    if job is None:
        raise Http404
    return job


def shown(job: Job, *, look_for_worker: bool = False) -> Shown:
    """One query at most."""
    state, zone = State(job.state), job.office.zone
    return Shown(
        job=job,
        label=str(state.label),
        badge=BADGES[state],
        asked=format_moment(job.created_at, zone),
        ended=format_moment(job.ended_at, zone) if job.ended_at else "",
        idle=look_for_worker and state == State.QUEUED and is_silent(timezone.now()),
    )


def jobs_page(user: User, cursor: str) -> "tuple[list[Shown], keyset.Page[Job]]":
    """What this person asked for, newest first. Two queries."""
    rows = Job.objects.visible_to(user, timezone.now()).filter(owner=user).select_related("office")
    page = keyset.page(rows, NEWEST_FIRST, cursor)
    return [shown(job) for job in page.rows], page


def progress_of(job: Job) -> dict[str, Any]:
    """What the script of the page asks for."""
    return {
        "going": job.going,
        "state": job.state,
        "label": str(State(job.state).label),
        "percent": job.percent,
        "sentence": job.sentence,
    }


def result_of(job: Job) -> BinaryIO:
    """The stored file, open; ResultGone where it is missing or was changed, Http404 where there never was one."""
    if not (job.state == State.DONE and job.path):
        raise Http404
    try:
        return opened(job.path, job.sha256)
    except BlobDamaged as damage:
        raise ResultGone from damage
