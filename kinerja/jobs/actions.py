"""Asking for long work, taking it back, and asking again."""

from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from kinerja.jobs.ending import tell
from kinerja.jobs.errors import JobIsGoing, JobIsOver
from kinerja.jobs.models import GOING, OVER, Arguments, Job, State
from kinerja.jobs.queue import LongTask, put_in_queue, take_from_queue
from sop.offices.models import Office, User

LONGEST_TITLE = 200


@transaction.atomic
def ask(
    task: LongTask, *, by: User, office: Office, kind: str, title: str, key: str, arguments: Arguments
) -> Job:
    """The job under this key, put in the queue unless it is there or done already.

    Call it in the transaction of the act that needs it: if that fails, nothing was asked for. `key` names what comes of
    it (begin it with its kind); `arguments` are ids and words. What failed or was cancelled is begun anew.
    """
    job, fresh = Job.objects.select_for_update().get_or_create(
        key=key,
        defaults={
            "owner": by, "office": office, "kind": kind, "title": title[:LONGEST_TITLE],
            "task": task.module_path, "arguments": arguments,
        },
    )  # fmt: skip
    if fresh:
        _queue(job)
    elif job.state in (State.FAILED, State.CANCELLED) or _lost_its_result(job):
        _begin_anew(job)
    return job


@transaction.atomic
def cancel(job: Job, *, by: User) -> Job:
    """Stop a job: one that waits is never begun, one that runs stops at its next step. JobIsOver; safe to repeat."""
    job = Job.objects.visible_to(by, timezone.now()).select_for_update(of=("self",)).get(pk=job.pk)
    if job.state == State.CANCELLED:
        return job
    if job.state in OVER:
        raise JobIsOver
    at = timezone.now()
    changed = Job.objects.filter(pk=job.pk, state__in=GOING).update(state=State.CANCELLED, ended_at=at)
    if not changed:
        raise JobIsOver
    take_from_queue(job)
    job.state, job.ended_at = State.CANCELLED, at
    tell(job)
    return job


@transaction.atomic
def try_again(job: Job, *, by: User) -> Job:
    """Begin anew what failed or was cancelled. JobIsGoing where nothing is to be repeated."""
    job = Job.objects.visible_to(by, timezone.now()).select_for_update(of=("self",)).get(pk=job.pk)
    if job.state not in (State.FAILED, State.CANCELLED):
        raise JobIsGoing
    _begin_anew(job)
    return job


def _begin_anew(job: Job) -> None:
    job.state, job.attempts, job.reason, job.ended_at = State.QUEUED, 0, "", None
    job.done, job.total, job.sentence, job.created_at = 0, 0, "", timezone.now()
    _queue(job)


def _queue(job: Job) -> None:
    put_in_queue(job)
    job.save()


def _lost_its_result(job: Job) -> bool:
    return job.state == State.DONE and bool(job.path) and not (Path(settings.MEDIA_ROOT) / job.path).is_file()
