"""One cell saved by itself: what is answered, and nothing written twice."""

from decimal import Decimal

import pytest

from kinerja.indicators.models import Indicator
from kinerja.submissions.audit.proof import findings
from kinerja.submissions.entry import cells
from kinerja.submissions.figures import Figure
from sop.ledger.models import Event
from sop.runs.errors import AlreadyMoved
from tests.engine.walking import counted
from tests.kinerja.submissions.cells import JSON, keys, patch, sender, url_of
from tests.kinerja.submissions.sheets import address, begun, browser_of, office, posted, sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return office(units=1)


@pytest.fixture
def submission(world):
    return begun(world, i2="96.40")


@pytest.fixture
def clerk(world):
    return world.clerks[world.units[0].pk]


@pytest.fixture
def save(world, submission, clerk):
    return sender(world, submission, clerk)


def stored(submission, order):
    return Figure.objects.get(submission=submission, order=order)


def events(submission):
    return Event.objects.filter(run=submission.run).count()


def test_a_saved_value_is_answered_with_all_its_row_shows(save, submission):
    answer = save(1, "value", "98,75")
    told = answer.json()
    row = stored(submission, 1)
    assert answer.status_code == 200
    assert (row.value, told["version"], told["text"]) == (Decimal("98.75"), row.version, "98,75")
    assert (told["echo"], told["achievement"]) == ("Terbaca: 98,75 %", "99,75%")
    assert told["band"] == {"label": "Sangat Tinggi", "tone": "success"}
    assert (told["warnings"], told["doubt"], told["filled"]) == ([], None, True)
    assert told["state"]["text"] == "Tersimpan"
    assert told["saved_at"] == row.entered_at.isoformat()


@pytest.mark.parametrize("text", ["1234567890123456", "999999999999999999", "12345678901,123456"])
def test_more_digits_than_are_kept_exactly_are_refused(save, submission, text):
    answer = save(1, "value", text)
    assert (answer.status_code, stored(submission, 1).value) == (422, None)
    assert "Tulis paling banyak 15 angka." in answer.json()["sentence"]


def test_a_quotient_is_told_with_the_digits_that_are_kept(world, clerk):
    Indicator.objects.filter(order=1).update(
        numerator_name="total", denominator_name="kegiatan", factor=1, measure="Rp"
    )
    save = sender(world, submission := begun(world), clerk)
    save(1, "numerator", "12345678901")
    save(1, "denominator", "7")
    assert stored(submission, 1).value == Decimal("1763668414.42857")
    assert list(findings()) == []


@pytest.mark.parametrize(
    "body", ["[" * 100_000, '{"column":"value","text":"1","version":1e999,"user":1,"key":"k"}']
)
def test_what_is_no_cell_is_refused(world, submission, clerk, body):
    url = url_of(submission, sheet(submission, world.units[0].pk)[0])
    assert browser_of(clerk).patch(url, body, "application/json", headers=JSON).status_code == 422


def test_a_warning_is_saved_and_told(save, submission):
    told = save(2, "value", "240").json()
    assert stored(submission, 2).value == 240
    assert "Naik 149% dibanding TW II (96,40). Periksa kembali atau beri keterangan." in told["warnings"]
    assert told["state"]["text"] == "Ada peringatan"


@pytest.mark.parametrize(
    ("order", "text", "code", "alternative"),
    [
        (1, "n/a", "unreadable", ""),
        (1, "1.23,4", "separator", ""),
        (3, "98,7%", "unit", ""),
        (3, "1,234", "integer", "1234"),
    ],
)
def test_what_cannot_be_read_is_not_saved_and_says_how_to_write_it(
    save, submission, order, text, code, alternative
):
    before = events(submission)
    answer = save(order, "value", text)
    told = answer.json()
    assert (answer.status_code, told["code"], told["alternative"]) == (422, code, alternative)
    assert told["sentence"]
    assert (stored(submission, order).value, events(submission)) == (None, before)


def test_a_text_is_a_cell_of_its_own(save, submission):
    assert save(1, "helped", "Layanan\r\nkeliling").json()["explanations"] == 1
    assert stored(submission, 1).helped == "Layanan\nkeliling"


