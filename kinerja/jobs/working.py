"""Doing a job: tell how far it is, notice that it was cancelled, and leave it in good order whatever happens."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from kinerja.common import heartbeat
from kinerja.jobs.ending import FAILED, Result, fail, finish, own_run, pause_after, put_back
from kinerja.jobs.models import Job, State
from kinerja.jobs.queue import LongTask
from sop.errors import RuleError

logger = logging.getLogger("kinerja.jobs")
EVERY = 1.0  # seconds between two writes of progress
LONGEST_SENTENCE = 200


class _Orders:
    """What this process was told. A plain word: the handler of a signal may take no lock."""

    stop = False


orders = _Orders()


class Stopped(Exception):
    """The run ends here: the job was cancelled, or given to another worker."""


class HandedBack(Exception):
    """The worker was asked to stop; another goes on."""


@dataclass
class Working:
    """The job while it is done, and its result when the body is through."""

    job: Job
    result: Result = None
    _told: float = field(default=0.0)

    def progress(self, done: int, total: int, sentence: str = "") -> None:
        """Say how far it is ("Halaman 3 dari 12"). Call it often: it writes once a second at most.

        Stopped or HandedBack where the work must not go on; leave both alone.
        """
        if orders.stop:
            raise HandedBack
        if time.monotonic() - self._told < EVERY and done < total:
            return
        self._told = time.monotonic()
        if not own_run(self.job).update(
            done=done, total=total, sentence=sentence[:LONGEST_SENTENCE], heartbeat_at=timezone.now()
        ):
            raise Stopped
        heartbeat.beat()


@contextmanager
def working(pk: int) -> Iterator[Working | None]:
    """Begin the job and end it as the body does; None where there is nothing to do (cancelled, done, or begun elsewhere).

    A refusal (RuleError) fails it at once with its own sentence; anything else is tried again after growing pauses and
    goes on to the queue, which keeps the traceback for the administration.
    """
    job = _begin(pk)
    if job is None:
        yield None
        return
    work = Working(job)
    try:
        yield work
        finish(job, work.result)
    except Stopped:
        logger.info("job %s stopped", pk)
    except HandedBack:
        put_back(job, counted=False)
    except RuleError as refusal:
        fail(job, refusal.sentence)
    except Exception:
        _try_later(job)
        raise


def long_task(body: Callable[[Working], Result]) -> LongTask:
    """Make a function of a module a task of the queue, whose only argument is the pk of its job."""

    @wraps(body)
    def run(job: int) -> None:
        with working(job) as work:
            if work is not None:
                work.result = body(work)

    made: LongTask = task()(run)
    return made


@transaction.atomic
def _begin(pk: int) -> Job | None:
    """One worker alone begins it."""
    at = timezone.now()
    waiting = Job.objects.filter(pk=pk, state=State.QUEUED)
    if not waiting.update(
        state=State.RUNNING,
        attempts=F("attempts") + 1,
        started_at=at,
        heartbeat_at=at,
        done=0,
        total=0,
        sentence="",
    ):
        return None
    return Job.objects.select_related("owner", "office").get(pk=pk)


def _try_later(job: Job) -> None:
    pause = pause_after(job.attempts)
    if pause is None:
        fail(job, FAILED)
    else:
        put_back(job, pause=pause)
