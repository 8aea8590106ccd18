"""Tugas Saya: the right tasks, in order, counted right, at a constant cost."""

import datetime as dt

import pytest

from kinerja.insights.inbox import handed_page, task_page
from kinerja.insights.tabs import kind_chips
from kinerja.insights.task_words import left_until
from kinerja.insights.waiting import SLUGS, sorted_tasks
from kinerja.periods.models import Period
from kinerja.submissions.listing.presence import presence_of
from sop.durations.calendar import Calendar
from sop.offices.models import Appointment, Position
from sop.offices.queries import default_hours
from sop.procedures.queries import definition_of
from sop.runs.models import StepRun
from tests.engine.graphs import build, straight
from tests.engine.walking import take
from tests.kinerja.insights.worlds import (
    NEXT_WEEK,
    NOW,
    WIB,
    at,
    begin,
    begin_many,
    client_of,
    cost,
    fill_all,
    get,
    go,
    reach,
)

pytestmark = pytest.mark.django_db
CALENDAR = Calendar("Asia/Jakarta", default_hours(), frozenset())


def quarter(number, year=2026):
    return Period(kind="quarter", year=year, number=number)


def tasks_of(user, moment=NOW, **asked):
    presence = presence_of(user, moment)
    return task_page(presence, sorted_tasks(presence), **asked)[0]


@pytest.fixture
def world():
    """Four files: being filled, to be verified, to be initialled, to be archived."""
    world = build(straight())
    for file, status in zip(begin_many(world, 4), ["draft", "waiting", "verified", "signed"], strict=True):
        reach(world, file, status)
    return world


def test_each_person_finds_the_open_steps_of_his_own_posts(world):
    clerk = next(iter(world.clerks.values()))
    assert [(task.kind, task.unit) for task in tasks_of(clerk)] == [("Isi", "Bidang 1")]
    assert sorted(task.kind for task in tasks_of(world.people[2])) == ["Arsipkan", "Verifikasi"]
    assert [task.kind for task in tasks_of(world.people[3])] == ["Paraf"]
    assert tasks_of(world.people[4]) == []
    assert tasks_of(world.stranger) == []


def test_a_task_says_where_the_file_stands_and_from_whom_it_came(world):
    (task,) = tasks_of(world.people[3])
    assert task.step == "langkah 3 dari 5"
    assert task.activity == "Kegiatan 3"
    assert task.sender.startswith("Pejabat-")
    assert task.sender.endswith("(kolom-2-x)")
    assert (task.returned, task.capacity) == (False, "")


def test_the_first_step_came_from_nobody(world):
    (task,) = tasks_of(next(iter(world.clerks.values())))
    assert task.sender == ""


def test_a_returned_task_says_so_and_who_sent_it_back(world):
    file = reach(world, begin(world, quarter(1, 2019)), "waiting")
    place = file.run.places()[0]
    take(world, file, place, definition_of(file.run.publication).moves(place["step"])[-1])
    clerk = next(iter(world.clerks.values()))
    returned = [task for task in tasks_of(clerk) if task.returned]
    assert [task.title for task in returned] == [file.run.title]
    assert returned[0].sender.endswith("(kolom-2-x)")


def test_the_most_urgent_comes_first_and_steps_without_deadline_last(world):
    files = begin_many(build(straight()), 1)
    clerk = next(iter(world.clerks.values()))
    begun = [begin(world, quarter(n, 2018)) for n in (1, 2, 3)]
    moments = [NOW + dt.timedelta(days=5), None, NOW - dt.timedelta(days=1)]
    for file, due in zip(begun, moments, strict=True):
        StepRun.objects.filter(run=file.run_id).update(due_at=due)
    titles = [task.title for task in tasks_of(clerk)]
    assert titles[0] == begun[2].run.title
    assert titles[-2:] == [begun[0].run.title, begun[1].run.title]
    assert files[0].run.title not in titles


@pytest.mark.parametrize("slug", [*SLUGS, "terlambat"])
def test_each_chip_counts_the_tasks_it_lists(world, slug):
    for person in [*world.people.values(), *world.clerks.values()]:
        presence = presence_of(person, NEXT_WEEK)
        inbox = sorted_tasks(presence)
        tasks, _ = task_page(presence, inbox, wanted=slug)
        (chip,) = [chip for chip in kind_chips(inbox, slug) if chip.current]
        assert chip.count == len(tasks)
        assert all(task.late for task in tasks) or slug != "terlambat"


def test_the_counter_in_the_frame_and_of_the_tab_is_the_length_of_the_inbox(world):
    with at():
        page = get(world.people[2], "/tugas/")
    assert len(page.context["tasks"]) == 2
    assert page.context["shell"].task_count == 2
    assert page.context["tabs"][0].count == 2
    assert page.context["chips"][0].count == 2


def test_an_acting_official_sees_for_whom_and_until_when_he_acts(world):
    post = Position.objects.get(office=world.office, code="kolom-3-x")
    Appointment.objects.create(
        user=world.people[4],
        position=post,
        kind="plh",
        since=dt.date(2026, 10, 1),
        until=dt.date(2026, 10, 10),
    )
    (task,) = tasks_of(world.people[4])
    assert task.capacity == "sebagai Plh. kolom-3-x (s.d. 10 Okt)"
    assert tasks_of(world.people[4], dt.datetime(2026, 10, 11, 9, tzinfo=WIB)) == []


