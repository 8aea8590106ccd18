"""One cell and several people: who may write it, who was there first, and when it is closed."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from kinerja.submissions.figures import Figure
from sop.ledger.models import Event
from tests.engine.walking import walk_to_step
from tests.kinerja.submissions.cells import ask, keys, patch, sender, url_of
from tests.kinerja.submissions.sheets import begun, office, returned, sheet

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
def colleague(world, clerk):
    """Somebody else at the same post."""
    second = type(clerk).objects.create(username="rekan", name="Rekan Rekaan", password="!")
    position = clerk.appointments.get().position
    position.shared = True
    position.save()
    second.appointments.create(position=position, since="2020-01-01")
    return second


@pytest.fixture
def save(world, submission, clerk):
    return sender(world, submission, clerk)


def stored(submission, order):
    return Figure.objects.get(submission=submission, order=order)


def events(submission):
    return Event.objects.filter(run=submission.run).count()


def test_two_people_in_one_cell_are_offered_both_values(save, submission, colleague):
    save(1, "value", "88,20", by=colleague)
    answer = save(1, "value", "87,50", base="", version=0)
    told = answer.json()
    assert (answer.status_code, told["code"]) == (409, "conflict")
    assert (told["text"], told["by"], told["version"]) == ("88,20", "Rekan Rekaan", 1)
    assert told["capacity"]
    assert told["at"]
    assert "menjadi 88,20. Isian Anda 87,50." in told["sentence"]
    assert stored(submission, 1).value == Decimal("88.2")
    assert save(1, "value", "87,50", base=told["text"], version=told["version"]).status_code == 200


def test_a_conflict_names_who_wrote_the_cell_and_not_who_wrote_beside_it(save, colleague, clerk):
    save(1, "value", "88,20", by=colleague)
    save(1, "explanation", "Dari saya", by=clerk)
    assert save(1, "value", "87,50", base="").json()["by"] == "Rekan Rekaan"


def test_a_client_that_cannot_say_what_it_saw_must_have_the_present_version(save, submission, colleague):
    save(1, "value", "88,20", by=colleague)
    assert save(1, "value", "87,50", base=None, version=0).status_code == 409
    assert save(1, "value", "87,50", base=None, version=1).status_code == 200


def test_other_cells_of_the_row_and_other_rows_never_collide(save, submission, colleague):
    save(1, "explanation", "Dari rekan", by=colleague)
    save(2, "value", "97", by=colleague)
    assert save(1, "value", "87,50", version=0).status_code == 200
    assert (stored(submission, 1).value, stored(submission, 1).explanation) == (Decimal("87.5"), "Dari rekan")


def test_both_typing_the_same_is_no_conflict(save, colleague):
    save(1, "value", "88,20", by=colleague)
    assert save(1, "value", "88,2", base="").status_code == 200


def test_a_locked_sheet_says_why_and_who_holds_it(save, world, submission):
    walk_to_step(world, submission, 2)
    before = events(submission)
    answer = save(1, "value", "5")
    told = answer.json()
    assert (answer.status_code, told["code"], told["holder"]) == (409, "locked", "Kolom 2")
    assert told["reason"].startswith("Isian terkunci")
    assert events(submission) == before


def test_a_returned_row_counts_as_answered_once_it_changes(save, world, submission):
    returned(world, submission)
    told = save(1, "explanation", "Rekap dilampirkan").json()
    assert told["answered"] is True
    assert told["state"]["text"] != "Ada catatan"


def test_a_colleague_without_the_step_is_refused_and_a_stranger_finds_nothing(save, world, submission):
    answer = save(1, "value", "5", by=world.people[2])
    assert (answer.status_code, answer.json()["code"]) == (403, "not_your_step")
    assert save(1, "value", "5", by=world.stranger).status_code == 404
    assert stored(submission, 1).value is None


def test_a_row_of_another_sheet_is_not_found(submission, clerk, world):
    other = office(units=1)
    row = sheet(begun(other), other.units[0].pk)[0]
    url = reverse("submissions:cell", args=[submission.pk, world.units[0].pk, row.pk])
    asked = {"column": "value", "text": "5", "version": 0, "key": next(keys), "user": clerk.pk}
    assert ask(clerk, url, asked).status_code == 404


def test_a_page_of_one_person_saves_nothing_in_the_session_of_another(save, submission, clerk, colleague):
    answer = save(1, "value", "5", by=colleague, user=clerk.pk)
    assert (answer.status_code, answer.json()["code"]) == (401, "somebody_else")
    assert stored(submission, 1).value is None


def test_without_a_session_the_answer_is_401_and_never_a_login_page(submission, world):
    row = sheet(submission, world.units[0].pk)[0]
    answer = patch(Client(), url_of(submission, row), {})
    assert (answer.status_code, answer.json()["code"]) == (401, "login")
