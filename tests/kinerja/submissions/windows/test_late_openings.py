"""Nobody is late for what was never possible: a correction of an old period, a date before the window opens."""

import datetime as dt

import pytest
import time_machine

from kinerja.compliance.figures import figures_of
from kinerja.compliance.listed import Sought, entries
from kinerja.compliance.scope import scope_of
from kinerja.periods.models import Obligation
from kinerja.submissions.case.turns import open_case
from kinerja.submissions.correcting import correct
from kinerja.submissions.watching.late import escalate_late
from kinerja.submissions.windows.closing import WindowClosed, insist_window
from sop.runs.models import StepRun
from tests.kinerja.submissions import office

AUGUST, SEPTEMBER = 8, 9


@pytest.fixture
def mojokerto(db, quick_papers):
    """Step 1 fills per unit, at the latest on the fifth of the month after the period."""
    return office.found("mojokerto", indicators=1, kind="month")


def local(world, text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=world.office.tz)


def rule(world, **bounds):
    Obligation.objects.filter(pk=world.obligation.pk).update(**bounds)
    world.obligation.refresh_from_db()


def test_a_correction_of_an_old_period_has_its_own_grace(mojokerto):
    rule(mojokerto, planner_closes=20)
    with time_machine.travel(local(mojokerto, "2026-09-01 09:00"), tick=False):
        old = office.walk(mojokerto, office.begin(mojokerto, AUGUST), "end")
    first = mojokerto.definition.starts[0]
    opened = local(mojokerto, "2026-11-10 10:00")  # a Tuesday
    with time_machine.travel(opened, tick=False):
        new = office.fresh(correct(old, "Tertukar", by=mojokerto.holder(first)))
        assert escalate_late(opened) == 0
    step = StepRun.objects.filter(run=new.run, closed_at=None).first()
    assert step.due_at == local(mojokerto, "2026-11-11 10:00")
    assert "tanggalnya lewat sebelum dapat dikerjakan" in step.due_note
    clerk = mojokerto.holder(first, step.unit_id)
    assert insist_window(new, step.unit_id, by=clerk, at=local(mojokerto, "2026-11-11 23:00")) == {}
    with pytest.raises(WindowClosed, match="11 November 2026"):
        insist_window(new, step.unit_id, by=clerk, at=local(mojokerto, "2026-11-12 00:01"))


def test_what_nobody_could_do_yet_counts_nowhere_as_working_time(client, mojokerto):
    """Opened on Thursday 1 October, to be filled from Monday 12 October on: a day of filling, not eight."""
    rule(mojokerto, window_opens=12, window_working=False)
    with time_machine.travel(local(mojokerto, "2026-10-01 09:00"), tick=False):
        file = office.begin(mojokerto, SEPTEMBER)
    step = StepRun.objects.filter(run=file.run).order_by("pk").first()
    clerk = mojokerto.holder(mojokerto.definition.starts[0], step.unit_id)
    ended = local(mojokerto, "2026-10-12 10:00")
    StepRun.objects.filter(pk=step.pk).update(closed_at=ended, outcome="done", seen_at=ended)
    with time_machine.travel(local(mojokerto, "2026-10-12 11:00"), tick=False):
        asked = scope_of(clerk, mojokerto.obligation.sop_id, {}, ended)
        found = figures_of(asked).all
        listed, _, _ = entries(asked, Sought.read(asked, {}), "")
        waiting = next(turn for turn in open_case(clerk, file.pk).turns if turn.step.fills)
    assert (found.minutes, found.waiting) == ([150], 150)
    assert [(row.worked, row.waited) for row in listed] == [("2 jam 30 menit", "2 jam 30 menit")]
    assert waiting.held_for == "3 jam 30 menit"


def test_where_the_window_opens_after_the_date_the_time_runs_from_the_window(mojokerto):
    rule(mojokerto, window_opens=12, window_working=False)
    begun = local(mojokerto, "2026-10-01 09:00")
    with time_machine.travel(begun, tick=False):
        file = office.begin(mojokerto, SEPTEMBER)
    dues = set(StepRun.objects.filter(run=file.run).values_list("due_at", flat=True))
    assert dues == {local(mojokerto, "2026-10-13 07:30")}
    for moment in ("2026-10-11 23:59", "2026-10-12 00:00", "2026-10-13 07:00"):
        assert escalate_late(local(mojokerto, moment)) == 0
    assert escalate_late(local(mojokerto, "2026-10-13 07:31")) > 0
