"""Tasks and duties for the tests, where a worker in a process of its own finds them too."""

import datetime as dt
import os
import time

from kinerja.jobs.ending import Address, File, Result
from kinerja.jobs.models import TickMark
from kinerja.jobs.once import once
from kinerja.jobs.working import Working, long_task
from kinerja.notifications.models import Kind, Notification
from sop.errors import RuleError
from sop.offices.models import User

REMINDED = 30


@long_task
def count(work: Working) -> Result:
    """Count to `to` with a pause at each step; the result is a file."""
    to, pause = work.job.arguments["to"], work.job.arguments.get("pause", 0)
    for n in range(to):
        work.progress(n, to, f"Bagian {n} dari {to}")
        time.sleep(pause)
    return File(f"dihitung sampai {to}".encode(), "hitungan.txt", "text/plain", "txt")


@long_task
def stumble(work: Working) -> Result:
    raise ValueError("kerikil")


@long_task
def refuse(work: Working) -> Result:
    raise RuleError("Rekap ini tidak dapat dibuka lagi.")


@long_task
def lead(work: Working) -> Result:
    return Address("/rekap/")


@long_task
def meddled(work: Working) -> Result:
    """While it works, somebody else does what the arguments say to its row."""
    type(work.job).objects.filter(pk=work.job.pk).update(**work.job.arguments)
    work.progress(1, 1)
    raise AssertionError("went on")


def remind_all(at: dt.datetime) -> str:
    """One notice for each of thirty things, with a pause after each; a notice told twice would be two rows."""
    user = User.objects.get(username="ditugasi")
    office = user.appointments.get().position.office

    def tell(n: int) -> None:
        Notification.objects.create(
            user=user, office=office, key=f"{n}:{time.time_ns()}", kind=Kind.REMINDER, title=str(n), url="/"
        )

    for n in range(REMINDED):
        once("ingat", n, at.date(), lambda n=n: tell(n))
        time.sleep(float(os.environ.get("PELAN", "0")))
    return f"{TickMark.objects.count()} pengingat"


def burst(at: dt.datetime) -> str:
    raise OSError("disk penuh")
