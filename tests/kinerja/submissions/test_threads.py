"""An objection goes back as a thread: the unit answers or mends, and nothing is sent before it has."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from kinerja.submissions.actions import act
from kinerja.submissions.audit.proof import findings
from kinerja.submissions.audit.words_told import WordsTold
from kinerja.submissions.entry.filling import RowInput, judge, record_figures
from kinerja.submissions.errors import Unanswered
from kinerja.submissions.figures import Figure, Judgement, Reply
from kinerja.submissions.rows.sheet import rows_of
from kinerja.submissions.verification.answering import read_replies, record_replies
from sop.ledger.models import Event
from sop.runs.engine import Request
from sop.runs.errors import NotYourStep
from tests.engine.walking import fresh, trail
from tests.kinerja.submissions.sheets import address, begun, browser_of, office, posted, returned, sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return office(indicators=2)


@pytest.fixture
def sent_back(world):
    submission = begun(world)
    returned(world, submission, "Lampirkan rekap")
    return fresh(submission)


@pytest.fixture
def unit(world):
    return world.units[0].pk


@pytest.fixture
def clerk(world, unit):
    return world.clerks[unit]


def objection(submission):
    return Judgement.objects.get(figure__submission=submission, agreed=False)


def thread_of(submission, unit):
    return sheet(submission, unit)[0].thread


def send(submission, by):
    place = fresh(submission).run.places()[0]
    return act(submission, Request(place["id"], "1.1", place["seq"]), by=by)


def test_an_unanswered_objection_holds_the_sheet_back_whoever_asks(sent_back, unit, clerk):
    before = trail(sent_back)
    assert thread_of(sent_back, unit).state == "Belum ditanggapi"
    with pytest.raises(Unanswered, match="Tanggapi 1 catatan lagi sebelum mengirim ulang"):
        send(sent_back, clerk)
    assert trail(sent_back) == before


def test_an_answer_in_words_or_in_figures_lets_it_go(sent_back, unit, clerk):
    record_replies(sent_back, {objection(sent_back).pk: "Rekap terlampir"}, unit=unit, by=clerk)
    assert thread_of(sent_back, unit).state == "Sudah ditanggapi"
    row = sheet(sent_back, unit)[0].figure
    record_figures(sent_back, [RowInput(row.pk, row.version, {"value": 95})], unit=unit, by=clerk)
    assert thread_of(sent_back, unit).state == "Sudah diperbaiki"
    send(sent_back, clerk)
    assert fresh(sent_back).run.places()[0]["step"] == 2


def test_an_answer_is_told_in_the_history_and_counts_once(sent_back, unit, clerk):
    said = {objection(sent_back).pk: "Rekap terlampir"}
    assert record_replies(sent_back, said, unit=unit, by=clerk) == 1
    assert record_replies(sent_back, said, unit=unit, by=clerk) == 0
    assert Event.objects.filter(run=sent_back.run, kind="reply").count() == 1
    page = browser_of(clerk).get(sent_back.get_absolute_url()).content.decode()
    assert "menanggapi 1 catatan" in page
    assert "Rekap terlampir" in page


def test_answers_are_read_without_nul_and_only_to_numbers_that_can_be():
    post = QueryDict(mutable=True)
    post.update(
        {"reply-7": " Rekap\r\nter\0lampir ", f"reply-{'9' * 23}": "x", "reply-a": "x", "reply-8": "\0"}
    )
    assert read_replies(post) == {7: "Rekap\nterlampir"}


def test_only_the_unit_that_holds_the_sheet_answers(world, sent_back, unit):
    said = {objection(sent_back).pk: "Bukan urusan saya"}
    before = trail(sent_back)
    for person in (world.clerks[world.units[1].pk], world.people[2], world.stranger):
        with pytest.raises(NotYourStep):
            record_replies(sent_back, said, unit=unit, by=person)
    assert trail(sent_back) == before
    assert not Reply.objects.exists()


def test_the_verifier_finds_the_answer_judges_anew_and_accepts(world, sent_back, unit, clerk):
    record_replies(sent_back, {objection(sent_back).pk: "Rekap terlampir"}, unit=unit, by=clerk)
    send(sent_back, clerk)
    place = fresh(sent_back).run.places()[0]
    verifier = browser_of(world.people[2])
    url = reverse("submissions:verify", args=[sent_back.pk, place["id"]])
    page = verifier.get(url)
    text = page.content.decode()
    assert "Rekap terlampir" in text
    assert "Sesuai (putaran 1)" in text
    assert page.context["tally"].left == 1
    row = sheet(sent_back, unit)[0]
    judge(sent_back, {row.pk: (True, "")}, by=world.people[2])
    assert thread_of(sent_back, unit).state == "Diterima"
    assert objection(sent_back).note == "Lampirkan rekap"


def test_the_reply_is_written_on_the_sheet_beside_its_row_and_survives_a_refused_figure(
    sent_back, unit, clerk
):
    browser, word = browser_of(clerk), objection(sent_back)
    page = browser.get(address(sent_back, unit)).content.decode()
    assert f'name="reply-{word.pk}"' in page
    silent = browser.post(address(sent_back, unit), {"reply": sheet(sent_back, unit)[0].pk}, follow=True)
    assert "Tulis tanggapan Anda lebih dahulu." in silent.content.decode()
    typed = posted(sheet(sent_back, unit), value_1="n/a") | {f"reply-{word.pk}": "Rekap terlampir"}
    assert browser.post(address(sent_back, unit), typed).status_code == 422
    assert Reply.objects.get().text == "Rekap terlampir"
    last_look = browser.get(f"{address(sent_back, unit)}periksa/").content.decode()
    assert "1 catatan sudah ditanggapi; angkanya tidak berubah." in last_look
    assert "Sudah ditanggapi" in last_look


def test_a_reply_too_long_costs_no_figure_and_stays_to_be_shortened(sent_back, unit, clerk):
    browser, word = browser_of(clerk), objection(sent_back)
    long = "Rekap " * 400
    typed = posted(sheet(sent_back, unit), value_2="77") | {f"reply-{word.pk}": long}
    answer = browser.post(f"{address(sent_back, unit)}?saring=belum", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ringkas tanggapan menjadi paling banyak 2.000 huruf." in page
    assert f'href="#reply-{word.pk}"' in page
    assert long.strip() in page
    assert sheet(sent_back, unit)[1].text == "77,00"
    assert not Reply.objects.exists()


def test_a_line_break_counts_as_one_letter(sent_back, unit, clerk):
    text = "\n".join(["a"] * 1000)
    typed = posted(sheet(sent_back, unit)) | {f"reply-{objection(sent_back).pk}": text.replace("\n", "\r\n")}
    browser_of(clerk).post(address(sent_back, unit), typed | {f"reply-{'9' * 30}": "tidak dikenal"})
    assert Reply.objects.get().text == text


def test_the_threads_of_a_sheet_cost_two_queries_however_many(
    sent_back, unit, clerk, django_assert_num_queries
):
    word = objection(sent_back)
    for text in ("Satu", "Dua", "Tiga"):
        record_replies(sent_back, {word.pk: text}, unit=unit, by=clerk)
    submission = fresh(sent_back)
    assert submission.period is not None
    with django_assert_num_queries(6):  # figures, earlier figures, files, objections, replies, their authors
        rows_of(submission, unit=unit)


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Reply, {"text": "Lain sekali"}),
        (Judgement, {"agreed": False, "note": "Lain"}),
        (Judgement, {"round": 3}),
        (Figure, {"evidence_version": 1}),
    ],
)
def test_words_changed_behind_the_back_are_found(sent_back, unit, clerk, model, change):
    record_replies(sent_back, {objection(sent_back).pk: "Rekap terlampir"}, unit=unit, by=clerk)
    assert list(findings()) == []
    model.objects.filter(pk=model.objects.latest("pk").pk).update(**change)
    assert [finding.run_id for finding in findings()] == [sent_back.run_id]


def test_older_events_tell_their_version_and_round_by_what_came_before_them():
    told = WordsTold()
    word = {"kind": "judgement", "user": 7, "rows": [{"figure": 3, "agreed": True, "note": ""}]}
    for data in ({"kind": "figures", "changes": [{"figure": 3}]}, word, {"kind": "return"}, word):
        told.hear(data)
    second = (3, 1, 0, 2, 7)
    assert told.words == {(3, 1, 0, 1, 7): (True, ""), second: (True, "")}
    assert list(told.standing({second})) == [second]
    assert len(told.standing(set())) == 2
