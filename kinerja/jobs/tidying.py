"""What is thrown away: jobs that are long over, their files, old rows of the queue and old marks of the tick."""

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from kinerja.jobs.ending import FOLDER
from kinerja.jobs.models import OVER, Job, TickMark
from kinerja.jobs.once import once_a_day

# Days. A result can be asked for again; a failed row of the queue is looked at by the administration.
KEPT, ROWS_KEPT, MARKS_KEPT = 30, 90, 400
YOUNG = 24 * 60 * 60  # seconds; a file may wait this long for its row
BATCH = 500


def tidy(at: dt.datetime) -> str:
    """Once a day delete what is older than it is kept; in small bites, so that nobody waits for the database."""
    said: list[str] = []
    once_a_day("tidy", at, lambda: said.append(_tidy(at)))
    return "".join(said)


def _tidy(at: dt.datetime) -> str:
    jobs = _delete_jobs(at - dt.timedelta(days=KEPT))
    DBTaskResult.objects.filter(
        status__in=[TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED],
        finished_at__lt=at - dt.timedelta(days=ROWS_KEPT),
    ).delete()
    TickMark.objects.filter(date__lt=timezone.localdate(at) - dt.timedelta(days=MARKS_KEPT)).delete()
    return f"{jobs} pekerjaan lama dan {_sweep(at.timestamp())} berkas hasil dihapus"


def _delete_jobs(before: dt.datetime) -> int:
    deleted = 0
    while old := list(
        Job.objects.filter(state__in=OVER, ended_at__lt=before).values_list("pk", flat=True)[:BATCH]
    ):
        deleted += Job.objects.filter(pk__in=old, state__in=OVER).delete()[0]
    return deleted


def _sweep(now: float) -> int:
    """Files that no job names any more."""
    swept = 0
    for path in _old_files(min(now, time.time()) - YOUNG):
        if not Job.objects.filter(sha256=path.stem).exists():
            path.unlink(missing_ok=True)
            swept += 1
    return swept


def _old_files(before: float) -> Iterator[Path]:
    for path in sorted((Path(settings.MEDIA_ROOT) / FOLDER).glob("*/*")):
        if path.is_file() and path.stat().st_mtime < before:
            yield path
