"""How a run of a job ends: done, failed for good, or put back to be tried again after a pause."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kinerja.common import blobs
from kinerja.jobs.models import Job, JobQuerySet, State
from kinerja.jobs.queue import give_up_row, hand_back, put_in_queue

FOLDER = "jobs"
MOST_ATTEMPTS = 5
# Before the second, third … attempt: a lock or a full disk may be over soon, a mail server later.
PAUSES = (10, 60, 5 * 60, 30 * 60)
LEFT = "Mesin pekerja berhenti di tengah pekerjaan ini sebanyak lima kali. Coba lagi, atau sampaikan kepada admin."
FAILED = (
    "Pekerjaan ini belum berhasil setelah lima kali dicoba. Coba lagi nanti, atau sampaikan kepada admin."
)

_listeners: list[Callable[[Job], None]] = []


@dataclass(frozen=True)
class File:
    """A result to be kept: the bytes, the name it is downloaded under, its type and the ending of its stored name.

    Large results come in pieces: these are made while they are written to the storage, and none of them is kept in memory.
    """

    content: bytes | Iterable[bytes]
    name: str
    content_type: str
    ending: str


@dataclass(frozen=True)
class Address:
    """A result that is a page of ours."""

    url: str


Result = File | Address | None


def when_ended(listener: Callable[[Job], None]) -> None:
    """Have this called, in the transaction of the end, for each job that is done, failed or cancelled.

    For packages above this one; they register when the application starts (`kinerja.apps`).
    """
    if listener not in _listeners:
        _listeners.append(listener)


def tell(job: Job) -> None:
    """Tell the listeners."""
    for listener in _listeners:
        listener(job)


def finish(job: Job, result: Result) -> bool:
    """Keep the result; False where this run was cancelled or given up meanwhile. The file is on the disk before its row."""
    changes: dict[str, object] = {}
    if isinstance(result, File):
        pieces = [result.content] if isinstance(result.content, bytes) else result.content
        stored = blobs.store_pieces(pieces, folder=FOLDER, ending=result.ending)
        changes = {
            "sha256": stored.sha256, "size": stored.size, "path": stored.path, "file_name": result.name,
            "content_type": result.content_type,
        }  # fmt: skip
    elif result is not None:
        changes = {"url": result.url}
    return _end(job, State.DONE, **changes)


def fail(job: Job, reason: str) -> bool:
    """Give the job up, with the sentence its owner reads."""
    return _end(job, State.FAILED, reason=reason)


@transaction.atomic
def put_back(job: Job, *, pause: float = 0, counted: bool = True) -> bool:
    """Put a running job back into the queue; False where another did something with it meanwhile.

    A worker that stops in good order is no attempt (`counted`).
    """
    at = timezone.now()
    attempts = job.attempts if counted else job.attempts - 1
    if not own_run(job).update(
        state=State.QUEUED, attempts=attempts, heartbeat_at=at, done=0, total=0, sentence=""
    ):
        return False
    job.state, job.attempts = State.QUEUED, attempts
    put_in_queue(job, after=at + dt.timedelta(seconds=pause) if pause else None)
    Job.objects.filter(pk=job.pk).update(queued_as=job.queued_as)
    return True


@transaction.atomic
def take_over(job: Job) -> str:
    """A job whose worker gave no sign: again if attempts are left, else failed. The new state, "" where it lives on."""
    at = timezone.now()
    if job.attempts >= MOST_ATTEMPTS:
        if not fail(job, LEFT):
            return ""
        give_up_row(job.queued_as, LEFT, at)
        return State.FAILED
    if not own_run(job).update(state=State.QUEUED):
        return ""
    if not hand_back(job.queued_as):
        put_in_queue(job)
        Job.objects.filter(pk=job.pk).update(queued_as=job.queued_as)
    return State.QUEUED


def pause_after(attempts: int) -> int | None:
    """Seconds until the next attempt; None where there is none."""
    return None if attempts >= MOST_ATTEMPTS else PAUSES[min(attempts, len(PAUSES)) - 1]


@transaction.atomic
def _end(job: Job, state: State, **changes: object) -> bool:
    at = timezone.now()
    if not own_run(job).update(state=state, ended_at=at, heartbeat_at=at, **changes):
        return False
    tell(Job.objects.select_related("owner", "office").get(pk=job.pk))
    return True


def own_run(job: Job) -> JobQuerySet:
    """The row, as long as it still is in this run and not in a later one, of this count or of a new beginning."""
    return Job.objects.filter(
        pk=job.pk, state=State.RUNNING, attempts=job.attempts, started_at=job.started_at
    )
