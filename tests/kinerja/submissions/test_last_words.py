"""Over several rounds the last word on a row counts: an earlier agreement neither verifies nor settles an objection."""

import pytest

from kinerja.submissions.actions import act
from kinerja.submissions.entry.filling import judge
from kinerja.submissions.errors import NotJudged, Unanswered
from kinerja.submissions.figures import Judgement
from kinerja.submissions.verification.answering import record_replies
from sop.runs.engine import Request
from tests.engine.walking import fresh, walk_to_step
from tests.kinerja.submissions.sheets import begun, office, sheet
from tests.kinerja.submissions.test_threads import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return office(indicators=1)


@pytest.fixture
def verifying(world):
    return walk_to_step(world, begun(world), 2)


@pytest.fixture
def rows(verifying):
    """The row of each unit."""
    return list(verifying.figures.order_by("unit"))


def move(submission, key, by, **more):
    place = fresh(submission).run.places()[0]
    return act(submission, Request(place["id"], key, place["seq"], **more), by=by)


def object_and_hear(world, submission, row):
    """The row goes back with an objection, is answered in words, and comes again unchanged."""
    clerk, verifier = world.clerks[row.unit_id], world.people[2]
    judge(submission, {row.pk: (False, "Periksa lagi")}, by=verifier)
    move(submission, "2.2", verifier, reason="Periksa lagi", units=(row.unit_id,))
    word = Judgement.objects.filter(figure=row, agreed=False).latest("pk")
    record_replies(submission, {word.pk: "Sudah benar"}, unit=row.unit_id, by=clerk)
    send(submission, clerk)


def test_a_row_agreed_before_it_was_objected_to_must_be_judged_anew(world, verifying, rows):
    verifier, (first, second) = world.people[2], rows
    judge(verifying, {first.pk: (True, "")}, by=verifier)
    object_and_hear(world, verifying, second)
    judge(verifying, {second.pk: (True, "")}, by=verifier)
    object_and_hear(world, verifying, first)
    with pytest.raises(NotJudged, match="1 baris belum dinilai"):
        move(verifying, "2.1", verifier)
    judge(verifying, {first.pk: (True, "")}, by=verifier)
    move(verifying, "2.1", verifier)
    assert fresh(verifying).status == "verified"


def test_a_colleague_who_agrees_in_the_same_round_does_not_settle_the_objection(world, verifying, rows):
    verifier, row = world.people[2], rows[0]
    position = verifier.appointments.get().position
    position.shared = True
    position.save()
    colleague = type(verifier).objects.create(username="rekan", name="Rekan Rekaan", password="!")
    colleague.appointments.create(position=position, since="2020-01-01")
    judge(verifying, {row.pk: (False, "Salah")}, by=verifier)
    judge(verifying, {row.pk: (True, "")}, by=colleague)
    move(verifying, "2.2", verifier, reason="Salah", units=(row.unit_id,))
    assert sheet(fresh(verifying), row.unit_id)[0].thread.state == "Belum ditanggapi"
    with pytest.raises(Unanswered):
        send(verifying, world.clerks[row.unit_id])
