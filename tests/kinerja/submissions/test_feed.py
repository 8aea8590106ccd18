"""The calendar of one's deadlines: behind a secret address, in the zone of the office, without figures."""

import datetime as dt
import logging

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse
from icalendar import Calendar

from kinerja.common.logs import JsonFormatter, MaskSecrets
from kinerja.submissions.feed import views
from kinerja.submissions.feed.models import Feed
from sop.runs.models import StepRun
from tests.access.scenes import NOW, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    with time_machine.travel(NOW, tick=False):
        yield scene("paraf")


def subscribe(client, user) -> str:
    client.force_login(user)
    client.post(reverse("feed:make"))
    page = client.get(reverse("feed:page")).content.decode()
    assert 'value="http://testserver/kalender/' in page
    assert "/kalender/" not in client.get(reverse("feed:page")).content.decode().replace(
        "/pemberitahuan/kalender/", ""
    )
    address = page.split('value="http://testserver')[1].split('"')[0]
    client.logout()
    return address


def test_a_calendar_reads_the_deadlines_of_its_owner_without_login(here, client):
    due = dt.datetime(2026, 10, 7, 9, tzinfo=dt.UTC)
    StepRun.objects.filter(closed_at=None).update(due_at=due)
    here.world.office.zone = "Asia/Makassar"
    here.world.office.save()
    address = subscribe(client, here.user("holder"))
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.content)
    (event,) = calendar.walk("VEVENT")
    assert event["summary"] == f"Perlu paraf: {here.submission.run.title}"
    assert event.decoded("dtstart") == due
    assert event["dtstart"].params["TZID"] == "Asia/Makassar"
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Makassar"]
    assert event["uid"] == f"langkah-{StepRun.objects.get(closed_at=None).pk}@kinerja"
    assert Calendar.from_ical(client.get(address).content).walk("VEVENT")[0]["uid"] == event["uid"]
    assert "97" not in str(event["description"])


def test_a_new_address_an_end_and_a_closed_account_end_the_old_one(here, client):
    user = here.user("holder")
    first = subscribe(client, user)
    second = subscribe(client, user)
    assert [client.get(first).status_code, client.get(second).status_code] == [404, 200]
    assert first.split("/")[2].removesuffix(".ics") not in Feed.objects.get().digest
    user.is_active = False
    user.save()
    assert client.get(second).status_code == 404
    user.is_active = True
    user.save()
    client.force_login(user)
    client.post(reverse("feed:end"))
    assert client.get(second).status_code == 404


def test_reading_is_counted(here, client, monkeypatch):
    monkeypatch.setattr(views, "READS", 2)
    address = subscribe(client, here.user("holder"))
    assert [client.get(address).status_code for _ in range(3)] == [200, 200, 429]


def test_the_log_of_a_refused_reading_keeps_no_secret(here, client, monkeypatch, caplog):
    monkeypatch.setattr(views, "READS", 1)
    monkeypatch.setattr(caplog.handler, "filters", [MaskSecrets()])
    address = subscribe(client, here.user("holder"))
    assert [client.get(path).status_code for path in (address, address, "/kalender/bukan-rahasia.ics")] == [
        200,
        429,
        404,
    ]
    said = [record.getMessage() for record in caplog.records if record.name == "django.request"]
    assert said == ["Too Many Requests: /kalender/***", "Not Found: /kalender/***"]
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["secrets"]
    fault = ValueError("no answer for " + address)
    failed = (ValueError, fault, fault.__traceback__)
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "Failed", (), failed)
    assert address not in (told := JsonFormatter().format(record))
    assert "/kalender/***" in told
