"""`manage.py worker`: do the jobs of the queue, and everything that is due by the clock."""

import os
import signal
import time
from argparse import ArgumentParser
from contextlib import suppress
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, OperationalError, close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import Worker

from kinerja.common import heartbeat
from kinerja.jobs.ticks import run_duties
from kinerja.jobs.working import orders
from kinerja.management.ticks import DUTIES

TICK_EVERY = 5 * 60.0  # seconds
REAP_EVERY = 30.0


class Command(BaseCommand):
    help = "Mengerjakan antrean pekerjaan dan tugas berkala sampai dihentikan (SIGTERM: pekerjaan berjalan dikembalikan)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--interval", type=float, default=1.0, help="jeda saat antrean kosong, detik")
        parser.add_argument("--batch", action="store_true", help="berhenti begitu antrean kosong")
        parser.add_argument(
            "--no-tick", action="store_true", help="tanpa tugas berkala: tick dijalankan pewaktu"
        )
        parser.add_argument("--delay", type=float, default=0.0, help="detik sebelum mulai")
        parser.add_argument("--parent", type=int, default=0, help="berhenti bila proses induk ini tiada")

        parser.add_argument("--nice", type=int, default=0, help="mengalah kepada proses lain (0-19)")

    def handle(self, *args: Any, **options: Any) -> None:
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, _stop)
        os.nice(options["nice"])
        parent, worker = options["parent"], OneAtATime()
        _rest(options["delay"], parent)
        clock = _Clock(ticking=not options["no_tick"])
        while _going(parent):
            clock.keep()
            if worker.take_one():
                continue
            if options["batch"]:
                break
            _rest(options["interval"], parent)


class OneAtATime(Worker):
    """The worker of django-tasks-db, asked for one task at a time, so that the clock is looked at in between."""

    def __init__(self) -> None:
        super().__init__(
            queue_names=["*"], interval=0, batch=True, backend_name=DEFAULT_TASK_BACKEND_ALIAS, startup_delay=False,
            max_tasks=1, worker_id=get_random_string(32), excluded_queue_names=[],
        )  # fmt: skip
        self.took = False

    def take_one(self) -> bool:
        """Do the next task, if there is one; a database that does not answer is asked again later."""
        self._run_tasks = 0
        try:
            self.run()
        except OperationalError:
            close_old_connections()
            time.sleep(1)
        self.took = self._run_tasks > 0
        return self.took


class _Clock:
    """What is done besides: a sign of life, looking for jobs of dead workers, the tick."""

    def __init__(self, *, ticking: bool) -> None:
        self.ticking = ticking
        self.reaped = self.ticked = float("-inf")

    def keep(self) -> None:
        now = time.monotonic()
        if self.ticking and now - self.ticked >= TICK_EVERY:
            self.reaped = self.ticked = now
            run_duties(DUTIES, timezone.now())
        elif now - self.reaped >= REAP_EVERY:
            self.reaped = now
            run_duties(DUTIES[:1], timezone.now())
        with suppress(DatabaseError):
            heartbeat.beat()


def _stop(_number: int, _frame: FrameType | None) -> None:
    """The job at hand is given back at its next step."""
    orders.stop = True


def _rest(seconds: float, parent: int) -> None:
    """Sleep in short turns: an order to stop is seen within a second."""
    end = time.monotonic() + seconds
    while _going(parent) and (left := end - time.monotonic()) > 0:
        time.sleep(min(left, 1.0))


def _going(parent: int) -> bool:
    """Until told to stop, or until the process that wanted this worker is gone."""
    return not orders.stop and (not parent or os.getppid() == parent)
