"""Beranda: tiles equal their lists, the last signed period, the banner, and who sees what."""

import datetime as dt
from decimal import Decimal

import pytest

from kinerja.indicators.models import Indicator, Objective, PredicateBand
from kinerja.insights.achieved import last_achieved
from kinerja.insights.overview import banner_for, home_of
from kinerja.periods.models import Period
from kinerja.submissions.figures import Figure
from kinerja.submissions.listing.presence import presence_of
from sop.offices.models import Appointment, User
from sop.runs.models import StepRun
from tests.engine.graphs import build, straight
from tests.kinerja.insights.worlds import (
    NEXT_WEEK,
    NOW,
    WIB,
    at,
    begin,
    begin_many,
    cost,
    get,
    go,
    put,
    reach,
)

pytestmark = pytest.mark.django_db
TW3 = Period(kind="quarter", year=2026, number=3)


@pytest.fixture
def world():
    """Five open files: being filled, to be verified, initialled, signed and archived."""
    world = build(straight())
    states = ["draft", "waiting", "verified", "paraf", "signed"]
    for file, status in zip(begin_many(world, 5), states, strict=True):
        reach(world, file, status)
    return world


def keeper():
    return User.objects.create(username="pengelola", name="Pengelola", is_superuser=True, is_staff=True)


def test_each_tile_is_the_length_of_the_list_it_leads_to(world):
    with at(NEXT_WEEK):
        tiles = get(world.people[2], "/").context["home"].tiles
        lengths = [
            len(get(world.people[2], "/pengisian/", status=tile.slug).context["rows"]) for tile in tiles
        ]
    assert [tile.count for tile in tiles] == lengths
    assert [(tile.text, tile.count) for tile in tiles] == [
        ("Belum diisi", 1),
        ("Menunggu verifikasi", 1),
        ("Menunggu paraf", 1),
        ("Menunggu tanda tangan", 1),
        ("Terlambat", 5),
    ]


def test_at_most_five_tasks_are_shown_and_the_rest_is_counted():
    world = build(straight(), units=1)
    begin_many(world, 8)
    with at():
        page = get(next(iter(world.clerks.values())), "/")
    assert len(page.context["home"].tasks) == 5
    assert "Lihat semua (8)" in page.content.decode()
    assert page.content.decode().count("btn-primary") == 1


def test_the_head_of_the_office_finds_his_signing_first(world):
    (task,) = home_of(presence_of(world.people[4], NOW)).tasks
    assert (task.kind, task.step) == ("Tanda tangani", "langkah 4 dari 5")


def banner_on(world, day, hour=9):
    moment = dt.datetime(2026, 10, day, hour, tzinfo=WIB)
    return banner_for(presence_of(next(iter(world.clerks.values())), moment))


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (1, ""),
        (4, "Tenggat pengisian Triwulan III 2026: 9 Oktober 2026, 5 hari lagi."),
        (8, "Tenggat pengisian Triwulan III 2026: 9 Oktober 2026, besok."),
        (9, "Tenggat pengisian Triwulan III 2026: 9 Oktober 2026, hari ini."),
        (10, ""),
    ],
)
def test_the_banner_appears_five_days_before_a_deadline_of_filling(day, text):
    world = build(straight())
    file = begin(world, TW3)
    StepRun.objects.filter(run=file.run_id).update(due_at=dt.datetime(2026, 10, 9, 16, 30, tzinfo=WIB))
    assert banner_on(world, day) == text


def test_the_banner_speaks_of_filling_only_and_of_ones_own_office(world):
    other = build(straight())
    file = begin(other, TW3)
    StepRun.objects.filter(closed_at=None).update(due_at=NOW - dt.timedelta(days=1))
    StepRun.objects.filter(run=file.run_id).update(due_at=NOW + dt.timedelta(days=2))
    StepRun.objects.filter(run__submission__status="signed", closed_at=None).update(
        due_at=NOW + dt.timedelta(days=1)
    )
    assert banner_for(presence_of(world.people[2], NOW)) == ""
    assert banner_for(presence_of(other.people[2], NOW)) != ""
    assert banner_for(presence_of(keeper(), NOW)) == ""


def two_objectives(world):
    """Indikator 1 under its own sasaran, Indikator 2 and 3 under a second one."""
    second = Objective.objects.create(office=world.office, name="Sasaran kedua", order=2)
    for name in ("Indikator 2", "Indikator 3"):
        Indicator.objects.filter(office=world.office, name=name).update(objective=second)


def test_what_was_achieved_is_read_from_the_frozen_content_of_the_last_signed_period():
    world = build(straight(), units=1, indicators=3)
    two_objectives(world)
    (unit,) = world.units
    file = begin(world, TW3)
    # Targets are 100: achievements 120, 50, and no data.
    put(
        file, world.clerks[unit.pk], unit.pk, {"Indikator 1": "120", "Indikator 2": "50", "Indikator 3": None}
    )
    go(world, file, steps=4)
    Figure.objects.filter(no_data=False).update(
        value=1, achievement=1
    )  # rows tampered with afterwards must not show
    found = last_achieved(world.office)
    assert found.period == "Triwulan III 2026"
    assert found.finding == "1 dari 2 indikator mencapai target, 1 tidak dapat dihitung"
    assert found.average == "75,00% (Sedang)"  # (100 + 50) / 2: 120 is held at 100
    assert [(row.name, row.average, row.reached, row.counted, row.predicate) for row in found.objectives] == [
        ("Sasaran", Decimal(100), 1, 1, "Sangat Tinggi"),
        ("Sasaran kedua", Decimal(50), 0, 1, "Sangat Rendah"),
    ]


