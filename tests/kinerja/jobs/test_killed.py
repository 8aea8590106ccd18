"""`kill -9` on a real worker and on a real tick, in processes of their own on a real database."""

import os
import signal
import subprocess
import sys
import time
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kinerja.jobs.models import Job, State, TickMark
from kinerja.jobs.reaping import SILENCE, reap
from kinerja.jobs.ticks import run_duties
from kinerja.notifications.models import Notification
from sop.offices.models import Office
from tests.house.files import ROOT
from tests.kinerja.jobs.conftest import staff
from tests.kinerja.jobs.tasks import REMINDED, count

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.engine]
TICK = (
    "import django; django.setup(); from django.utils import timezone; from kinerja.jobs.ticks import run_duties;"
    "run_duties([('ingat', 'tests.kinerja.jobs.tasks.remind_all')], timezone.now())"
)
PATIENCE = 60  # seconds


def url_of_this_database() -> str:
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    return f"postgres://{known['USER']}@/{known['NAME']}?host={known['HOST']}"


def process(*words: str, folder: Any, **more: str) -> subprocess.Popen[bytes]:
    """Python at the root of the project, on the database of this test."""
    told = {
        "DEBUG": "true", "DATABASE_URL": url_of_this_database(), "DATA_DIR": str(folder), "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "kinerja.settings", **more,
    }  # fmt: skip
    return subprocess.Popen([sys.executable, *words], env={**os.environ, **told}, cwd=ROOT)


def wait_for(what: Any) -> None:
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.02)


def stop(started: subprocess.Popen[bytes], number: int) -> int:
    started.send_signal(number)
    return started.wait(PATIENCE)


def test_a_job_survives_the_kill_of_its_worker_and_a_worker_that_is_stopped_hands_it_back(
    work, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path / "files"
    office = Office.objects.create(code="kantor-kerja", name="Dinas", letterhead="PEMERINTAH", city="Kota")
    arguments = {"to": 2000, "pause": 0.05}
    job = Job(
        owner=staff("peminta", office),
        office=office,
        kind="uji",
        title="Rekap",
        key="uji",
        arguments=arguments,
    )
    job.task, job.queued_as = count.module_path, count.enqueue(0).id
    job.save()

    DBTaskResult.objects.update(args_kwargs={"args": [job.pk], "kwargs": {}})

    def runs() -> bool:
        return Job.objects.filter(pk=job.pk, state=State.RUNNING, done__gt=0).exists()

    worker = process("manage.py", "worker", "--no-tick", folder=tmp_path)
    wait_for(runs)
    assert stop(worker, signal.SIGKILL) == -signal.SIGKILL
    assert work() == 0  # to the queue it is still running
    reap(timezone.now() + SILENCE)
    worker = process("manage.py", "worker", "--no-tick", folder=tmp_path)
    wait_for(runs)
    assert stop(worker, signal.SIGTERM) == 0  # in good order, within a second of its next step
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.QUEUED, 1)  # the kill counts, the stop does not
    Job.objects.update(arguments={"to": 3})
    assert work() == 1
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.DONE, 2)
    assert Notification.objects.count() == 1


def test_a_tick_killed_half_way_and_run_again_twice_doubles_nothing_and_misses_nothing(work, tmp_path):
    office = Office.objects.create(code="kantor-kerja", name="Dinas", letterhead="PEMERINTAH", city="Kota")
    staff("ditugasi", office)
    tick = process("-c", TICK, folder=tmp_path, PELAN="0.05")
    wait_for(lambda: TickMark.objects.count() >= 5)
    stop(tick, signal.SIGKILL)
    assert 0 < Notification.objects.count() == TickMark.objects.count() < REMINDED
    duties = [("bocor", "tests.kinerja.jobs.tasks.burst"), ("ingat", "tests.kinerja.jobs.tasks.remind_all")]
    for _ in range(2):
        outcomes = run_duties(duties, timezone.now())
        assert [outcome.failed for outcome in outcomes] == [True, False]
        told = sorted(int(notice.title) for notice in Notification.objects.all())
        assert told == list(range(REMINDED))
