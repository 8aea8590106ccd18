"""A locked sheet says who has it; its unit may ask for it back, which only tells the holder."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from kinerja.notifications.models import Notification
from tests.engine.walking import take, trail, walk_to_step
from tests.kinerja.submissions.sheets import address, begun, browser_of, office
from tests.kinerja.submissions.test_withdrawing import world_move

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return office(indicators=1)


@pytest.fixture
def submission(world):
    return walk_to_step(world, begun(world), 2)


def ask_url(submission, unit):
    return reverse("submissions:ask_back", args=[submission.pk, unit])


def test_the_banner_says_who_verifies_and_offers_to_ask(world, submission):
    unit = world.units[0].pk
    page = browser_of(world.clerks[unit]).get(address(submission, unit)).content.decode()
    assert ": sedang diverifikasi Kolom 2" in page
    assert "Minta dikembalikan" in page
    assert (
        "Minta dikembalikan"
        not in browser_of(world.people[2]).get(address(submission, unit)).content.decode()
    )


def test_asking_tells_the_holder_once_and_moves_nothing(world, submission):
    unit, before = world.units[0].pk, trail(submission)
    clerk = browser_of(world.clerks[unit])
    for _ in range(2):
        answer = clerk.post(ask_url(submission, unit))
        assert answer.url == address(submission, unit)
    assert world.people[2].name in str(list(get_messages(answer.wsgi_request))[-1])
    notice = Notification.objects.get()
    assert notice.user == world.people[2]
    assert notice.title == "Bidang 1 minta berkas dikembalikan"
    assert len(notice.key) <= Notification._meta.get_field("key").max_length
    assert notice.url == submission.get_absolute_url()
    assert trail(submission) == before


def test_nobody_asks_for_another_unit_or_for_an_open_sheet(world):
    submission = begun(world)
    first, second = (unit.pk for unit in world.units)
    assert browser_of(world.clerks[first]).post(ask_url(submission, first)).status_code == 409
    submission = walk_to_step(world, submission, 2)
    for person, status in ((world.clerks[second], 403), (world.people[2], 403), (world.stranger, 404)):
        assert browser_of(person).post(ask_url(submission, first)).status_code == status
    assert not Notification.objects.exists()


def test_nobody_is_asked_who_cannot_give_it_back(world):
    submission = begun(world)
    unit = world.units[0].pk
    take(world, submission, submission.run.places()[0], world_move(submission))
    clerk = browser_of(world.clerks[unit])
    page = clerk.get(address(submission, unit)).content.decode()
    assert "Bukti kirim" in page
    assert "Minta dikembalikan" not in page
    assert clerk.post(ask_url(submission, unit)).status_code == 409
    assert not Notification.objects.exists()