def test_the_bands_of_the_office_name_the_predicate():
    world = build(straight(), units=1)
    PredicateBand.objects.create(office=world.office, lower=50, label="Sangat Baik", tone="success")
    PredicateBand.objects.create(office=world.office, lower=0, label="Kurang", tone="danger")
    reach(world, begin(world, TW3), "signed")
    assert last_achieved(world.office).objectives[0].predicate == "Sangat Baik"


def test_bands_changed_later_do_not_change_what_was_signed():
    world = build(straight(), units=1)
    reach(world, begin(world, TW3), "signed")
    PredicateBand.objects.create(office=world.office, lower=0, label="Serba Baik", tone="success")
    assert last_achieved(world.office).objectives[0].predicate == "Tinggi"


def test_the_later_period_speaks_even_where_an_earlier_one_was_signed_later():
    world = build(straight(), units=1)
    newer, older = begin_many(world, 2)
    reach(world, newer, "archived")
    reach(world, older, "signed")
    assert last_achieved(world.office).period == "Triwulan III 2026"


def test_before_the_first_signature_there_is_no_picture(world):
    other = build(straight())
    reach(other, begin(other, TW3), "paraf")
    assert last_achieved(other.office) is None
    with at():
        assert "indikator mencapai target" not in get(other.people[2], "/").content.decode()


def test_the_picture_stands_beside_its_table():
    world = build(straight())
    reach(world, begin(world, TW3), "signed")
    with at():
        text = get(world.people[2], "/").content.decode()
    assert '<svg class="chart"' in text
    assert "0 dari 2 indikator mencapai target" in text
    assert "Lihat tabel" in text
    assert "90,00%" in text


def test_the_last_five_deeds_are_told_with_person_and_post(world):
    with at():
        rows = get(world.people[2], "/").context["home"].activity
    assert [row.deed for row in rows] == [
        "menandatangani",
        "membubuhkan paraf",
        "memverifikasi",
        "menyelesaikan langkah 1",
        "menyelesaikan langkah 1",
    ]
    assert rows[0].who.endswith("(kolom-4-x)")


def test_an_ended_period_without_a_file_is_named_with_who_begins_it():
    world = build(straight())
    with at():
        text = get(world.people[2], "/").content.decode()
    assert "Triwulan III 2026" in text
    assert "Belum dimulai" in text
    assert "Dimulai oleh Kolom 1" in text
    assert "Triwulan IV 2026" not in text


def test_nothing_of_another_office_appears(world):
    other = build(straight())
    reach(other, begin(other, TW3), "signed")
    home = home_of(presence_of(world.people[2], NOW))
    mine = {row.submission.office_id for row in home.files}
    assert mine == {world.office.pk}
    assert all(world.obligation.sop.name in row.title for row in home.activity)
    assert home.offices == []


def test_a_superuser_without_a_post_sees_every_office_with_its_numbers(world):
    other = build(straight())
    begin(other, TW3)
    home = home_of(presence_of(keeper(), NEXT_WEEK))
    numbers = {row.office.pk: (row.open, [tile.count for tile in row.tiles]) for row in home.offices}
    assert numbers == {world.office.pk: (5, [1, 1, 1, 1, 5]), other.office.pk: (1, [1, 0, 0, 0, 1])}
    assert home.tasks == []
    with at(NEXT_WEEK):
        text = get(User.objects.get(username="pengelola"), "/").content.decode()
    assert "Perlu tindakan Anda" not in text
    assert other.office.name in text


def test_a_person_without_a_post_reads_whom_to_ask():
    world = build(straight())
    with at():
        text = get(world.stranger, "/").content.decode()
    assert "Anda belum memiliki penugasan" in text


def test_an_office_without_anything_says_how_it_begins(world):
    empty = build(straight())
    empty.obligation.delete()
    with at():
        text = get(empty.people[2], "/").content.decode()
    assert "Belum ada berkas berjalan" in text
    assert "Belum ada kegiatan" in text


def test_the_page_costs_the_same_for_few_and_for_many_files():
    counted = []
    for number in (2, 12):
        world = build(straight(), units=1)
        for file in begin_many(world, number)[:-1]:
            reach(world, file, "signed")
        with at(NEXT_WEEK):
            queries, page = cost(world.people[2], "/")
        assert page.context["home"].task_count == number - 1
        counted.append(queries)
    assert counted[0] == counted[1]
    assert counted[0] <= 33


def test_the_frame_asks_twice_at_most_and_nothing_for_a_guest(client, world, django_assert_num_queries):
    with at(), django_assert_num_queries(0):
        assert client.get("/bantuan/").status_code == 200
    with at():
        page = get(world.people[4], "/bantuan/")
    shell = page.context["shell"]
    assert (shell.office_name, shell.position, shell.acting, shell.task_count) == (
        world.office.name,
        "kolom-4-x",
        "",
        1,
    )


def test_the_frame_shows_an_acting_official_as_such(world):
    Appointment.objects.filter(user=world.people[4]).update(kind="plh", until=dt.date(2026, 10, 10))
    with at():
        shell = get(world.people[4], "/bantuan/").context["shell"]
        text = get(world.people[4], "/").content.decode()
    assert (shell.acting, shell.position) == ("Plh.", "kolom-4-x")
    assert "sebagai Plh. kolom-4-x (s.d. 10 Okt)" in text
