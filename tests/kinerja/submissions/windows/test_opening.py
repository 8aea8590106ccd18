"""Periods open by themselves: what is due, once, in nobody's name, and no further back than was asked."""

import datetime as dt
import json

import pytest
import time_machine

from kinerja.periods.models import Obligation
from kinerja.submissions.audit.proof import findings
from kinerja.submissions.models import Submission
from kinerja.submissions.windows.ruling import keep_rule
from kinerja.submissions.windows.starting import due_periods, open_periods, opening_words
from sop.offices.models import Appointment
from tests.access.scenes import ROWS
from tests.engine.graphs import build

pytestmark = pytest.mark.django_db
JUST_AFTER = dt.datetime(2026, 9, 30, 17, 5, tzinfo=dt.UTC)  # five past midnight of 1 October at the office


def names() -> list[str]:
    return [f"{row.period.name}" for row in Submission.objects.select_related("period").order_by("pk")]


@pytest.fixture
def world():
    made = build(ROWS, units=1)
    Obligation.objects.update(since=dt.date(2025, 1, 1))
    return made


def test_the_period_just_ended_opens_at_midnight_of_the_office_once_and_in_nobodys_name(world):
    assert (
        open_periods(JUST_AFTER - dt.timedelta(minutes=10)) == 1
    )  # until midnight the one before is the newest
    assert [open_periods(JUST_AFTER), open_periods(JUST_AFTER)] == [1, 0]
    assert names() == ["Triwulan II 2026", "Triwulan III 2026"]
    event = Submission.objects.latest("pk").run.events.get()
    assert (event.kind, event.user) == ("start", None)
    assert json.loads(event.text)["by"] == {"name": "Aplikasi (dibuka otomatis)", "nip": "", "capacity": ""}
    assert list(findings()) == []


def test_a_first_step_without_anybody_is_no_obstacle_and_is_shown(world, client):
    clerk = next(iter(world.clerks.values()))
    Appointment.objects.filter(user=clerk).delete()
    assert open_periods(JUST_AFTER) == 1
    file = Submission.objects.get()
    client.force_login(world.people[2])
    with time_machine.travel(JUST_AFTER, tick=False):
        page = client.get(file.get_absolute_url()).content.decode()
    assert "Tanpa pelaksana" in page
    assert "Aplikasi (dibuka otomatis)" in page


def test_after_a_long_silence_everything_since_opens_but_nothing_older_than_a_year(world):
    duty = Obligation.objects.get()
    duty.opened_through = dt.date(2025, 12, 31)
    assert [p.slug for p in due_periods(duty, dt.date(2026, 10, 1))] == [
        "2025-TW4",
        "2026-TW1",
        "2026-TW2",
        "2026-TW3",
    ]
    duty.opened_through = dt.date(2022, 1, 1)
    assert due_periods(duty, dt.date(2026, 10, 1))[0].slug == "2025-TW4"
    duty.since = dt.date(2026, 5, 1)
    assert [p.slug for p in due_periods(duty, dt.date(2026, 10, 1))] == ["2026-TW2", "2026-TW3"]
    duty.opens_after, duty.opened_through = -5, dt.date(2026, 9, 24)
    assert [p.slug for p in due_periods(duty, dt.date(2026, 9, 24))] == []
    assert [p.slug for p in due_periods(duty, dt.date(2026, 9, 25))] == ["2026-TW3"]
    assert opening_words(duty, dt.date(2026, 9, 25)) == "Triwulan IV 2026 dibuka 26 Desember 2026"


def test_what_cannot_be_opened_says_so_and_is_tried_again(world):
    sop = world.obligation.sop
    sop.withdrawn_on = dt.date(2026, 1, 1)
    sop.save()
    assert open_periods(JUST_AFTER) == 0
    duty = Obligation.objects.get()
    assert "Belum ada naskah SOP" in duty.opening_problem
    sop.withdrawn_on = None
    sop.save()
    assert open_periods(JUST_AFTER + dt.timedelta(hours=1)) == 1
    assert Obligation.objects.get().opening_problem == ""


def test_switched_off_nothing_opens_and_switched_on_again_gaps_stay(world):
    duty = Obligation.objects.get()
    duty.automatic = False
    keep_rule(duty)
    assert open_periods(JUST_AFTER) == 0
    Obligation.objects.update(opened_through=dt.date(2025, 1, 1))
    duty.automatic = True
    keep_rule(duty)
    assert open_periods(JUST_AFTER) == 1
    assert names() == ["Triwulan III 2026"]
