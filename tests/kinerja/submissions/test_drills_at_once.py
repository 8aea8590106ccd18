"""Drills on a real PostgreSQL: two heads at once, a double click, the same queue sent twice, two corrections."""

from contextlib import suppress
from html import unescape

import pytest
from django.urls import reverse

from kinerja.documents.pdf import engine_missing
from kinerja.signing.issuing import issue_certificate
from kinerja.signing.models import SignedDocument
from kinerja.signing.storage import content_of
from kinerja.signing.validation import marks_of
from kinerja.submissions.actions import act
from kinerja.submissions.audit.proof import findings
from kinerja.submissions.correcting import correct
from kinerja.submissions.errors import NotToBeCorrected
from kinerja.submissions.holding import Sent
from kinerja.submissions.models import Submission
from kinerja.submissions.taking_back import NotToBeTakenBack, take_back
from sop.errors import RuleError
from sop.ledger.models import Event
from sop.procedures.queries import definition_of
from sop.runs.engine import Request
from tests.access.asking import form_for
from tests.access.scenes import PASSWORD, deputy_for, scene
from tests.access.test_at_once import browser, sending, together
from tests.engine.walking import fresh

pytestmark = [
    pytest.mark.django_db(transaction=True), pytest.mark.postgres, pytest.mark.pdf,
    pytest.mark.skipif(bool(engine_missing()), reason="needs Pango"),
]  # fmt: skip
PHRASE = "kopi tubruk setiap pagi"


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def signed_once(here, by):
    """One paper, one act, one code, sound signatures."""
    document = SignedDocument.objects.get()
    file = Submission.objects.select_related("document").get(pk=here.submission.pk)
    assert (file.document, file.status) == (document, "signed")
    marks = [mark for mark in marks_of(content_of(document)) if mark.is_signature]
    assert [(mark.signer, mark.sound) for mark in marks] == [(by.name, True)]
    assert Event.objects.filter(run=file.run_id, kind="sign").count() == 1
    assert list(findings()) == []


def test_of_two_heads_one_signs_and_the_other_is_told_who_and_when():
    here = scene("sign")
    head, deputy = here.user("holder"), deputy_for(here)
    for user in (head, deputy):
        issue_certificate(user, PHRASE)
    url, form = here.url("submissions:sign"), form_for("submissions:sign", here) | {"password": PHRASE}
    people = [head, deputy]
    answers = together(*(sending(browser(user), url, form | {"key": f"k{user.pk}"}) for user in people))
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    winner = people[[answer.status_code for answer in answers].index(302)]
    late = next(answer for answer in answers if answer.status_code == 409)
    assert f"oleh {winner.name} (" in unescape(late.content.decode())
    signed_once(here, winner)


def test_a_double_click_signs_once():
    here = scene("sign")
    head = here.user("holder")
    issue_certificate(head, PHRASE)
    url, form = here.url("submissions:sign"), form_for("submissions:sign", here) | {"password": PHRASE}
    answers = together(*(sending(browser(head), url, form) for _ in range(2)))
    assert [answer.status_code for answer in answers] == [302, 302]
    signed_once(here, head)


def test_the_same_queue_sent_twice_does_nothing_twice():
    here = scene("paraf")
    holder, step = here.user("holder"), here.place["id"]
    browser(holder).get(here.url("submissions:sign"))
    form = {
        "key": "k", "read": "on", "password": PASSWORD, "dokumen": [step], f"seq-{step}": here.place["seq"],
        f"hash-{step}": here.submission.data_hash,
    }  # fmt: skip
    url = reverse("submissions:queue")
    answers = together(*(sending(browser(holder), url, form) for _ in range(2)))
    assert ["1 dokumen selesai" in answer.content.decode() for answer in answers] == [True, True]
    assert Event.objects.filter(run=here.submission.run_id, kind="paraf").count() == 1


def test_of_two_corrections_one_is_opened():
    here = scene("end")
    clerk = next(iter(here.world.clerks.values()))

    def ask(reason):
        try:
            return correct(here.submission, reason, by=clerk).revision
        except NotToBeCorrected:
            return 0

    found = together(lambda: ask("Salah satu"), lambda: ask("Salah dua"))
    assert sorted(found) == [0, 2]
    assert Submission.objects.filter(revision=2).count() == 1
    assert list(findings()) == []


def test_of_two_who_take_a_correction_back_one_does_and_nobody_works_in_it_meanwhile():
    here = scene("end")
    clerk = next(iter(here.world.clerks.values()))
    new = fresh(correct(here.submission, "Salah", by=clerk))
    place = new.run.places()[0]
    move = definition_of(new.run.publication).moves(place["step"])[0]

    def take(key):
        try:
            return take_back(new, f"Keliru {key}", by=clerk, sent=Sent(key, key))
        except NotToBeTakenBack:
            return False

    def work():
        with suppress(RuleError):
            act(new, Request(place["id"], move.key, place["seq"]), by=clerk)

    assert sorted(together(lambda: take("a"), lambda: take("b"), work)[:2]) == [False, True]
    new = fresh(new)
    assert (new.run.marking, new.status, bool(new.withdrawn_at)) == ([], "draft", True)
    assert not new.run.step_runs.filter(closed_at=None).exists()
    assert Event.objects.filter(run=new.run, kind="withdraw").count() == 1
    assert list(findings()) == []
