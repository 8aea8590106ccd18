"""A sent part is taken back by its own side until somebody ahead has opened it; afterwards it is asked back."""

import datetime as dt
import json

import pytest
from django.urls import reverse

from kinerja.submissions.actions import act
from kinerja.submissions.figures import Figure
from sop.ledger.models import Event
from sop.ledger.queries import first_fault
from sop.procedures.definition import WITHDRAW_KEY
from sop.procedures.queries import definition_of
from sop.runs.engine import Request
from sop.runs.errors import AlreadyMoved, NotYourStep
from sop.runs.models import StepRun
from sop.runs.queries import replay, same_position
from tests.engine.walking import fresh, take, trail, walk_to_step
from tests.kinerja.submissions.sheets import begun, browser_of, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return office(indicators=1)


@pytest.fixture
def sent(world):
    """Both units have sent; the verifier has not looked yet."""
    return walk_to_step(world, begun(world), 2)


def part_of(submission, unit):
    return StepRun.objects.filter(run=submission.run, unit=unit, outcome="done").latest("pk")


def take_back(submission, unit, by, reason=""):
    request = Request(part_of(submission, unit).pk, WITHDRAW_KEY, 0, reason=reason)
    return act(submission, request, by=by).submission


def url_of(name, submission, part):
    return reverse(f"submissions:{name}", args=[submission.pk, part.pk])


def verifying(submission):
    return reverse("submissions:verify", args=[submission.pk, fresh(submission).run.places()[0]["id"]])


def test_only_the_sending_unit_is_open_again_and_the_verifier_waits(world, sent):
    first = world.units[0].pk
    sent = fresh(take_back(sent, first, world.clerks[first]))
    assert [(place["step"], place["unit"]) for place in sent.run.places()] == [(1, first)]
    told = json.loads(Event.objects.filter(run=sent.run).latest("seq").text)
    assert (told["kind"], told["outside_flow"], told["reason"]) == (
        "return",
        True,
        "Ditarik kembali oleh pengirim",
    )
    assert StepRun.objects.get(run=sent.run, step__position=2).outcome == "withdrawn"
    assert sent.status == "draft"
    assert same_position(sent.run, replay(sent.run))
    assert first_fault(sent.run) is None
    sent = walk_to_step(world, sent, 2)
    assert sent.run.returning == {}


def deadline_of(step_run):
    return (step_run.opens_at, step_run.due_at, step_run.due_note)


def test_sending_and_withdrawing_does_not_put_the_deadline_off_but_a_return_sets_a_new_one(world, sent):
    first = world.units[0].pk
    part = part_of(sent, first)
    missed = part.opened_at - dt.timedelta(days=3)
    StepRun.objects.filter(pk=part.pk).update(due_at=missed, due_note="tenggat pertama")
    for _ in range(2):
        sent = fresh(take_back(sent, first, world.clerks[first]))
        again = StepRun.objects.get(run=sent.run, unit=first, closed_at=None)
        assert deadline_of(again) == (None, missed, "tenggat pertama")
        assert same_position(sent.run, replay(sent.run))
        assert first_fault(sent.run) is None
        sent = walk_to_step(world, sent, 2)
    place = sent.run.places()[0]
    back = next(move for move in definition_of(sent.run.publication).moves(2) if move.is_return)
    take(world, sent, place, back)
    reopened = StepRun.objects.get(run=sent.run, unit=first, closed_at=None)
    assert reopened.due_at != missed
    assert reopened.due_at > reopened.opened_at


def test_while_other_units_still_fill_the_file_as_a_whole_does_not_come_back(world):
    submission = begun(world)
    first = world.units[0].pk
    place = next(place for place in submission.run.places() if place["unit"] == first)
    take(world, submission, place, world_move(submission))
    submission = fresh(take_back(submission, first, world.clerks[first]))
    assert sorted(place["unit"] for place in submission.run.places()) == [unit.pk for unit in world.units]
    assert submission.run.returning == {}
    assert same_position(submission.run, replay(submission.run))


def world_move(submission):
    return definition_of(submission.run.publication).moves(1)[0]


def test_after_the_verifier_has_opened_the_page_it_is_refused_with_a_sentence(world, sent):
    first = world.units[0].pk
    assert browser_of(world.people[2]).get(verifying(sent)).status_code == 200
    before = trail(sent)
    with pytest.raises(AlreadyMoved, match="Isian sudah dibuka Kolom 2"):
        take_back(sent, first, world.clerks[first])
    assert trail(sent) == before
    clerk = browser_of(world.clerks[first])
    page = clerk.get(url_of("withdraw", sent, part_of(sent, first)))
    assert page.status_code == 409
    assert "tidak dapat ditarik kembali" in page.content.decode()


def test_a_look_by_somebody_else_does_not_count(world, sent):
    first = world.units[0].pk
    for person in (world.clerks[first], world.people[4]):
        browser_of(person).get(verifying(sent))
        browser_of(person).get(sent.get_absolute_url())
    take_back(sent, first, world.clerks[first])


def test_only_the_sending_side_takes_back(world, sent):
    first, second = (unit.pk for unit in world.units)
    before = trail(sent)
    for person in (world.clerks[second], world.people[2], world.stranger):
        with pytest.raises(NotYourStep):
            take_back(sent, first, person)
    part = part_of(sent, first)
    assert browser_of(world.clerks[second]).get(url_of("withdraw", sent, part)).status_code == 403
    assert browser_of(world.stranger).post(url_of("withdraw", sent, part), {"key": "k"}).status_code == 404
    assert trail(sent) == before


