"""What people are told of their steps: when one reaches them, before its deadline, after it, and those above them."""

import datetime as dt
import itertools
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja.notifications.hooks.models import HookCall, OfficeNotices
from kinerja.notifications.models import Kind, Notification
from kinerja.periods.models import Obligation, Period
from kinerja.submissions.models import Submission
from kinerja.submissions.watching.late import escalate_late, remind_due
from kinerja.submissions.watching.models import StepMark
from kinerja.submissions.watching.reaching import tell_reached
from kinerja.submissions.watching.steps import BATCH
from kinerja.submissions.windows.starting import open_periods
from sop.offices.models import Appointment, KeeperPost, Position
from sop.runs.models import Run, StepRun, StepRunAssignment
from tests.access.scenes import NOW, scene

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def told(kind: str) -> dict[str, list[str]]:
    """Names of the people who were told, with the titles."""
    found: dict[str, list[str]] = {}
    for row in Notification.objects.filter(kind=kind).select_related("user").order_by("pk"):
        found.setdefault(row.user.username, []).append(row.title)
    return found


def test_every_holder_of_a_step_is_told_once_when_it_reaches_him():
    here = scene("fill", units=2)
    assert tell_reached(NOW) == 1  # the other clerk began the file and knows
    assert tell_reached(NOW) == 0
    (name,) = told(Kind.REACHED)
    clerk = next(user for user in here.world.clerks.values() if user.username == name)
    row = Notification.objects.get()
    unit = next(pk for pk, user in here.world.clerks.items() if user == clerk)
    assert row.title.startswith("Isi realisasi: ")
    assert row.url == f"/berkas/{here.submission.pk}/isian/{unit}/"
    assert row.due_at == StepRun.objects.get(unit=unit, closed_at=None).due_at


def test_the_step_of_an_official_says_what_is_asked_of_him():
    here = scene("sign")
    tell_reached(NOW)
    assert told(Kind.REACHED) == {
        here.user("holder").username: [f"Perlu tanda tangan: {here.submission.run.title}"]
    }


def test_a_step_without_anybody_is_told_to_the_keepers():
    here = scene("verify")
    keeper = Position.objects.get(office=here.world.office, appointments__user=here.world.people[4])
    KeeperPost.objects.create(position=keeper)
    Appointment.objects.filter(user=here.user("holder")).delete()
    tell_reached(NOW)
    assert told(Kind.VACANT) == {
        here.world.people[4].username: [f"Tanpa pelaksana: {here.submission.run.title}"]
    }


def test_near_its_deadline_the_holder_is_reminded_once_then_told_that_it_passed_and_then_his_superior():
    here = scene("paraf")
    row = StepRun.objects.get(closed_at=None)
    due = dt.datetime(2026, 10, 7, 4, tzinfo=dt.UTC)  # a Wednesday
    StepRun.objects.filter(pk=row.pk).update(due_at=due, opened_at=NOW - dt.timedelta(days=3))
    OfficeNotices.objects.create(office=here.world.office, remind_days=2, escalate_days=1)
    holder, chief = here.user("holder"), here.world.people[4]
    Position.objects.filter(appointments__user=holder).update(
        superior=Position.objects.get(appointments__user=chief)
    )
    monday, tuesday = due - dt.timedelta(days=2), due - dt.timedelta(days=1)
    assert [remind_due(NOW), remind_due(monday), remind_due(tuesday)] == [0, 1, 0]
    assert escalate_late(tuesday) == 0
    assert [escalate_late(due + dt.timedelta(minutes=5)) for _ in range(2)] == [1, 0]
    assert escalate_late(due + dt.timedelta(days=1)) == 1
    assert list(told(Kind.DUE)) == list(told(Kind.LATE)) == [holder.username]
    assert list(told(Kind.ESCALATED)) == [chief.username]
    assert [remind_due(due + dt.timedelta(days=9)), escalate_late(due + dt.timedelta(days=9))] == [0, 0]
    assert Notification.objects.get(kind=Kind.DUE).title.startswith("Menjelang tenggat. Perlu paraf: ")


def test_without_a_superior_the_head_is_told_and_the_chat_of_the_office_too():
    here = scene("verify")
    chief = here.world.people[4]
    head = Position.objects.get(appointments__user=chief)
    Position.objects.filter(appointments__user=here.world.people[3]).update(superior=head)
    OfficeNotices.objects.create(office=here.world.office, hook_url="https://obrolan.example/", secret="x")
    StepRun.objects.filter(closed_at=None).update(due_at=NOW - dt.timedelta(days=5))
    assert (
        escalate_late(NOW) == 1
    )  # the step came to its holder just now: nobody above him has to be told yet
    StepRun.objects.filter(closed_at=None).update(opened_at=NOW - dt.timedelta(days=6))
    assert escalate_late(NOW) == 1
    assert list(told(Kind.ESCALATED)) == [chief.username]
    assert list(HookCall.objects.values_list("event", flat=True)) == ["late"]


