"""The window of filling: refused outside, let in by a dated leave with a reason, and every bit of it recorded."""

import datetime as dt
from contextlib import contextmanager

import pytest
import time_machine
from django.urls import reverse

from kinerja.notifications.models import Notification
from kinerja.periods.extensions import Extension
from kinerja.periods.models import Obligation
from kinerja.submissions.audit.proof import findings
from kinerja.submissions.figures import Figure
from kinerja.submissions.windows.closing import WindowClosed, insist_window
from sop.offices.models import KeeperPost, Position
from tests.access.asking import typing
from tests.access.scenes import NOW, scene

pytestmark = pytest.mark.django_db
LATE = dt.datetime(2026, 10, 8, 3, 0, tzinfo=dt.UTC)


@contextmanager
def at(moment):
    with time_machine.travel(moment, tick=False):
        yield


@pytest.fixture
def here():
    """Filling closes at the end of the fifth working day after 30 September 2026: 7 October."""
    with at(NOW):
        made = scene("fill", units=2)
    Obligation.objects.filter(pk=made.world.obligation.pk).update(window_opens=1, window_closes=5)
    return made


@pytest.fixture
def keeper(here):
    user = here.world.people[4]
    KeeperPost.objects.create(
        position=Position.objects.get(office=here.world.office, appointments__user=user)
    )
    return user


def save(client, here, value: str, moment: dt.datetime):
    client.force_login(here.user("holder"))
    with at(moment):
        return client.post(here.url("submissions:entry"), typing(here, value_1=value))


def kinds(here) -> list[str]:
    return [event.kind for event in here.submission.run.events.order_by("seq")]


def test_outside_the_window_nothing_is_entered_and_the_attempt_is_kept(here, client):
    before = kinds(here)
    assert save(client, here, "71", LATE - dt.timedelta(days=1)).status_code == 302  # the last day
    for _ in range(2):
        answer = save(client, here, "72", LATE)
        assert answer.status_code == 409
        page = answer.content.decode()
        assert "Pengisian sudah ditutup pada 7 Oktober 2026 pukul 23.59 WIB." in page
        assert "Periode &amp; tenggat" in page or "Periode & tenggat" in page
    assert kinds(here)[len(before) :] == ["figures", "refused_entry"]
    with at(LATE):
        page = client.get(here.url("submissions:entry")).content.decode()
        assert "Hanya untuk dibaca" in page
        assert client.get(here.url("submissions:check")).status_code == 200  # what stands may still be sent
    assert save(client, here, "73", NOW - dt.timedelta(days=2)).status_code == 409
    assert list(findings()) == []


def refuse_elsewhere(here) -> None:
    """The leave of one unit opens no other."""
    elsewhere = next(pk for pk in here.world.clerks if pk != here.unit)
    submission = type(here.submission).objects.select_related("run__office", "obligation").get()
    with pytest.raises(WindowClosed):
        insist_window(submission, elsewhere, by=here.user("holder"), at=LATE)


def told_of_leave(here) -> None:
    """The fillers of that unit, and nobody else."""
    notices = Notification.objects.filter(key__startswith="leave:")
    assert {notice.user_id for notice in notices} == {here.user("holder").pk}
    assert notices.get().title.startswith("Pengisian Triwulan III 2026 dibuka sampai 12 Oktober 2026 – ")


def revoked_twice(client, here, keeper) -> list[int]:
    client.force_login(keeper)
    with at(LATE):
        revoke = reverse("periods:revoke", args=[here.world.office.code, Extension.objects.get().pk])
        return [client.post(revoke).status_code for _ in range(2)]


def test_a_leave_with_a_reason_lets_one_unit_in_until_its_day_and_every_entry_says_so(here, keeper, client):
    unit, office = here.unit, here.world.office.code
    asked = {
        "period": "2026-TW3",
        "unit": unit,
        "until": "2026-10-12",
        "reason": "Aplikasi kependudukan pusat mati.",
    }
    address = reverse("periods:extend", args=[office, here.world.obligation.pk])
    client.force_login(keeper)
    with at(LATE):
        assert client.post(address, asked | {"reason": ""}).status_code == 422
        assert client.post(address, asked | {"until": "2026-10-01"}).status_code == 422
        assert client.post(address, asked).status_code == 302
        page = client.get(reverse("periods:page", args=[office])).content.decode()
    assert "sampai 12 Oktober 2026" in page
    assert "Aplikasi kependudukan pusat mati." in page
    told_of_leave(here)
    assert save(client, here, "74", LATE).status_code == 302
    assert Figure.objects.get(pk=here.row.pk).value == 74
    event = here.submission.run.events.latest("seq")
    assert f'"late":{{"extension":{Extension.objects.get().pk},"until":"2026-10-12"}}' in event.text
    refuse_elsewhere(here)
    assert save(client, here, "75", LATE + dt.timedelta(days=5)).status_code == 409
    assert revoked_twice(client, here, keeper) == [302, 302]
    assert save(client, here, "76", LATE).status_code == 409
    assert kinds(here).count("extension") == kinds(here).count("extension_end") == 1
    with at(LATE):
        page = client.get(here.submission.get_absolute_url()).content.decode()
    assert "memperpanjang pengisian sampai 12 Oktober 2026" in page
    assert list(findings()) == []


def test_a_return_reopens_with_its_own_reason_but_never_past_the_planner(here):
    submission = type(here.submission).objects.select_related("run__office", "obligation").get()
    submission.run.round = 2
    assert insist_window(submission, here.unit, by=here.user("holder"), at=LATE) == {}
    submission.obligation.planner_closes = 5
    with pytest.raises(WindowClosed, match="7 Oktober"):
        insist_window(submission, here.unit, by=here.user("holder"), at=LATE)


def test_an_office_without_a_window_spends_no_query_on_it(here, django_assert_num_queries):
    Obligation.objects.update(window_opens=None, window_closes=None)
    submission = type(here.submission).objects.select_related("run__office", "obligation").get()
    with django_assert_num_queries(0):
        assert insist_window(submission, here.unit, by=here.user("holder"), at=LATE) == {}


def test_a_keeper_sees_the_dates_before_he_saves_the_rule(here, keeper, client):
    client.force_login(keeper)
    address = reverse("periods:rule", args=[here.world.office.code, here.world.obligation.pk])
    rule = {
        "automatic": "on",
        "opens_after": "1",
        "window_opens": "1",
        "window_closes": "3",
        "window_working": "on",
    }
    with at(LATE):
        page = client.post(address, rule | {"preview": "1"}).content.decode()
        assert "5 Oktober 2026 pukul 23.59 WIB" in page
        assert Obligation.objects.get(pk=here.world.obligation.pk).window_closes == 5
        assert client.post(address, rule | {"window_closes": "0"}).status_code == 422
        early = {"window_opens": "-60", "window_closes": "-50"}
        assert "sebelum berkasnya dibuka" in client.post(address, rule | early).content.decode()
        assert client.post(address, rule).status_code == 302
    assert Obligation.objects.get(pk=here.world.obligation.pk).window_closes == 3
