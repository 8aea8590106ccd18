"""Jobs whose worker was killed: running for ever in the database, though nobody works on them."""

import datetime as dt
import logging
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from kinerja.jobs.ending import LEFT, MOST_ATTEMPTS, fail, take_over
from kinerja.jobs.models import Job, State
from kinerja.jobs.queue import give_up_row, hand_back

logger = logging.getLogger("kinerja.jobs")
# A job gives a sign every second or with each part of its work; drawing one part takes seconds, on a busy machine more.
SILENCE = dt.timedelta(minutes=2)
# Tasks without a job (mails, calls to other servers) give no signs; none of them may take this long.
LONGEST = dt.timedelta(minutes=15)


def reap(at: dt.datetime) -> str:
    """Put back what a killed worker left, or give it up after five attempts; says how many. Safe to repeat."""
    silent = Job.objects.filter(state=State.RUNNING, heartbeat_at__lt=at - SILENCE)
    taken = [job.pk for job in silent if take_over(job)]
    rows = [row.pk for row in _left(at) if _again(row, at)]
    if taken or rows:
        logger.warning("put back after a killed worker: %d jobs, %d other rows", len(taken), len(rows))
    return f"{len(taken) + len(rows)} pekerjaan diambil kembali dari pekerja yang mati"


def _left(at: dt.datetime) -> "list[DBTaskResult[Any, Any]]":
    """Running rows of the queue that no running job stands behind."""
    behind = Job.objects.filter(queued_as=OuterRef("pk"))
    rows = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    begun = rows.filter(Exists(behind.exclude(state=State.RUNNING)), started_at__lt=at - SILENCE)
    others = rows.filter(~Exists(behind), started_at__lt=at - LONGEST)
    return [*begun, *others]


@transaction.atomic
def _again(row: "DBTaskResult[Any, Any]", at: dt.datetime) -> bool:
    if len(row.worker_ids) < MOST_ATTEMPTS:
        return hand_back(row.pk)
    give_up_row(row.pk, LEFT, at)
    for job in Job.objects.filter(queued_as=row.pk, state=State.QUEUED):
        Job.objects.filter(pk=job.pk).update(state=State.RUNNING)
        job.state = State.RUNNING
        fail(job, LEFT)
    return True
