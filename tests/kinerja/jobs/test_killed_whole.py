"""`kill -9` on a real tick with all its duties, at four moments; then it runs to its end: nothing doubled, nothing missed."""

import datetime as dt
import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.conf import settings as installed
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from kinerja.compliance.models import Tally
from kinerja.compliance.refreshing import LAG, sums_of
from kinerja.jobs.ticks import run_duties
from kinerja.management.ticks import DUTIES
from kinerja.notifications.hooks.keeping import choices_of, keep_choices
from kinerja.notifications.hooks.models import HookCall
from kinerja.notifications.mail.models import Mail, Posting
from kinerja.notifications.models import Kind, Notification
from kinerja.notifications.posting import LEASE
from kinerja.periods.models import Obligation
from kinerja.submissions.audit.anchors import lost_since
from kinerja.submissions.models import Submission
from kinerja.submissions.watching.models import StepMark
from sop.offices.models import Position, User
from sop.runs.models import StepRun
from tests.engine.graphs import World, build, straight
from tests.engine.walking import walk_to_step
from tests.house.files import ROOT
from tests.kinerja.jobs.test_killed import url_of_this_database, wait_for
from tests.kinerja.notifications.sink import Sink, free_port, running

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.engine]
# One process reads the program; each tick is a child of it with a connection of its own, so that a kill costs no new start.
NURSERY = """
import django, os, sys; django.setup()
from django.core.management import call_command
from django.utils.module_loading import import_string
from kinerja.management.ticks import DUTIES
for _, path in DUTIES: import_string(path)
print("ready", flush=True)
for _ in sys.stdin:
    pid = os.fork()
    if not pid:
        call_command("tick", stdout=open(os.devnull, "w"))
        os._exit(0)
    print(pid, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""
OFFICES, KILLS = 3, 4
Key = tuple[str, str, str]


class Killer:
    """Lets the tick of now die when it brings its nth mail or call, after that was taken and before it is answered."""

    def __init__(self) -> None:
        self.pid, self.left, self.calls = 0, 0, list[str]()

    def count(self) -> None:
        self.left -= 1
        if not self.left:
            os.kill(self.pid, signal.SIGKILL)

    @contextmanager
    def gateway(self) -> Iterator[str]:
        """An address where calls arrive."""
        killer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                killer.calls.append(self.headers["X-Kinerja-Delivery"] + self.path)
                killer.count()
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        class Server(HTTPServer):
            def handle_error(self, *_: Any) -> None:
                """Whoever was killed does not wait for his answer."""

        with Server(("127.0.0.1", 0), Handler) as server:
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
            thread.start()
            yield f"http://127.0.0.1:{server.server_port}"
            server.shutdown()
            thread.join()


@contextmanager
def nursery(folder: Any, port: int) -> Iterator[subprocess.Popen[str]]:
    told = {
        "DEBUG": "true", "DATABASE_URL": url_of_this_database(), "DATA_DIR": str(folder), "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "kinerja.settings", "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "WEBHOOK_HOSTS": "127.0.0.1", "SECRET_KEY": installed.SECRET_KEY, "PUBLIC_URL": installed.PUBLIC_URL,
    }  # fmt: skip
    words = [sys.executable, "-c", NURSERY]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        words, env={**os.environ, **told}, cwd=ROOT, stdin=pipe, stdout=pipe, text=True
    ) as born:
        assert born.stdin
        yield born
        born.stdin.close()


def said(born: subprocess.Popen[str]) -> str:
    assert born.stdout
    return born.stdout.readline().strip()


def begin_tick(born: subprocess.Popen[str]) -> int:
    assert born.stdin
    print("tick", file=born.stdin, flush=True)
    return int(said(born))


def kill_when(born: subprocess.Popen[str], what: Callable[[], bool]) -> None:
    pid = begin_tick(born)
    wait_for(what)
    os.kill(pid, signal.SIGKILL)
    assert said(born) == str(-signal.SIGKILL)


def work_for_every_duty(gateway: str) -> list[World]:
    """Files to open, steps that came, come near, are late and ended, people with mail, and a chat for each office."""
    now = timezone.now()
    worlds = [build(straight(), units=2) for _ in range(OFFICES)]
    for n, world in enumerate(worlds):
        walk_to_step(world, world.begin(), 3)
        head = Position.objects.get(appointments__user=world.people[4])
        Position.objects.filter(office=world.office).exclude(pk=head.pk).update(superior=head)
        choices = choices_of(world.office)
        choices.hook_url = f"{gateway}/{n}"
        keep_choices(choices)
    StepRun.objects.open().filter(office=worlds[0].office).update(
        due_at=now + dt.timedelta(hours=1), opened_at=now - dt.timedelta(days=9)
    )
    for user in User.objects.all():
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@contoh.go.id")
    Obligation.objects.update(opened_through=now.date() - dt.timedelta(days=300))
    return worlds


def undisturbed(at: dt.datetime) -> tuple[Counter[Key], int]:
    """What one tick that nobody disturbs tells, and how many files it opens; taken back again."""
    outside = {"mail", "webhooks", "anchor"}
    with transaction.atomic():
        for path in (path for name, path in DUTIES if name not in outside):
            import_string(path)(at)
        found = told(), Submission.objects.count()
        transaction.set_rollback(True)
    assert {kind for _, kind, _ in found[0]} == {Kind.REACHED, Kind.DUE, Kind.LATE, Kind.ESCALATED}
    return found


def told() -> Counter[Key]:
    return Counter(Notification.objects.values_list("user__username", "kind", "title"))


def test_a_tick_with_all_its_duties_killed_four_times_doubles_nothing_and_misses_nothing(
    settings, tmp_path, monkeypatch
):
    killer = Killer()
    settings.DATA_DIR = settings.MEDIA_ROOT = tmp_path
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.WEBHOOK_HOSTS = ["127.0.0.1"]
    with killer.gateway() as gateway, running(settings.EMAIL_PORT) as sink:
        work_for_every_duty(gateway)
        expected, files = undisturbed(timezone.now())
        with nursery(tmp_path, settings.EMAIL_PORT) as born:
            assert said(born) == "ready"
            begun = Submission.objects.count() + (files - OFFICES) // 2
            kill_when(born, lambda: Submission.objects.count() >= begun)
            marks = files // 3
            kill_when(born, lambda: StepMark.objects.count() >= marks)
            kill_in_mail(born, sink, killer, 5, monkeypatch)
            kill_in_call(born, killer, 3)
        for minutes in (1, 2):  # a claim of the dead has run out by then
            at = timezone.now() + LEASE + dt.timedelta(minutes=minutes)
            assert [one for one in run_duties(DUTIES, at) if one.failed] == []
        assert (told(), Submission.objects.count()) == (expected, files)
        everything_went_out(sink, killer)
    everything_is_summed(tmp_path)


def kill_in_mail(born: Any, sink: Sink, killer: Killer, nth: int, monkeypatch: pytest.MonkeyPatch) -> None:
    keep, before = Sink.handle_DATA, len(sink.mails)

    async def taken(self: Sink, *args: Any) -> str:
        answer = await keep(self, *args)
        killer.count()
        return answer

    with monkeypatch.context() as patch:
        patch.setattr(Sink, "handle_DATA", taken)
        killer.left = nth
        killer.pid = begin_tick(born)
        assert said(born) == str(-signal.SIGKILL)
    assert len(sink.mails) == before + nth


def kill_in_call(born: Any, killer: Killer, nth: int) -> None:
    # The mails left over go first, without a wait for the lease of those the dead one had taken.
    Mail.objects.filter(state=Posting.CLAIMED).update(claimed_at=timezone.now() - LEASE * 2)
    killer.left = nth
    killer.pid = begin_tick(born)
    assert said(born) == str(-signal.SIGKILL)


def everything_went_out(sink: Sink, killer: Killer) -> None:
    """Each notice and each call once; what was in the hands of one that was killed may come again under its own name."""
    assert Mail.objects.count() == Notification.objects.count() > 0
    for rows in (Mail.objects, HookCall.objects):
        assert set(rows.values_list("state", flat=True)) == {Posting.SENT}
    arrived = Counter(mail["Message-ID"] for mail in sink.mails)
    assert len(arrived) == Mail.objects.count()
    called = Counter(killer.calls)
    assert len(called) == HookCall.objects.count() > 0
    assert max(arrived.total() - len(arrived), called.total() - len(called)) <= KILLS


def everything_is_summed(folder: Any) -> None:
    sums = [sums_of(row) for row in Tally.objects.all()]
    ended = StepRun.objects.filter(closed_at__lt=timezone.now() - LAG)
    assert sum(len(one.minutes) for one in sums) == ended.count() > 0
    anchors = list((folder / "anchors").glob("*.txt"))
    assert len(anchors) == 1
    assert list(lost_since(anchors[0])) == []
