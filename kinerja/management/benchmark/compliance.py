"""The compliance of an SOP over a hundred thousand step runs, summed up by the duty that a timer runs."""

import datetime as dt
import time
from collections.abc import Iterator

from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinerja.compliance.refreshing import refresh
from kinerja.management.benchmark.acts import Clock, cpu_clock
from kinerja.management.benchmark.pages import assert_page, client_of
from kinerja.management.benchmark.timing import Line, least
from kinerja.management.benchmark.world import World
from sop.runs.models import Run, StepRun

STEP_RUNS, BATCH, BUDGET, FLAT = 100_000, 2_000, 60, 3
TWO_YEARS = 2 * 365 * 24 * 60  # minutes


def lines(world: World) -> Iterator[Line]:
    """The page as every person of the office gets it, and its list; the CPU of the database server is counted."""
    client, clock = client_of(world.people["sekretaris"]), cpu_clock()
    trivial = least(lambda: client.get("/ok/"), clock, 30)
    grow(world)
    start = time.perf_counter()
    refresh(timezone.now())
    took = time.perf_counter() - start
    sop = world.obligation.sop_id
    for name, what in (("page", "compliance of 100,000 step runs"), ("steps", "list of 100,000 step runs")):
        address = reverse(f"compliance:{name}", args=[sop])
        note = f"summed up in {took:.1f} s" if name == "page" else ""
        yield Line(what, _cost(client, address, clock) / trivial, BUDGET, note)


def _cost(client: Client, address: str, clock: Clock) -> float:
    return least(lambda: assert_page(client.get(address)), clock, 10)


def grow(world: World) -> None:
    """Files of two years with every step done once, some late or returned; bare rows of a benchmark's own database."""
    publication = world.obligation.sop.versions.get().publication
    steps = sorted(publication.step_ids.values())
    units = list(world.obligation.office.units.values_list("pk", flat=True))
    person, now = world.people["sekretaris"], timezone.now()
    begun = now - dt.timedelta(minutes=TWO_YEARS)
    files = STEP_RUNS // len(steps) + 1
    for begin in range(0, files, BATCH):
        numbers = range(begin, min(begin + BATCH, files))
        opened = [begun + dt.timedelta(minutes=TWO_YEARS * number // files) for number in numbers]
        runs = Run.objects.bulk_create(
            Run(office=world.obligation.office, publication=publication, year=2026, title="Berkas", opened_at=at, closed_at=now)
            for at in opened
        )  # fmt: skip
        rows = [
            _row(run, number, step, units, person.pk, now)
            for number, run in zip(numbers, runs, strict=True)
            for step in steps
        ]
        StepRun.objects.bulk_create(rows, batch_size=BATCH)
    if connection.vendor == "postgresql":  # as autovacuum does
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _row(run: Run, number: int, step: int, units: list[int], person: int, now: dt.datetime) -> StepRun:
    """Chance without chance: a multiplier spreads the times over a week."""
    spread = (number * 7919 + step * 104_729) % 10_080
    ended = min(run.opened_at + dt.timedelta(minutes=5 + spread), now - dt.timedelta(hours=1))
    return StepRun(
        run=run, office_id=run.office_id, step_id=step, unit_id=units[number % len(units)] if step % 4 == 0 else None,
        opened_at=run.opened_at, seen_at=run.opened_at + dt.timedelta(minutes=spread // 3), closed_at=ended,
        due_at=run.opened_at + dt.timedelta(days=5), outcome="returned" if spread % 50 == 0 else "done",
        outside_flow=spread % 100 == 0, closed_by_id=person, closed_as=f"Jabatan {step % 6}",
    )  # fmt: skip
