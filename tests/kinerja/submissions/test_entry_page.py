"""The sheet of a unit: who sees what, and when it is locked."""

import pytest

from kinerja.submissions.figures import Figure
from tests.engine.graphs import Row, straight
from tests.engine.walking import forward, fresh, take, walk_to, walk_to_step
from tests.kinerja.submissions.sheets import address, begun, browser_of, office, posted, returned, sheet

pytestmark = pytest.mark.django_db
SAVED = {"value_1": "98,75"}


@pytest.fixture
def world():
    return office()


@pytest.fixture
def submission(world):
    return begun(world, i1="98.10", i2="96.40")


def page_of(user, submission, unit, query=""):
    return browser_of(user).get(address(submission, unit) + query)


def test_the_clerk_of_the_unit_gets_a_form_and_the_way_to_the_last_look(world, submission):
    unit = world.units[0].pk
    page = page_of(world.clerks[unit], submission, unit).content.decode()
    assert page.count('data-cell="value"') == 6
    assert page.count("btn-primary") == 1
    assert "Periksa dan kirim</button>" in page
    assert "0</b> dari 6 terisi" in page


def test_the_period_before_stands_beside_each_figure(world, submission):
    unit = world.units[0].pk
    page = page_of(world.clerks[unit], submission, unit).content.decode()
    assert 'data-label="TW II">96,40' in page
    assert "sementara" in page


def test_colleagues_read_and_cannot_type(world, submission):
    first, second = (unit.pk for unit in world.units)
    for person in (world.clerks[second], world.people[2]):
        answer = page_of(person, submission, first)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "data-cell" not in page
        assert "btn-primary" not in page
        assert "Hanya untuk dibaca" in page


def test_a_colleague_who_posts_is_refused_and_told_whose_step_it_is(world, submission):
    first, second = (unit.pk for unit in world.units)
    typed = posted(sheet(submission, first), **SAVED)
    answer = browser_of(world.clerks[second]).post(address(submission, first), typed)
    assert answer.status_code == 403
    assert "Langkah 1 bukan tugas Anda" in answer.content.decode()
    assert Figure.objects.filter(submission=submission, value__isnull=False).count() == 0


def test_strangers_find_nothing(world, submission):
    unit = world.units[0].pk
    outsider = next(iter(office().clerks.values()))
    for person in (world.stranger, outsider):
        assert page_of(person, submission, unit).status_code == 404
        assert browser_of(person).post(address(submission, unit), {}).status_code == 404


def test_a_unit_of_another_office_is_not_found(world, submission):
    clerk = world.clerks[world.units[0].pk]
    assert page_of(clerk, submission, office().units[0].pk).status_code == 404


def test_a_finished_part_says_whom_it_waits_for(world, submission):
    first = world.units[0].pk
    place = fresh(submission).run.places()[0]
    take(world, submission, place, forward(submission, place))
    page = page_of(world.clerks[first], submission, first).content.decode()
    assert "Bagian ini selesai sejak 1 Okt 10.00" in page
    assert "Menunggu 1 bidang lain" in page
    assert "data-cell" not in page


def test_a_locked_sheet_names_the_holder_and_refuses_a_late_post_with_409(world, submission):
    first = world.units[0].pk
    typed = posted(sheet(submission, first), **SAVED)
    walk_to_step(world, submission, 2)
    clerk = browser_of(world.clerks[first])
    assert "sedang diverifikasi Kolom 2" in clerk.get(address(submission, first)).content.decode()
    answer = clerk.post(address(submission, first), typed)
    assert answer.status_code == 409
    assert "Isian terkunci" in answer.content.decode()
    assert "98,75" in answer.content.decode()


def test_an_archived_file_can_be_read(world, submission):
    walk_to(world, submission, "archived")
    answer = page_of(world.people[2], submission, world.units[0].pk)
    assert "telah diarsipkan" in answer.content.decode()


def test_a_step_that_has_not_come_yet_is_said_to_be_closed():
    rows = [Row(2, [(2, [], "", False)]), *straight()]
    for row in rows[1:]:
        row.out = [(target and target + 1, *rest) for target, *rest in row.out]
    world = office(rows)
    submission = begun(world)
    unit = world.units[0].pk
    page = page_of(world.clerks[unit], submission, unit).content.decode()
    assert "Belum dibuka untuk diisi" in page
    assert "data-cell" not in page


def test_a_returned_sheet_shows_the_reason_and_the_notes_of_its_rows(world, submission):
    unit = world.units[0].pk
    returned(world, submission)
    client = browser_of(world.clerks[unit])
    page = client.get(address(submission, unit)).content.decode()
    assert "Dikembalikan" in page
    assert "Periksa kembali" in page
    assert "Lampirkan rekap" in page
    assert "Belum ditanggapi" in page
    assert "Dikembalikan <span data-number>1</span>" in page
    client.post(address(submission, unit), posted(sheet(submission, unit), value_1="91"))
    assert "Sudah diperbaiki" in client.get(address(submission, unit)).content.decode()


def test_whoever_verifies_by_his_own_post_may_not_enter_figures(world, submission):
    unit = world.units[0].pk
    clerk = world.clerks[unit]
    position = world.people[2].appointments.get().position
    clerk.appointments.create(position=position, since="2020-01-01")
    answer = page_of(clerk, submission, unit)
    assert "Anda memeriksa data ini pada langkah 2" in answer.content.decode()
    assert "data-cell" not in answer.content.decode()
    typed = posted(sheet(submission, unit), **SAVED)
    assert browser_of(clerk).post(address(submission, unit), typed).status_code == 403


def test_a_filter_shows_as_many_rows_as_its_chip_says(world, submission):
    unit = world.units[0].pk
    client = browser_of(world.clerks[unit])
    typed = posted(sheet(submission, unit), value_1="98,75", value_2="240", value_3="7")
    client.post(address(submission, unit), typed)
    for query, number in (("belum", 3), ("peringatan", 1), ("", 6)):
        answer = client.get(f"{address(submission, unit)}?saring={query}")
        assert [chip.number for chip in answer.context["chips"] if chip.current] == [number]
        assert sum(len(section.lines) for section in answer.context["sections"]) == number
    assert (
        "<span data-number>3</span> baris disembunyikan penyaring"
        in client.get(f"{address(submission, unit)}?saring=belum").content.decode()
    )


def test_saving_keeps_the_filter(world, submission):
    unit = world.units[0].pk
    url = f"{address(submission, unit)}?saring=belum"
    answer = browser_of(world.clerks[unit]).post(url, posted(sheet(submission, unit), **SAVED))
    assert answer.url == url


def test_every_unit_can_be_reached_and_shows_how_far_it_is(world, submission):
    first, second = (unit.pk for unit in world.units)
    browser_of(world.clerks[first]).post(
        address(submission, first), posted(sheet(submission, first), **SAVED)
    )
    page = page_of(world.people[3], submission, second).content.decode()
    assert f'href="{address(submission, first)}"' in page
    assert "1/6" in page
    assert "0/6" in page
