"""Who somebody is at a moment, and the calendars of several offices at once."""

import datetime as dt

import pytest

from sop.offices.models import Appointment, Holiday, Office, Position, User, WorkHours
from sop.offices.queries import calendar_of, calendars_of, forget_calendars, posts_of, today_of

pytestmark = pytest.mark.django_db
UTC = dt.UTC


@pytest.fixture(autouse=True)
def fresh_calendars():
    forget_calendars()


def office(code, zone="Asia/Jakarta"):
    return Office.objects.create(code=code, name=code.title(), letterhead="P", city="K", zone=zone)


def post(user, at, title="Kepala", **fields):
    position = Position.objects.create(office=at, code=title.lower(), title=title)
    return Appointment.objects.create(
        user=user, position=position, **({"since": dt.date(2026, 1, 1)} | fields)
    )


@pytest.fixture
def person():
    return User.objects.create(username="sari", name="Sari")


def test_a_post_is_held_by_the_date_of_its_own_office(person):
    post(person, office("timur", "Asia/Jayapura"), since=dt.date(2026, 10, 2))
    before = dt.datetime(2026, 10, 1, 14, 59, tzinfo=UTC)
    assert posts_of(person, before) == []
    (held,) = posts_of(person, before + dt.timedelta(minutes=1))  # midnight in Jayapura
    assert today_of([held], before + dt.timedelta(minutes=1)) == dt.date(2026, 10, 2)


def test_a_post_ends_with_its_last_day_at_its_office(person):
    post(person, office("barat"), until=dt.date(2026, 10, 1))
    last = dt.datetime(2026, 10, 1, 16, 59, tzinfo=UTC)
    assert len(posts_of(person, last)) == 1
    assert posts_of(person, last + dt.timedelta(minutes=1)) == []


def test_the_definitive_post_comes_first_and_a_deactivated_person_holds_none(person):
    at = office("kantor")
    acting = post(person, at, kind="plt")
    own = post(person, at, title="Sekretaris")
    moment = dt.datetime(2026, 10, 1, tzinfo=UTC)
    assert posts_of(person, moment) == [own, acting]
    person.is_active = False
    person.save()
    assert posts_of(person, moment) == []


def test_without_a_post_the_date_is_that_of_the_installation():
    assert today_of([], dt.datetime(2026, 10, 1, 17, 0, tzinfo=UTC)) == dt.date(2026, 10, 2)


def test_posts_are_read_in_one_query(person, django_assert_num_queries):
    for n in range(5):
        post(person, office(f"k{n}"))
    with django_assert_num_queries(1):
        posts = posts_of(person, dt.datetime(2026, 10, 1, tzinfo=UTC))
        assert [held.position.office.name for held in posts] == [f"K{n}" for n in range(5)]


def test_calendars_of_several_offices_are_those_of_each_and_cost_two_queries(django_assert_num_queries):
    offices = [office("a"), office("b", "Asia/Makassar"), office("c")]
    WorkHours.objects.create(office=offices[1], weekday=0, opens=dt.time(8), closes=dt.time(12))
    Holiday.objects.create(date=dt.date(2026, 8, 17), name="Nasional")
    Holiday.objects.create(date=dt.date(2026, 10, 9), name="Daerah", office=offices[0])
    with django_assert_num_queries(2):
        found = calendars_of(offices)
    moment = dt.datetime(2026, 10, 1, tzinfo=UTC)
    assert found == {one.pk: calendar_of(one, moment) for one in offices}
