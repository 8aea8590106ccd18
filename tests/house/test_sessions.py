"""A session ends after 60 idle minutes, and after 12 hours in all."""

import datetime as dt

import pytest
import time_machine
from django.contrib.sessions.models import Session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("odd_urls")]
MORNING = dt.datetime(2026, 10, 5, 1, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


def is_in(client) -> bool:
    return client.get("/uji/gema/").status_code == 200


def test_an_hour_without_a_page_ends_the_session(client, person, clock):
    client.force_login(person)
    assert is_in(client)
    clock.shift(61 * MINUTE)
    assert not is_in(client)


def test_work_keeps_the_session_open(client, person, clock):
    client.force_login(person)
    for _ in range(4):
        clock.shift(40 * MINUTE)
        assert is_in(client)


def test_twelve_hours_end_the_session_even_at_work(client, person, clock):
    client.force_login(person)
    for _ in range(24):
        assert is_in(client)
        clock.shift(30 * MINUTE)
    assert is_in(client)
    clock.shift(MINUTE)
    assert not is_in(client)


def test_a_page_read_within_five_minutes_writes_no_session(client, person, clock, django_assert_num_queries):
    client.force_login(person)
    is_in(client)
    before = Session.objects.get().expire_date
    clock.shift(4 * MINUTE)
    is_in(client)
    assert Session.objects.get().expire_date == before
    clock.shift(2 * MINUTE)
    is_in(client)
    assert Session.objects.get().expire_date > before
