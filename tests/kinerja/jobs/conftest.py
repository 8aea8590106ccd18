"""A person who asks for long work, and the worker of this process."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from kinerja.common import heartbeat
from kinerja.jobs.actions import ask
from kinerja.jobs.models import Job
from kinerja.management.commands.worker import OneAtATime
from sop.offices.models import Appointment, Office, Position, User
from tests.engine.graphs import SINCE, person
from tests.kinerja.jobs import tasks

_numbers = itertools.count(1)


def staff(username: str, office: Office) -> User:
    """A person with a post in the office."""
    user = person(username)
    position = Position.objects.create(office=office, code=f"jabatan-{username}", title="Staf")
    Appointment.objects.create(user=user, position=position, since=SINCE)
    return user


@pytest.fixture
def office(db: None, settings: Any, tmp_path: Any) -> Office:
    settings.MEDIA_ROOT = tmp_path
    heartbeat.forget()
    return Office.objects.create(
        code="kantor-kerja", name="Dinas Kerja", letterhead="PEMERINTAH", city="Kota"
    )


@pytest.fixture
def asker(office: Office) -> User:
    return staff("peminta", office)


@pytest.fixture
def asked(office: Office, asker: User) -> Callable[..., Job]:
    """Ask for a task of the tests."""

    def asked(name: str = "count", *, key: str = "", **arguments: Any) -> Job:
        return ask(
            getattr(tasks, name), by=asker, office=office, kind="uji", title="Rekap setahun",
            key=key or f"uji:{next(_numbers)}", arguments={"to": 3} | arguments if name == "count" else arguments,
        )  # fmt: skip

    return asked


@pytest.fixture
def work(db: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Do what is in the queue now; how many tasks that were. The worker keeps the connection of the test."""
    for module in ("django_tasks_db.management.commands.db_worker", "kinerja.jobs.ticks"):
        monkeypatch.setattr(f"{module}.close_old_connections", lambda: None)

    def work() -> int:
        worker, done = OneAtATime(), 0
        while worker.take_one():
            done += 1
        return done

    return work
