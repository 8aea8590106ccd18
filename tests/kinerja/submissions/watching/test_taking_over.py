"""Who comes to a post while steps wait there: a deputy, a new holder, the holder who is back. Each is told once what he finds."""

import datetime as dt

import pytest
import time_machine

from kinerja.management.ticks import DUTIES
from kinerja.notifications.models import Kind, Notification
from kinerja.submissions.watching.reaching import tell_reached
from kinerja.submissions.watching.taking_over import tell_taken_over
from sop.offices.models import Appointment, KeeperPost, Office, Position, User
from tests.access.scenes import NOW, scene
from tests.engine.graphs import person

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def post_of(here) -> Position:
    return Position.objects.get(appointments__user=here.user("holder"))


def deputy(post: Position, name: str = "wakil", **fields) -> User:
    user = person(name)
    dates = {"since": TODAY, "until": TODAY + 4 * DAY}
    Appointment.objects.create(user=user, position=post, **{"kind": "plh", **dates, **fields})
    return user


def told(user: User) -> list[str]:
    return list(Notification.objects.filter(user=user).order_by("pk").values_list("title", flat=True))


def test_a_deputy_is_told_once_of_what_waits_and_the_holder_when_he_is_back():
    here = scene("paraf")
    tell_reached(NOW)
    user, post = deputy(post_of(here)), post_of(here)
    assert [tell_taken_over(NOW), tell_taken_over(NOW), tell_reached(NOW)] == [1, 0, 0]
    notice = Notification.objects.get(user=user)
    assert notice.title == f"1 langkah menunggu Anda sebagai Plh. {post.title}"
    assert (notice.kind, notice.url) == (Kind.REACHED, "/tugas/")
    assert notice.text == f"Perlu paraf: {here.submission.run.title}."
    assert tell_taken_over(NOW + 4 * DAY) == 0  # his last day
    assert [tell_taken_over(NOW + 5 * DAY) for _ in range(2)] == [1, 0]
    assert told(here.user("holder"))[-1] == f"1 langkah kembali menunggu Anda sebagai {post.title}"
    assert "sebagai Plh." in Notification.objects.latest("pk").text
    assert len(told(user)) == 1


def test_what_reaches_the_post_later_is_told_step_by_step_and_not_twice():
    here = scene("paraf")
    user = deputy(post_of(here))
    assert tell_taken_over(NOW) == 0  # nothing was told of before
    tell_reached(NOW)
    assert tell_taken_over(NOW) == 0
    assert told(user) == [f"Perlu paraf: {here.submission.run.title}"]


def test_an_appointment_counts_from_its_first_day_at_the_office_and_when_it_is_recorded_late():
    here = scene("paraf")
    tell_reached(NOW)
    Office.objects.filter(pk=here.world.office.pk).update(zone="Asia/Jayapura")
    late = deputy(post_of(here), since=TODAY - 9 * DAY, until=TODAY)
    coming = deputy(post_of(here), "besok", since=TODAY + DAY)
    assert tell_taken_over(NOW) == 1
    midnight = dt.datetime(2026, 10, 1, 15, tzinfo=dt.UTC)  # in Papua the next day begins
    assert tell_taken_over(midnight - dt.timedelta(minutes=1)) == 0
    assert tell_taken_over(midnight) == 1
    assert [len(told(user)) for user in (late, coming)] == [1, 1]


def test_a_post_without_anybody_is_told_of_to_whoever_comes_to_it():
    here = scene("verify")
    KeeperPost.objects.create(position=Position.objects.get(appointments__user=here.world.people[4]))
    post = post_of(here)
    Appointment.objects.filter(position=post).delete()
    tell_reached(NOW)
    user = deputy(post, kind="definitif", until=None)
    assert tell_taken_over(NOW) == 1
    assert told(user) == [f"1 langkah menunggu Anda sebagai {post.title}"]


def test_the_holder_hears_nothing_while_the_next_deputy_acts():
    here = scene("paraf")
    tell_reached(NOW)
    post = post_of(here)
    deputy(post)
    tell_taken_over(NOW)
    next_one = deputy(post, "berikut", since=TODAY + 5 * DAY, until=TODAY + 9 * DAY)
    before = len(told(here.user("holder")))
    assert tell_taken_over(NOW + 5 * DAY) == 1
    assert (len(told(next_one)), len(told(here.user("holder")))) == (1, before)


def test_where_nobody_came_or_went_a_tick_asks_twice(django_assert_num_queries):
    scene("paraf")
    tell_taken_over(NOW)
    with django_assert_num_queries(2):
        tell_taken_over(NOW)
    names = [name for name, _ in DUTIES]
    assert names.index("tell taken over") < names.index("tell reached")
