"""Whose midnight it is: an office's own for its periods and its mail of the morning, the installation's for the rest."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from kinerja.jobs.once import once_a_day
from kinerja.notifications.choosing import choose
from kinerja.notifications.mail.models import Mail, Mode
from kinerja.notifications.mail.queueing import send_digests
from kinerja.notifications.models import Notification
from kinerja.periods.models import Obligation
from kinerja.submissions.watching.late import remind_due
from kinerja.submissions.watching.reaching import tell_reached
from kinerja.submissions.windows.starting import open_periods
from sop.offices.models import Office
from sop.runs.models import StepRun
from tests.engine.graphs import build, straight

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
ZONES = {"Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}  # WIB, WITA, WIT: hours before Greenwich


def at(zone: str, day: int, hour: int) -> dt.datetime:
    """In October 2026 on the clock of the zone, reckoned here by hand."""
    return dt.datetime(2026, 10, day, hour, tzinfo=dt.UTC) - dt.timedelta(hours=ZONES[zone])


@pytest.mark.parametrize("zone", ZONES)
def test_a_period_opens_at_midnight_and_mail_comes_in_the_morning_of_the_office(zone):
    world = build(straight(), units=1)
    Office.objects.update(zone=zone)
    Obligation.objects.update(opened_through=dt.date(2026, 9, 30))
    clerk = next(iter(world.clerks.values()))
    clerk.email = "petugas@contoh.go.id"
    clerk.save()
    choose(clerk, email=clerk.email, mode=Mode.DIGEST)
    midnight = at(zone, 1, 0)
    assert [open_periods(midnight - MINUTE), open_periods(midnight)] == [0, 1]
    tell_reached(midnight)
    morning = at(zone, 1, 7)
    assert [send_digests(morning - MINUTE), send_digests(morning), send_digests(morning)] == [0, 1, 0]
    assert Mail.objects.get().key.endswith(":20261001")
    StepRun.objects.update(due_at=at(zone, 8, 9))  # a Thursday; two working days before it is Tuesday
    tuesday = at(zone, 6, 0)
    assert [remind_due(tuesday - MINUTE), remind_due(tuesday)] == [0, 1]
    assert Notification.objects.count() == 2


@pytest.mark.parametrize("zone", ZONES)
def test_no_zone_of_ours_ever_changes_its_clock(zone):
    days = [dt.datetime(2026, month, 1, tzinfo=ZoneInfo(zone)) for month in range(1, 13)]
    assert {day.utcoffset() for day in days} == {dt.timedelta(hours=ZONES[zone])}


def test_what_is_done_once_a_day_for_all_offices_goes_by_the_clock_of_the_installation():
    midnight = dt.datetime(2026, 10, 2, tzinfo=ZoneInfo(settings.TIME_ZONE))
    done: list[str] = []
    moments = [midnight - MINUTE, midnight, midnight + 12 * 60 * MINUTE, midnight + 24 * 60 * MINUTE]
    assert [once_a_day("uji", moment, lambda: done.append("x")) for moment in moments] == [
        True,
        True,
        False,
        True,
    ]
    assert len(done) == 3