def test_what_is_not_sent_or_open_again_cannot_be_taken_back(world, sent):
    first = world.units[0].pk
    part = part_of(sent, first)
    take_back(sent, first, world.clerks[first])
    before = trail(sent)
    with pytest.raises(AlreadyMoved, match="sudah terbuka kembali"):
        act(sent, Request(part.pk, WITHDRAW_KEY, 0), by=world.clerks[first])
    again = StepRun.objects.get(run=sent.run, unit=first, closed_at=None)
    with pytest.raises(AlreadyMoved, match="belum dikirim"):
        act(sent, Request(again.pk, WITHDRAW_KEY, 0), by=world.clerks[first])
    assert trail(sent) == before


def test_a_part_that_was_sent_again_is_not_taken_back_by_its_first_sending(world, sent):
    first = world.units[0].pk
    part = part_of(sent, first)
    take_back(sent, first, world.clerks[first])
    sent = walk_to_step(world, fresh(sent), 2)
    before = trail(sent)
    with pytest.raises(AlreadyMoved, match="sudah dikirim ulang"):
        act(sent, Request(part.pk, WITHDRAW_KEY, 0), by=world.clerks[first])
    clerk = browser_of(world.clerks[first])
    assert url_of("withdraw", sent, part) not in clerk.get(url_of("sent", sent, part)).content.decode()
    assert trail(sent) == before
    take_back(sent, first, world.clerks[first])


@pytest.mark.parametrize("door", ["attend", "act", "verify"])
def test_no_other_page_takes_a_part_back(world, sent, door):
    first, before = world.units[0].pk, trail(sent)
    data = {"move": WITHDRAW_KEY, "key": "k" * 12}
    answer = browser_of(world.clerks[first]).post(url_of(door, sent, part_of(sent, first)), data)
    assert answer.status_code == 409
    assert trail(sent) == before


def test_the_page_asks_once_more_and_a_repeat_counts_once(world, sent):
    first = world.units[0].pk
    clerk, part = browser_of(world.clerks[first]), part_of(sent, first)
    assert "Tarik kembali" in clerk.get(url_of("sent", sent, part)).content.decode()
    page = clerk.get(url_of("withdraw", sent, part))
    assert "Hanya Bidang 1 dibuka kembali; nilai lain tidak berubah." in page.content.decode()
    data = {"key": page.context["form"]["key"].value(), "reason": "Angka bulan September tertinggal"}
    answer = clerk.post(url_of("withdraw", sent, part), data)
    assert answer.url == reverse("submissions:entry", args=[sent.pk, first])
    assert "Ditarik kembali oleh" in clerk.get(answer.url).content.decode()
    before = trail(sent)
    assert clerk.post(url_of("withdraw", sent, part), data).status_code == 302
    assert trail(sent) == before
    history = clerk.get(sent.get_absolute_url()).content.decode()
    assert "menarik kembali isian" in history
    assert "di luar alur tertulis" in history
    assert "Angka bulan September tertinggal" in history


def test_the_verifier_who_comes_too_late_finds_the_file_instead(world, sent):
    first = world.units[0].pk
    address = verifying(sent)
    take_back(sent, first, world.clerks[first])
    verifier = browser_of(world.people[2])
    assert verifier.get(address).url == sent.get_absolute_url()
    assert verifier.post(address, {"agree_rest": "1"}).status_code == 409


def test_the_receipt_keeps_the_values_as_they_were_sent_and_shows_where_the_file_is_now(world, sent):
    first = world.units[0].pk
    clerk, part = browser_of(world.clerks[first]), part_of(sent, first)
    page = clerk.get(url_of("sent", sent, part)).content.decode()
    assert "Terkirim untuk verifikasi" in page
    assert "Selanjutnya: Kolom 2, Kegiatan 2, mutu baku 1 hari (paling lambat" in page
    take_back(sent, first, world.clerks[first])
    figure = Figure.objects.get(submission=sent, unit=first)
    Figure.objects.filter(pk=figure.pk).update(value=1)
    later = clerk.get(url_of("sent", sent, part))
    assert "sudah dibuka kembali" in later.content.decode()
    receipt = later.context["receipt"]
    assert [row["value"] for row in receipt.rows] == ["90,00"]
    told = Event.objects.get(run=sent.run, hash=receipt.hash)
    assert json.loads(told.text)["sent"]["sha256"] == receipt.paper().sha256


@pytest.mark.pdf
def test_the_proof_is_a_pdf_with_sender_values_and_hashes(world, sent):
    from tests.kinerja.documents.reading import words

    first = world.units[0].pk
    clerk, part = browser_of(world.clerks[first]), part_of(sent, first)
    answer = clerk.get(url_of("receipt", sent, part))
    text = words(answer.content)
    receipt = clerk.get(url_of("sent", sent, part)).context["receipt"]
    for known in (world.clerks[first].name, "Indikator 1", "90,00", receipt.number):
        assert known in text
    assert receipt.hash in text.replace(" ", "")
    assert clerk.get(url_of("receipt", sent, part)).content == answer.content