def test_late_without_anybody_to_do_it_or_above_it_is_said_so_and_told_to_the_keepers():
    here = scene("verify")
    keeper = here.world.people[4]
    KeeperPost.objects.create(position=Position.objects.get(appointments__user=keeper))
    StepRun.objects.filter(closed_at=None).update(
        opened_at=NOW - dt.timedelta(days=6), due_at=NOW - dt.timedelta(days=5)
    )
    Position.objects.update(superior=None)
    escalate_late(NOW)
    assert told(Kind.ESCALATED)[keeper.username][0].startswith("Terlambat, tanpa atasan. Perlu verifikasi: ")
    StepMark.objects.all().delete()
    Notification.objects.all().delete()
    Appointment.objects.filter(user=here.user("holder")).delete()
    escalate_late(NOW)
    assert told(Kind.ESCALATED)[keeper.username][0].startswith(
        "Terlambat tanpa pelaksana. Perlu verifikasi: "
    )
    assert "Catat penugasan" in Notification.objects.get(kind=Kind.ESCALATED).text


def test_however_many_steps_are_open_a_batch_costs_the_same_few_queries():
    here = scene("paraf")
    row = StepRun.objects.select_related("run").get(closed_at=None)
    many(row, here.submission, 2 * BATCH - 1)
    with CaptureQueriesContext(connection) as small:
        assert escalate_late(NOW + dt.timedelta(days=30)) == 2 * BATCH
    # Two rounds (the holders, those above) of two batches; the keys are looked through in three queries.
    assert len(small) <= 2 * (2 * 12 + 3)
    assert StepMark.objects.count() == 4 * BATCH


def many(row: StepRun, submission, count: int) -> None:
    """The same open step in so many more files, by rows alone."""
    run = row.run
    periods = Period.objects.bulk_create(
        Period(kind="month", year=1000 + n // 12, number=n % 12 + 1) for n in range(count)
    )
    runs = Run.objects.bulk_create(
        Run(office_id=run.office_id, publication_id=run.publication_id, year=2026, title=f"Berkas {n}", marking=run.marking,
            opened_at=run.opened_at, period_end=run.period_end)
        for n in range(count)
    )  # fmt: skip
    Submission.objects.bulk_create(
        Submission(office_id=run.office_id, obligation_id=submission.obligation_id, period=period, run=made)
        for period, made in zip(periods, runs, strict=True)
    )
    StepRun.objects.bulk_create(
        StepRun(
            run=made, office_id=run.office_id, step_id=row.step_id, opened_at=row.opened_at, due_at=row.due_at
        )
        for made in runs
    )


def test_what_was_late_before_anybody_was_told_is_told_once_as_late():
    here = scene("paraf")
    StepRun.objects.filter(closed_at=None).update(due_at=NOW - dt.timedelta(hours=1))
    assert [tell_reached(NOW), escalate_late(NOW)] == [0, 1]
    assert told(Kind.LATE).keys() == {here.user("holder").username}


def test_an_assigned_step_is_told_to_the_one_it_was_given_to_and_to_the_keepers_once_he_has_left():
    here = scene("paraf")
    row, given = StepRun.objects.get(closed_at=None), here.world.people[2]
    keeper = here.world.people[4]
    KeeperPost.objects.create(position=Position.objects.get(appointments__user=keeper))
    StepRunAssignment.objects.create(
        step_run=row, office=here.world.office, user=given, capacity="Staf", reason="Cuti", by=keeper, at=NOW
    )
    StepRun.objects.filter(pk=row.pk).update(due_at=NOW - dt.timedelta(hours=1))
    assert escalate_late(NOW) == 1
    assert told(Kind.LATE).keys() == {given.username}
    Appointment.objects.filter(user=given).delete()
    tell_reached(NOW)
    assert told(Kind.VACANT).keys() == {keeper.username}


def test_nobody_is_told_to_be_late_with_a_sheet_that_may_not_be_filled_yet():
    here = scene("fill")
    Obligation.objects.filter(pk=here.submission.obligation_id).update(window_opens=10, window_closes=20)
    StepRun.objects.filter(closed_at=None).update(due_at=NOW + dt.timedelta(days=1))
    opening = dt.datetime(2026, 10, 13, 17, tzinfo=dt.UTC)  # the tenth working day, at midnight of the office
    before = opening - dt.timedelta(minutes=1)
    assert [remind_due(NOW), escalate_late(before)] == [0, 0]
    assert escalate_late(opening) > 0


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_ticks_at_once_tell_and_open_everything_once():
    here = scene("paraf")
    many(StepRun.objects.select_related("run").get(closed_at=None), here.submission, BATCH + 20)
    OfficeNotices.objects.create(office=here.world.office, hook_url="https://obrolan.example/", secret="x")
    Obligation.objects.update(since=dt.date(2025, 1, 1), opened_through=dt.date(2025, 12, 31))
    both_at_once([open_periods, tell_reached, remind_due, escalate_late], NOW, NOW + dt.timedelta(days=30))
    steps = StepRun.objects.open().filter(office=here.world.office)
    for kind in ("late", "reached"):
        assert StepMark.objects.filter(kind=kind, step_run__in=steps).count() == steps.count()
        assert HookCall.objects.filter(event=kind).values("key").distinct().count() == steps.count()
    files = Submission.objects.filter(
        obligation=here.submission.obligation_id, period__year=2026, period__kind="quarter"
    )
    assert files.count() == files.values("period").distinct().count() == 3


def both_at_once(duties, *moments: dt.datetime) -> None:
    """Each duty at each moment, in two threads that begin it together; what one of them raises is raised."""
    start = threading.Barrier(2, timeout=60)

    def run() -> None:
        try:
            for at, duty in itertools.product(moments, duties):
                start.wait()
                duty(at)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for ticking in [pool.submit(run) for _ in range(2)]:
            ticking.result()
