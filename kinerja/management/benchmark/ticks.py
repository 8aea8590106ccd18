"""A tick over ten thousand open steps: all of them told for the first time, late and escalated, then told nothing more."""

import datetime as dt
import time
import tracemalloc
from collections.abc import Callable, Iterator

from django.utils import timezone

from kinerja.management.benchmark.timing import Line
from kinerja.management.benchmark.world import World
from kinerja.notifications.models import Notification
from kinerja.periods.models import Period
from kinerja.submissions.models import Submission
from kinerja.submissions.watching.late import escalate_late, remind_due
from kinerja.submissions.watching.models import StepMark
from kinerja.submissions.watching.reaching import tell_reached
from sop.runs.models import Run, StepRun

STEPS, FEW, BATCH = 10_000, 1_000, 1_000
SECONDS = 10  # for one whole tick
FLAT = 2  # memory of ten times as many steps against the few
SINCE = 3000  # years that no other part of the benchmark uses
Duty = Callable[[dt.datetime], int]
DUTIES: tuple[Duty, ...] = (tell_reached, remind_due, escalate_late)


def lines(world: World) -> Iterator[Line]:
    """The first tick tells all of it, the second finds nothing to tell; memory is the peak of Python's own."""
    now = timezone.now()
    row = _pattern(world)
    few = _peak(row, FEW, now)
    grow(row, STEPS)
    (first, cpu), (second, _) = (_took(now) for _ in range(2))
    told = Notification.objects.count()
    _forget()
    tracemalloc.start()
    _tick(now)
    many = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    yield Line(
        "tick over 10,000 open steps, all told anew, in seconds",
        first,
        SECONDS,
        f"{told} notices, {cpu:.1f} s of this process's CPU",
    )
    yield Line("the next tick, nothing to tell, in seconds", second, SECONDS)
    yield Line("memory of 10,000 open steps against 1,000", many / few, FLAT, f"{many >> 20} MB")


def grow(row: StepRun, count: int) -> None:
    """So many files with this step open, a third each fresh, near its deadline and late; bare rows of a benchmark's own database."""
    begun = Period.objects.filter(year__gte=SINCE, kind="month").count()
    for start in range(begun, count, BATCH):
        _files(row, range(start, min(start + BATCH, count)))


def _files(row: StepRun, numbers: range) -> None:
    pattern = row.run
    periods = Period.objects.bulk_create(
        Period(kind="month", year=SINCE + n // 12, number=n % 12 + 1) for n in numbers
    )
    runs = Run.objects.bulk_create(
        Run(office_id=pattern.office_id, publication_id=pattern.publication_id, year=2026, title=f"Berkas {n}",
            marking=pattern.marking, opened_at=row.opened_at, period_end=pattern.period_end)
        for n in numbers
    )  # fmt: skip
    pairs = zip(periods, runs, strict=True)
    obligation = pattern.submission.obligation_id
    Submission.objects.bulk_create(
        Submission(office_id=pattern.office_id, obligation_id=obligation, period=period, run=run)
        for period, run in pairs
    )
    StepRun.objects.bulk_create(
        StepRun(run=run, office_id=row.office_id, step_id=row.step_id, unit_id=row.unit_id, opened_at=row.opened_at, due_at=due)
        for run, due in zip(runs, map(_due, numbers), strict=True)
    )  # fmt: skip


def _due(number: int) -> dt.datetime:
    """Far away, within the two working days of a reminder, or a month ago."""
    return timezone.now() + dt.timedelta(days=(60, 1, -30)[number % 3])


def _pattern(world: World) -> StepRun:
    """A first step that has been open for a day."""
    file = world.begin()
    rows = StepRun.objects.filter(run=file.run, closed_at=None)
    rows.update(opened_at=timezone.now() - dt.timedelta(days=1))
    return rows.select_related("run__submission")[0]


def _peak(row: StepRun, count: int, at: dt.datetime) -> int:
    grow(row, count)
    tracemalloc.start()
    _tick(at)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    _forget()
    return peak


def _tick(at: dt.datetime) -> None:
    for duty in DUTIES:
        duty(at)


def _took(at: dt.datetime) -> tuple[float, float]:
    """By the clock on the wall, and of the processor: on a busy machine the first tells more of the others."""
    start, begun = time.perf_counter(), time.process_time()
    _tick(at)
    return time.perf_counter() - start, time.process_time() - begun


def _forget() -> None:
    """As if nothing had been told."""
    StepMark.objects.all().delete()
    Notification.objects.all().delete()
