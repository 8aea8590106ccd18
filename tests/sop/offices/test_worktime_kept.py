"""What a change of working time leaves alone: the days before new hours, and what was corrected for everybody."""

import datetime as dt
import threading
from dataclasses import replace

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from kinerja.compliance.refreshing import fingerprint, refresh
from sop.offices.access import Keeping
from sop.offices.models import Holiday, HolidayKind, Office, StaffChange, User
from sop.offices.queries import calendar_of, forget_calendars
from sop.offices.worktime import actions
from sop.offices.worktime.series import ALWAYS, built_in, series_of
from sop.runs.models import StepRun
from tests.engine.graphs import build, straight
from tests.engine.walking import walk_to_step
from tests.sop.offices.test_worktime import AT, clock, fresh_calendars, keeping, posted, signed_in

__all__ = ["fresh_calendars", "keeping"]
pytestmark = [pytest.mark.django_db, pytest.mark.engine]


def test_lasting_hours_that_change_leave_the_days_before_to_the_old_ones(keeping):
    client, url = signed_in(keeping.user), reverse("worktime:week", args=["kantor", ALWAYS])
    before, begins = calendar_of(keeping.office, AT), dt.date(2026, 3, 2)
    assert f'value="{timezone.localdate():%Y-%m-%d}"' in client.get(url).content.decode()
    for closes in ("15:30", "14:30"):  # the second of the same day mends the first
        assert client.post(url, posted(built_in(), begins=str(begins), closes_0=closes)).status_code == 302
    forget_calendars()
    after = calendar_of(keeping.office, AT)
    past, monday = dt.date(2026, 2, 23), dt.date(2026, 3, 9)
    assert after.spans_on(past) == before.spans_on(past)
    assert after.spans_on(monday)[-1][1].time() == clock(14, 30)
    ended = dt.datetime(2026, 3, 1, 10, tzinfo=dt.UTC)
    assert fingerprint(after, ended) == fingerprint(before, ended)  # what decides the figures of the past
    assert [series.dates for series in series_of(keeping.office)] == ["sampai 01-03-2026", "mulai 02-03-2026"]
    again = reverse("worktime:week", args=["kantor", "2026-03-02_0"])
    client.post(again, posted(built_in(), begins="2026-03-16", closes_0="13:00"))
    assert calendar_of(keeping.office, AT).spans_on(monday)[-1][1].time() == clock(14, 30)
    client.post(url, posted(built_in(), closes_0="15:00"))  # without a day: a mistake of old is mended
    forget_calendars()
    assert calendar_of(keeping.office, AT).spans_on(past)[-1][1].time() == clock(15)


def test_what_was_corrected_for_everybody_is_overruled_by_the_administration_alone(keeping):
    actions.import_year(keeping, 2026)
    Holiday.objects.filter(date=dt.date(2026, 8, 17)).update(name="HUT RI ke-81")
    client, url = signed_in(keeping.user), reverse("worktime:national", args=["kantor"])
    post = {"tahun": "2026", "pilih": "ambil:2026-08-17"}
    client.post(url, post)
    assert Holiday.objects.get(date=dt.date(2026, 8, 17)).name == "HUT RI ke-81"
    admin = signed_in(User.objects.create_superuser("admin", name="Admin"))
    assert 'value="ambil:2026-08-17"' in admin.get(url, {"tahun": "2026"}).content.decode()
    admin.post(url, post)
    assert Holiday.objects.get(date=dt.date(2026, 8, 17)).name == "Hari Kemerdekaan Republik Indonesia"
    assert "ambil 17-08-2026 HUT RI ke-81" in StaffChange.objects.latest("pk").what


def test_a_calendar_edited_later_moves_no_deadline_that_stands_and_counts_for_the_next_step():
    world = build(straight(), units=1)
    file = world.begin()  # on Thursday the first of October 2026, 9.00
    office, standing = world.office, StepRun.objects.get()
    assert standing.due_at == dt.datetime(2026, 10, 2, 2, tzinfo=dt.UTC)
    user = next(iter(world.clerks.values()))
    keeping = Keeping(office, user, user.name, dt.date(2026, 10, 1), may_change=True)
    actions.add_day(keeping, Holiday(date=dt.date(2026, 10, 2), name="Hari jadi", kind=HolidayKind.LOCAL))
    actions.keep_series(
        keeping, replace(built_in(), since=dt.date(2026, 10, 1)), instead_of=None, reason="SE"
    )
    office.zone, office.shift_calendar_deadlines = "Asia/Jayapura", True
    actions.keep_rules(keeping, ["zone", "shift_calendar_deadlines"], reason="Pindah zona")
    forget_calendars()
    refresh(dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
    assert StepRun.objects.get().due_at == standing.due_at
    Office.objects.update(zone="Asia/Jakarta")
    walk_to_step(world, file, 2)  # an hour later
    assert StepRun.objects.get(pk=standing.pk).due_at == standing.due_at
    assert StepRun.objects.open().get().due_at == dt.datetime(2026, 10, 5, 3, tzinfo=dt.UTC)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_offices_that_import_at_once_enter_each_day_once(keeping):
    other = Office.objects.create(code="lain", name="Kantor lain")
    line, found = threading.Barrier(2), []

    def go(office):
        try:
            line.wait()
            found.append(actions.import_year(replace(keeping, office=office), 2026).added)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(office,)) for office in (keeping.office, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [0, 25]
