"""The reminder: to whoever holds an open fill step, by those who run the file, once a day for each unit."""

import datetime as dt

import pytest
import time_machine

from kinerja.notifications.models import Notification
from kinerja.submissions.listing.reminding import NobodyFills, NotReminding, remind
from tests.access.scenes import NOW, scene

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def here():
    return scene("fill", units=2)


def test_the_holders_of_open_fill_steps_are_told_where_to_go(here):
    reminded = remind([here.submission], by=here.world.people[2])
    assert len(reminded.told) == 2
    assert reminded.sentences[0].startswith("Pengingat dikirim kepada ")
    notices = {row.user: row for row in Notification.objects.select_related("user")}
    assert set(notices) == set(here.world.clerks.values())
    unit, clerk = next(iter(here.world.clerks.items()))
    assert notices[clerk].url == f"/berkas/{here.submission.pk}/isian/{unit}/"
    assert "Tenggat" in notices[clerk].text


def test_nobody_is_told_twice_on_one_day(here):
    remind([here.submission], by=here.world.people[2])
    again = remind([here.submission], by=here.world.people[3])
    assert (len(again.told), len(again.before)) == (0, 2)
    assert again.sentences[0].startswith("Sudah diingatkan hari ini: ")
    tomorrow = remind([here.submission], by=here.world.people[2], at=NOW + dt.timedelta(days=1))
    assert len(tomorrow.told) == 2
    assert Notification.objects.count() == 4


@pytest.mark.parametrize("who", ["colleague", "holder", "superuser", "stranger", "ended"])
def test_who_only_fills_or_does_nothing_in_the_file_reminds_nobody(here, who):
    with pytest.raises(NotReminding):
        remind([here.submission], by=here.user(who))
    assert not Notification.objects.exists()


@pytest.mark.parametrize("moment", ["verify", "paraf", "end"])
def test_once_filling_is_over_there_is_nobody_to_remind(moment):
    here = scene(moment)
    with pytest.raises(NobodyFills):
        remind([here.submission], by=here.world.people[2])


def test_a_unit_without_anybody_to_fill_is_named(here):
    for clerk in here.world.clerks.values():
        clerk.appointments.update(until=NOW.date() - dt.timedelta(days=1))
    reminded = remind([here.submission], by=here.world.people[2])
    assert reminded.sentences == [
        "Belum ada pejabat pengisi hari ini untuk Bidang 1, Bidang 2; hubungi admin aplikasi."
    ]
