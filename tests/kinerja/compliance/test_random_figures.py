"""Whatever was done and when: the numbers of S17 are those of a plain count, summed up, half summed up or not at all."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinerja.compliance.figures import SMALL, Figures, Measured, figures_of
from kinerja.compliance.models import Tally, TallyMark
from kinerja.compliance.page import headline
from kinerja.compliance.refreshing import refresh
from kinerja.compliance.scope import Scope, scope_of
from sop.durations.arithmetic import working_minutes_between
from sop.runs.models import Run, StepRun

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
POSTS = ("Sekretaris Dinas", "Plh. Sekretaris Dinas", "Kepala Dinas", "")
DAY = 24 * 60


@dataclass(frozen=True)
class Done:
    """A step run by chance; all times in minutes. `step` and `unit` are places in a list, unit 2 is none."""

    step: int
    unit: int
    post: str
    ago: int
    took: int
    allowed: int | None
    seen: float | None
    outcome: str
    outside: bool


some_done = st.builds(
    Done, step=st.integers(0, 2), unit=st.integers(0, 2), post=st.sampled_from(POSTS),
    ago=st.integers(60, 1000 * DAY), took=st.integers(0, 20 * DAY), allowed=st.none() | st.integers(0, 20 * DAY),
    seen=st.none() | st.floats(0, 1), outcome=st.sampled_from(["done", "done", "done", "returned", "withdrawn"]),
    outside=st.booleans(),
)  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.lists(some_done, max_size=40), cut=st.integers(0, 1000 * DAY))
def test_medians_shares_and_means_are_those_of_a_plain_count(musi_rawas, kasubag, drawn, cut):
    now = timezone.now()
    asked = scope_of(kasubag, musi_rawas.obligation.sop_id, {}, now)
    rows = [row for row in told(musi_rawas, asked, drawn, now) if asked.since <= row.closed_at < asked.until]
    assert_plain(figures_of(asked), rows, asked)
    refresh(now - cut * dt.timedelta(minutes=1))
    assert_plain(figures_of(asked), rows, asked)
    refresh(now)
    assert_plain(figures_of(asked), rows, asked)


def told(world, asked: Scope, drawn: list[Done], now: dt.datetime) -> list[StepRun]:
    """The only step runs there are."""
    for model in (Tally, TallyMark, StepRun, Run):
        model.objects.all().delete()
    run = Run.objects.create(
        office=world.office, publication=world.publication, year=2026, title="Berkas", opened_at=now
    )
    units = [*list(asked.units)[:2], None]
    minute = dt.timedelta(minutes=1)
    rows = []
    for one in drawn:
        closed = now - one.ago * minute
        opened = closed - one.took * minute
        rows.append(
            StepRun(
                run=run, office=world.office, step_id=asked.lines[one.step].pk, unit_id=units[one.unit], closed_as=one.post,
                opened_at=opened, closed_at=closed, outcome=one.outcome, outside_flow=one.outside,
                due_at=None if one.allowed is None else opened + one.allowed * minute,
                seen_at=None if one.seen is None else opened + one.seen * one.took * minute,
            )
        )  # fmt: skip
    return StepRun.objects.bulk_create(rows)


def assert_plain(figures: Figures, rows: list[StepRun], asked: Scope) -> None:
    """All together, and by each step, unit and post as the tables of the page group them."""
    assert_same(figures.all, rows, asked)
    for key_of, row_of in (
        (lambda key: key.step, lambda row: row.step_id),
        (lambda key: key.unit, lambda row: row.unit_id),
        (lambda key: key.post, lambda row: row.closed_as.removeprefix("Plh. ")),
        (lambda key: key.quarter, lambda row: quarter(row.closed_at, asked)),
    ):
        for name, measured in figures.grouped(key_of).items():
            assert_same(measured, [row for row in rows if row_of(row) == name], asked)


def assert_same(measured: Measured, rows: Iterable[StepRun], asked: Scope) -> None:
    kept = [row for row in rows if row.outcome != "withdrawn"]
    minutes = sorted(working_minutes_between(asked.calendar, row.opened_at, row.closed_at) for row in kept)
    judged = [row for row in kept if row.due_at]
    on_time = sum(row.closed_at <= row.due_at for row in judged)
    waits = [
        working_minutes_between(asked.calendar, row.opened_at, row.seen_at) for row in kept if row.seen_at
    ]
    returned = [row.outside_flow for row in kept if row.outcome == "returned"]
    assert measured.minutes == minutes
    assert measured.n == len(kept)
    assert measured.median == (int(median(minutes) + 0.5) if minutes else None)
    ninety = [value for value in minutes if 10 * sum(other <= value for other in minutes) >= 9 * len(minutes)]
    assert measured.p90 == (ninety[0] if minutes else None)
    assert measured.share == (on_time * 100 // len(judged) if judged else None)
    assert (measured.sums.outside, measured.sums.drawn) == (sum(returned), len(returned) - sum(returned))
    assert measured.waiting == (sum(waits) // len(waits) if waits else None)
    assert_small_is_said(measured, len(judged), on_time)


def assert_small_is_said(measured: Measured, judged: int, on_time: int) -> None:
    assert ("belum cukup untuk disimpulkan" in measured.small_words) == (0 < measured.n < SMALL)
    assert not measured.tone or judged >= SMALL
    if 0 < judged < SMALL:
        assert measured.share_words == f"{on_time} dari {judged}"
        assert "%" not in headline(measured)
    if measured.share == 100:
        assert on_time == judged


def quarter(moment: dt.datetime, asked: Scope) -> int:
    local = moment.astimezone(asked.office.tz)
    return local.year * 4 + (local.month - 1) // 3