def test_no_data_is_saved_with_its_reason_and_taken_back_without_one(save, submission):
    told = save(1, "no_data", "Sistem pusat padam").json()
    row = stored(submission, 1)
    assert (row.no_data, row.no_data_reason, told["filled"], told["text"]) == (
        True,
        "Sistem pusat padam",
        True,
        "Sistem pusat padam",
    )
    assert save(1, "value", "98").status_code == 422
    assert save(1, "no_data", "").json()["filled"] is False
    assert save(1, "value", "98").status_code == 200
    assert (stored(submission, 1).no_data, stored(submission, 1).no_data_reason) == (False, "")


def test_a_doubtful_value_is_asked_about_until_it_is_confirmed(save, submission):
    told = save(1, "value", "1.250").json()
    assert (told["text"], told["doubt"]["alternative"]) == ("1.250,00", "1,25")
    assert "Maksud Anda 1,25?" in told["doubt"]["sentence"]
    assert save(1, "value", "1.250,00", confirmed=True).json()["doubt"] is None


def test_an_open_doubt_is_asked_about_on_the_next_page_too(submission, world, clerk):
    unit, client = world.units[0].pk, browser_of(clerk)
    row = sheet(submission, unit)[0]
    asked = {"column": "value", "text": "1.250", "version": 0, "base": "", "user": clerk.pk}
    patch(client, url_of(submission, row), asked | {"key": next(keys)})
    assert "Maksud Anda 1,25?" in client.get(address(submission, unit)).content.decode()
    settled = asked | {"text": "1.250,00", "base": "1.250,00", "key": next(keys), "confirmed": True}
    patch(client, url_of(submission, row), settled)
    assert "Maksud Anda" not in client.get(address(submission, unit)).content.decode()


def test_the_same_request_again_is_answered_alike_and_writes_nothing(save, submission):
    first = save(1, "value", "98,75", key="sekali-saja", base="", version=0)
    before = events(submission)
    again = save(1, "value", "98,75", key="sekali-saja", base="", version=0)
    assert (again.status_code, again.json()) == (200, first.json())
    assert events(submission) == before


def test_a_key_used_for_something_else_is_refused(save, submission):
    save(1, "value", "98,75", key="sekali-saja")
    answer = save(2, "value", "97", key="sekali-saja")
    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")
    assert stored(submission, 2).value is None


def test_typing_what_stands_there_already_writes_nothing(save, submission):
    save(1, "value", "98,70")
    before = events(submission)
    assert save(1, "value", "98,7", base="").status_code == 200
    assert events(submission) == before


def test_a_clash_on_the_chain_is_tried_again_on_the_server(save, submission, monkeypatch):
    tried, real = [], cells.record_figures

    def first_time_late(*args, **more):
        tried.append(1)
        if len(tried) == 1:
            raise AlreadyMoved("Terlambat.")
        return real(*args, **more)

    monkeypatch.setattr(cells, "record_figures", first_time_late)
    assert save(1, "value", "98,75").status_code == 200
    assert (len(tried), stored(submission, 1).value) == (2, Decimal("98.75"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"column": "achievement"},
        {"column": ["value"]},
        {"text": 5},
        {"text": "a\x00"},
        {"text": "\ud800"},
        {"key": "x"},
        {"version": "a"},
        {"base": 1},
    ],
)
def test_what_no_page_of_ours_sends_is_refused(save, submission, wrong):
    assert save(1, "value", "5", **wrong).json()["code"] == "no_such_cell"
    assert stored(submission, 1).value is None


def test_the_whole_form_still_saves_after_cells_were_saved_beside_it(save, submission, world, clerk):
    unit = world.units[0].pk
    rows = sheet(submission, unit)
    save(1, "value", "98,75")
    answer = browser_of(clerk).post(address(submission, unit), posted(rows, value_1="98,75", value_2="97"))
    assert answer.status_code == 302
    assert stored(submission, 2).value == 97


def cost(size):
    world = office(units=1, indicators=size)
    submission = begun(world)
    clerk = world.clerks[world.units[0].pk]
    row = sheet(submission, world.units[0].pk)[0]
    asked = {"column": "value", "text": "5", "version": 0, "base": "", "key": next(keys), "user": clerk.pk}
    client, url = browser_of(clerk), url_of(submission, row)
    client.get(address(submission, world.units[0].pk))
    with counted() as queries:
        answer = patch(client, url, asked)
    assert answer.status_code == 200
    return len(queries)


def test_a_cell_costs_the_same_few_queries_whatever_the_size_of_the_sheet():
    assert cost(5) == cost(30) <= 21
