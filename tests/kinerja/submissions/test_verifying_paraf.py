"""Tasikmalaya 6 verifies and initials in one act: its paraf is a signature in the file all the same."""

import pytest
from django.urls import reverse

from kinerja.documents.pdf import engine_missing
from kinerja.signing.issuing import issue_certificate
from kinerja.signing.models import Manuscript, SignedDocument
from kinerja.signing.storage import content_of
from kinerja.signing.validation import enclosed_in, marks_of
from kinerja.submissions.audit.proof import findings
from kinerja.submissions.models import Submission
from kinerja.submissions.papers import chain
from tests.kinerja.accounts.devices import code_of, give_app
from tests.kinerja.submissions import office
from tests.kinerja.submissions.sheets import browser_of
from tests.kinerja.submissions.test_verification import posting

pytestmark = [
    pytest.mark.pdf, pytest.mark.django_db, pytest.mark.skipif(bool(engine_missing()), reason="needs Pango"),
]  # fmt: skip
PHRASE = "kopi tubruk setiap pagi"
STEP = 6


def judged(world):
    """The file with every row agreed, the official, and his browser, address and form, passphrase included."""
    submission = office.at_step(world, STEP)
    official = world.holder(STEP, besides=submission.entrants)
    issue_certificate(official, PHRASE)
    url = reverse("submissions:verify", args=[submission.pk, place(submission)])
    browser = browser_of(official)
    browser.post(url, posting(browser.get(url), agree_rest="1"))
    page = browser.get(url)
    assert "Frasa sandi sertifikat Anda" in page.content.decode()
    return (
        submission,
        official,
        browser,
        url,
        posting(page, move=page.context["primary"].key, password=PHRASE),
    )


def test_its_paraf_is_the_first_signature_in_the_file_over_the_very_content_that_is_frozen(
    client, shelf, monkeypatch
):
    world = office.found("tasikmalaya", indicators=1)
    submission, official, browser, url, posted = judged(world)
    really = chain.sign

    def sign_slowly(*more):
        Submission.objects.filter(pk=submission.pk).update(narrative="Ditambah sementara itu")
        return really(*more)

    with monkeypatch.context() as patch:
        patch.setattr(chain, "sign", sign_slowly)
        assert browser.post(url, posted).status_code == 409
    assert (office.fresh(submission).status, Manuscript.objects.count()) == ("draft", 0)
    give_app(official)
    assert "Isi kode enam angka" in browser.post(url, posted).content.decode()
    assert (office.fresh(submission).status, Manuscript.objects.count()) == ("draft", 0)
    assert browser.post(url, posted | {"code": code_of()}).status_code == 302
    submission = office.fresh(submission)
    manuscript = content_of(submission.manuscript)
    assert submission.status == "paraf"
    assert enclosed_in(manuscript) == submission.snapshot.encode()
    assert [(mark.field, mark.signer, mark.sound) for mark in marks_of(manuscript)] == [
        (f"paraf_{STEP}", official.name, True)
    ]
    sign(client, world, submission)
    document = SignedDocument.objects.get()
    assert [row["act"] for row in document.signers][:2] == ["verify", "paraf"]
    assert document.signers[1]["serial"]
    assert all(mark.sound for mark in marks_of(content_of(document)))
    assert list(findings()) == []


def place(submission):
    return office.fresh(submission).run.places()[0]["id"]


def sign(client, world, submission):
    """On to the signature of the head, who holds a certificate too."""
    step = next(
        place for place in sorted(world.definition.steps)
        if any("sign" in move.effects for move in world.definition.moves(place))
    )  # fmt: skip
    submission = office.walk(world, submission, step)
    issue_certificate(world.holder(step), PHRASE)
    client.force_login(world.holder(step))
    url = reverse("submissions:sign", args=[submission.pk, place(submission)])
    form = office.form_of(client.get(url)) | {"read": "on", "password": PHRASE, "move": ""}
    answer = client.post(url, form | {"location": "Rak 1"})
    assert answer.status_code == 302, answer.content.decode()
