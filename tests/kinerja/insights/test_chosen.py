"""The task beside the list, steps that several may do, and what one reads who comes too late."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.urls import reverse

from kinerja.insights.inbox import task_page
from kinerja.insights.waiting import sorted_tasks
from kinerja.notifications.models import Notification
from kinerja.submissions.listing.presence import presence_of
from tests.engine.graphs import build, straight
from tests.kinerja.insights.worlds import NEXT_WEEK, NOW, at, begin_many, client_of, get, go, reach

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """Two files to verify; a second person stands for the verifier's post."""
    cache.clear()
    world = build(straight())
    world.files = [reach(world, file, "waiting") for file in begin_many(world, 2)]
    post = world.people[2].appointments.get().position
    world.people[3].appointments.create(position=post, kind="plh", since="2020-01-01")
    return world


def tasks_of(user):
    presence = presence_of(user, NOW)
    return task_page(presence, sorted_tasks(presence))[0]


def take(client, task, **data):
    url = reverse("submissions:attend", args=[task.submission, task.pk])
    return client.post(url, {"back": "1", **data})


def test_the_first_task_is_chosen_until_another_is_named(world):
    first, second = tasks_of(world.people[2])
    with at():
        page = get(world.people[2], "/tugas/")
        assert (page.context["chosen"].pk, page.context["chosen"].asked) == (first.pk, False)
        page = get(world.people[2], "/tugas/", pilih=str(second.pk), jenis="verifikasi")
    chosen, text = page.context["chosen"], page.content.decode()
    assert (chosen.pk, chosen.asked) == (second.pk, True)
    assert chosen.sender.endswith("(kolom-1-x)") or "(" in chosen.sender
    assert f'href="{second.url}"' in text
    assert f"?jenis=verifikasi&amp;pilih={first.pk}" in text
    assert text.count("btn-primary") == 1


@pytest.mark.parametrize("asked", ["0", "kata", "9" * 30, "stranger"])
def test_what_is_not_ones_own_counts_as_not_asked(world, asked):
    other = build(straight())
    (file,) = begin_many(other, 1)
    pk = str(file.run.places()[0]["id"]) if asked == "stranger" else asked
    with at():
        page = get(world.people[2], "/tugas/", pilih=pk)
    assert page.context["chosen"].asked is False
    assert file.run.title not in page.content.decode()


def test_a_step_is_taken_shown_to_colleagues_taken_over_with_a_notice_and_given_back(world):
    task, _ = tasks_of(world.people[2])
    mine, other = client_of(world.people[2]), client_of(world.people[3])
    with at():
        assert "Kerjakan</button>" in mine.get("/tugas/").content.decode()
        assert take(mine, task, take_over="1").url == f"/tugas/?pilih={task.pk}"
        take(mine, task, take_over="1")
        assert "Anda yang mengerjakan" in mine.get("/tugas/").content.decode()
        seen = other.get("/tugas/", {"pilih": task.pk}).content.decode()
        assert f"Sedang dikerjakan {world.people[2].name}" in seen
        assert "Ambil alih</button>" in seen
        take(other, task, take_over="1")
        take(mine, task, release="1")  # what another has taken stays his
        assert "Sedang dikerjakan" in mine.get("/tugas/").content.decode()
    notice = Notification.objects.get(user=world.people[2])
    assert notice.title.startswith(f"{world.people[3].name} mengambil alih langkah 2")
    with at():
        take(other, task, release="1")
        assert "Sedang dikerjakan" not in mine.get("/tugas/").content.decode()
    assert Notification.objects.count() == 1


def test_a_claim_outlives_the_beat_of_the_page_and_ends_by_itself(world):
    task, _ = tasks_of(world.people[2])
    mine, other = client_of(world.people[2]), client_of(world.people[3])
    beat = reverse("submissions:attend", args=[task.submission, task.pk])
    with at() as clock:
        take(mine, task, take_over="1")
        mine.post(beat)
        clock.shift(dt.timedelta(minutes=50))
        assert other.post(beat).json() == {"other": world.people[2].name}
        clock.shift(dt.timedelta(minutes=50))
        other = client_of(world.people[3])
        assert other.post(beat).json() == {"other": world.people[2].name}
        clock.shift(dt.timedelta(hours=8))
        assert client_of(world.people[3]).post(beat).json() == {"other": ""}


def test_the_claim_locks_nothing(world):
    task, _ = tasks_of(world.people[2])
    with at():
        take(client_of(world.people[3]), task, take_over="1")
    file = next(file for file in world.files if file.pk == task.submission)
    assert go(world, file, steps=1).status == "verified"


def test_a_step_of_one_person_is_not_offered_for_taking():
    cache.clear()
    alone = build(straight())
    reach(alone, begin_many(alone, 1)[0], "waiting")
    (task,) = tasks_of(alone.people[2])
    with at():
        client = client_of(alone.people[2])
        take(client, task, take_over="1")
        text = client.get("/tugas/").content.decode()
    assert "Kerjakan</button>" not in text
    assert "Anda yang mengerjakan" not in text


def test_whoever_comes_too_late_reads_who_was_first_and_when(world):
    task, _ = tasks_of(world.people[3])
    file = next(file for file in world.files if file.pk == task.submission)
    go(world, file, steps=1)  # by the holder, at 10.00
    with at():
        told = get(world.people[3], "/tugas/", pilih=str(task.pk)).content.decode()
        page = client_of(world.people[3]).get(task.url, follow=True).content.decode()
        strange = get(world.stranger, "/tugas/", pilih=str(task.pk)).content.decode()
    sentence = f"Sudah ditangani {world.people[2].name} pukul 10.00."
    assert sentence in told
    assert sentence in page
    assert "Sudah ditangani" not in strange
    with at(NEXT_WEEK):
        assert " pada 1 Okt 10.00." in get(world.people[3], "/tugas/", pilih=str(task.pk)).content.decode()


def test_who_serves_in_two_offices_narrows_the_list_to_one(world):
    other = build(straight())
    reach(other, begin_many(other, 1)[0], "waiting")
    other.people[2].appointments.update(user=world.people[2])
    with at():
        page = get(world.people[2], "/tugas/")
        one = get(world.people[2], "/tugas/", kantor=other.office.code)
    assert len(page.context["tasks"]) == 3
    assert [chip.text for chip in page.context["offices"]][1:] == [
        office.name for office in page.context["presence"].offices
    ]
    assert len(one.context["tasks"]) == one.context["tabs"][0].count == one.context["chips"][0].count == 1
    assert all(f"kantor={other.office.code}" in chip.url for chip in one.context["chips"])
