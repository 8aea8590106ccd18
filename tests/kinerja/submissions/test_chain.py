"""Paraf and signature inside the file: what the file proves by itself, to us and to other validators."""

import pytest
from django.urls import reverse

from kinerja.documents.pdf import engine_missing
from kinerja.signing.issuing import issue_certificate
from kinerja.signing.models import Kind
from kinerja.signing.storage import content_of
from kinerja.signing.validation import enclosed_in, marks_of
from kinerja.submissions.models import Submission
from tests.kinerja.submissions import office

pytestmark = [pytest.mark.pdf, pytest.mark.skipif(bool(engine_missing()), reason="needs Pango")]

PHRASE = "kopi tubruk setiap pagi"


@pytest.fixture
def world(db, shelf):
    """Musi Rawas: paraf at 7 and 8, signature at 9; all three hold certificates."""
    made = office.found("musi-rawas", indicators=1)
    for step in (7, 8, 9):
        issue_certificate(made.holder(step), PHRASE)
    return made


def act(client, world, submission, step, **more):
    client.force_login(world.holder(step))
    submission = office.fresh(submission)
    url = reverse("submissions:sign", args=[submission.pk, submission.run.places()[0]["id"]])
    form = office.form_of(client.get(url)) | {"move": "", "read": "on", "password": PHRASE} | more
    return client.post(url, form)


def sign_all(client, world):
    submission = office.at_step(world, 7)
    for step in (7, 8, 9):
        answer = act(client, world, submission, step)
        assert answer.status_code == 302, answer.content.decode()
    return Submission.objects.select_related("document", "manuscript").get(pk=submission.pk)


def test_each_paraf_is_a_signature_of_its_own_and_the_heads_is_the_last(client, world):
    submission = sign_all(client, world)
    document, manuscript = submission.document, submission.manuscript
    content = content_of(document)
    marks = [mark for mark in marks_of(content) if mark.is_signature]
    assert [mark.field for mark in marks] == ["paraf_7", "paraf_8", "ttd_9"]
    assert [mark.signer for mark in marks] == [world.holder(step).name for step in (7, 8, 9)]
    assert all(mark.sound for mark in marks)
    assert enclosed_in(content) == submission.snapshot.encode()
    assert (document.kind, document.code) == (Kind.LOCAL, manuscript.code)
    assert [row["act"] for row in document.signers] == ["verify", "paraf", "paraf", "sign"]
    assert [bool(row["serial"]) for row in document.signers] == [False, True, True, True]
    assert [row["field"] for row in document.revisions] == ["", "paraf_7", "paraf_8", "ttd_9"]
    assert document.revisions[-1]["sha256"] == document.sha256
    assert content.startswith(content_of(manuscript))
    page = client.get(reverse("signing:verdict", args=[document.code])).content.decode()
    assert "Dokumen asli" in page
    assert page.count("<span>Sah") == 4
    assert "Ditandatangani secara elektronik dengan sertifikat yang diterbitkan oleh" in page
    assert "tidak tersertifikasi" in page
    assert "BSrE" not in page
