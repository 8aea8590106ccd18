"""The rows of the queue (django-tasks-db): put there in the caller's transaction, so that a job exists if its act does."""

import datetime as dt
from typing import Any, cast

from django.utils.module_loading import import_string
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from kinerja.jobs.models import Job

LongTask = Task[Any, None]


def task_of(path: str) -> LongTask:
    """The task at this dotted path; TypeError where something else stands there."""
    found = import_string(path)
    if not isinstance(found, Task):
        raise TypeError(f"{path} is no task")
    return cast("LongTask", found)


def put_in_queue(job: Job, *, after: dt.datetime | None = None) -> None:
    """Let a worker take the job, at once or after a moment; the caller saves `queued_as`."""
    task = task_of(job.task)
    result = (task.using(run_after=after) if after else task).enqueue(job.pk)
    job.queued_as = cast("Any", result.id)


def take_from_queue(job: Job) -> None:
    """A row that no worker has taken yet needs none."""
    DBTaskResult.objects.filter(pk=job.queued_as, status=TaskResultStatus.READY).delete()


def hand_back(pk: Any) -> bool:
    """Make a row that its worker left ready again; False where it was not running."""
    rows = DBTaskResult.objects.filter(pk=pk, status=TaskResultStatus.RUNNING)
    return bool(rows.update(started_at=None, status=TaskResultStatus.READY))


def give_up_row(pk: Any, reason: str, at: dt.datetime) -> None:
    """No worker shall take this row any more; the administration sees it among the failed."""
    DBTaskResult.objects.filter(pk=pk).exclude(status=TaskResultStatus.SUCCESSFUL).update(
        finished_at=at, traceback=reason, status=TaskResultStatus.FAILED
    )