def test_a_person_bound_to_a_step_by_two_posts_sees_the_task_once(world):
    post = Position.objects.get(office=world.office, code="kolom-3-x")
    Appointment.objects.create(user=world.people[3], position=post, kind="plt", since=dt.date(2026, 1, 1))
    assert len(tasks_of(world.people[3])) == 1
    assert sorted_tasks(presence_of(world.people[3], NOW)).total == 1


@pytest.mark.parametrize(
    ("due", "text"),
    [
        (dt.datetime(2026, 10, 1, 15, 0, tzinfo=WIB), "sisa 3 jam kerja"),
        (dt.datetime(2026, 10, 2, 11, 0, tzinfo=WIB), "sisa 1 hari kerja"),
        (dt.datetime(2026, 9, 30, 11, 0, tzinfo=WIB), "terlambat 1 hari kerja"),
        (dt.datetime(2026, 10, 1, 10, 50, tzinfo=WIB), "terlambat 10 menit kerja"),
        (None, ""),
    ],
)
def test_what_is_left_is_said_in_the_working_time_of_the_office(due, text):
    assert left_until(due, at=NOW, calendar=CALENDAR) == text


def test_what_was_passed_on_is_listed_once_with_where_it_is_now(world):
    clerk = next(iter(world.clerks.values()))
    presence = presence_of(clerk, NOW)
    handed, _ = handed_page(presence, ended=False, cursor="")
    assert [row.file.label.key for row in handed] == ["signed", "verified", "waiting"]
    assert all(row.activity == "Kegiatan 1" for row in handed)
    assert handed_page(presence, ended=True, cursor="")[0] == []


def test_a_file_that_has_ended_moves_to_the_last_tab(world):
    file = begin(world, quarter(1, 2019))
    fill_all(world, file)
    go(world, file, steps=6)
    verifier = presence_of(world.people[2], NOW)
    (row,) = handed_page(verifier, ended=True, cursor="")[0]
    assert (row.file.submission.pk, row.activity, row.file.label.key) == (file.pk, "Kegiatan 5", "archived")
    assert file.pk not in {row.file.submission.pk for row in handed_page(verifier, ended=False, cursor="")[0]}


def test_what_was_done_in_an_office_one_has_left_is_no_longer_shown(world):
    verifier = world.people[2]
    assert handed_page(presence_of(verifier, NOW), ended=False, cursor="")[0] != []
    Appointment.objects.filter(user=verifier).update(until=dt.date(2026, 9, 30))
    assert handed_page(presence_of(verifier, NOW), ended=False, cursor="")[0] == []


def test_the_page_costs_the_same_with_five_and_with_sixty_tasks():
    counted = []
    for number in (5, 60):
        world = build(straight())
        begin_many(world, number)
        with at(NEXT_WEEK):
            queries, page = cost(next(iter(world.clerks.values())), "/tugas/")
        assert len(page.context["tasks"]) == min(number, 50)
        assert page.context["tabs"][0].count == number
        counted.append(queries)
    assert counted[0] == counted[1]
    assert counted[0] <= 17


@pytest.mark.parametrize("tab", ["diteruskan", "selesai"])
def test_the_other_tabs_cost_the_same_for_few_and_many(tab):
    counted = []
    for number in (2, 7):
        world = build(straight(), units=1)
        for file in begin_many(world, number):
            reach(world, file, "archived" if tab == "selesai" else "waiting")
        with at():
            queries, page = cost(next(iter(world.clerks.values())), "/tugas/", tab=tab)
        assert len(page.context["handed"]) == number
        counted.append(queries)
    assert counted[0] == counted[1]
    assert counted[0] <= 14


def test_sixty_tasks_come_on_two_pages_without_gap_or_repetition():
    world = build(straight())
    files = begin_many(world, 60)
    with at():
        client = client_of(next(iter(world.clerks.values())))
        first = client.get("/tugas/")
        second = client.get(f"/tugas/{first.context['next_url']}")
        back = client.get(f"/tugas/{second.context['previous_url']}")
    titles = [task.title for page in (first, second) for task in page.context["tasks"]]
    assert sorted(titles) == sorted(file.run.title for file in files)
    assert len(set(titles)) == 60
    assert [task.title for task in back.context["tasks"]] == titles[:50]


@pytest.mark.parametrize(
    "url", ["/tugas/", "/tugas/?jenis=paraf", "/tugas/?tab=diteruskan", "/tugas/?tab=selesai"]
)
def test_an_empty_tab_says_what_will_appear_there(url):
    world = build(straight())
    with at():
        text = get(world.people[4], url).content.decode()
    assert 'class="nothing"' in text
    assert "btn-primary" not in text


def test_one_button_is_primary_that_of_the_most_urgent_task(world):
    with at():
        text = get(world.people[2], "/tugas/").content.decode()
    assert text.count("btn-primary") == 1
    assert text.index("btn-primary") < text.index("btn-secondary")
