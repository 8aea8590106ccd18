"""act() against a floor of raw SQL: per step one transaction with one INSERT and one guarded UPDATE."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import connection, transaction

from kinerja.management.benchmark.timing import Line
from kinerja.management.benchmark.world import World
from kinerja.management.demo.walker import before, fresh, papers_for, plan, request_for
from kinerja.submissions.actions import act
from kinerja.submissions.models import Submission

CASES, FLOOR_STEPS = 8, 400
WALL_BUDGET, CPU_BUDGET, ON_POSTGRESQL = 4, 13, 1.5
Clock = Callable[[], float]


def lines(world: World) -> Iterator[Line]:
    """Wall time of a step and CPU of a case (the database server's included), each as a multiple of the floor."""
    postgresql = connection.vendor == "postgresql"
    list(_case(world, time.perf_counter))
    for clock, what, budget in (
        (time.perf_counter, "act(), one step, wall time", WALL_BUDGET if postgresql else None),
        (
            cpu_clock(),
            "act(), one step of a whole case, CPU",
            CPU_BUDGET * (ON_POSTGRESQL if postgresql else 1),
        ),
    ):
        steps = [elapsed for _ in range(CASES) for elapsed in _case(world, clock)]
        step, floor = sum(steps) / len(steps), _floor(clock)
        yield Line(what, step / floor, budget, f"{step * 1e3:.1f} ms, floor {floor * 1e3:.2f} ms")


def cpu_clock() -> Clock:
    """CPU seconds of this process and, on PostgreSQL, of the server process that works for it."""
    if connection.vendor != "postgresql":
        return time.process_time
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    tick = os.sysconf("SC_CLK_TCK")

    def clock() -> float:
        user, system = stat.read_text().rpartition(")")[2].split()[11:13]
        return time.process_time() + (int(user) + int(system)) / tick

    return clock


def _case(world: World, clock: Clock) -> Iterator[float]:
    """Walk a file to its archive; the time of each act alone, its preparation left out."""
    submission = fresh(world.begin())
    while submission.run.places():
        elapsed, submission = _step(world, submission, clock)
        yield elapsed


def _step(world: World, submission: Submission, clock: Clock) -> tuple[float, Submission]:
    turn = plan(submission, submission.run.places()[0], guide=world.guide)
    before(turn, world.guide)
    submission = fresh(submission)
    turn = plan(submission, submission.run.places()[0], guide=world.guide)
    request, papers = request_for(turn), papers_for(turn, world.guide)
    start = clock()
    act(submission, request, by=turn.by, papers=papers)
    return clock() - start, fresh(submission)


def _floor(clock: Clock) -> float:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE floor_run (id integer PRIMARY KEY, seq integer)")
        cursor.execute("CREATE TABLE floor_event (run integer, seq integer, text text)")
        cursor.execute("INSERT INTO floor_run VALUES (1, 0)")
    text, begin = "x" * 400, clock()
    for seq in range(FLOOR_STEPS):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO floor_event VALUES (1, %s, %s)", [seq, text])
            cursor.execute("UPDATE floor_run SET seq = %s WHERE id = 1 AND seq = %s", [seq + 1, seq])
    elapsed = clock() - begin
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE floor_event")
        cursor.execute("DROP TABLE floor_run")
    return elapsed / FLOOR_STEPS
