"""Paraf and signature inside the file: what the file proves by itself, to us and to other validators."""

import datetime as dt

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from kinerja.documents.data import Official
from kinerja.documents.pdf import engine_missing
from kinerja.signing.issuing import issue_certificate, revoke_certificates, unlock
from kinerja.signing.models import Certificate, Kind, Manuscript, SignedDocument
from kinerja.signing.storage import content_of
from kinerja.signing.validation import enclosed_in, marks_of
from kinerja.submissions.actions import Papers
from kinerja.submissions.actions import act as carry_out
from kinerja.submissions.audit.proof import findings
from kinerja.submissions.models import Submission
from kinerja.submissions.papers import chain
from sop.runs.engine import Request
from tests.engine.walking import counted
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
    assert list(findings()) == []
    Manuscript.objects.update(sha256="0" * 64)
    assert [found.sentence for found in findings()] == ["naskah berparaf tidak sama dengan riwayatnya"]
    page = client.get(reverse("signing:verdict", args=[document.code])).content.decode()
    assert "Dokumen asli" in page
    assert page.count("<span>Sah") == 4
    assert "Ditandatangani secara elektronik dengan sertifikat yang diterbitkan oleh" in page
    assert "tidak tersertifikasi" in page
    assert "BSrE" not in page


def test_the_passphrase_is_in_no_table_no_file_and_no_log(client, world, shelf, caplog):
    submission = office.at_step(world, 7)
    refused = act(client, world, submission, 7, read="")
    assert refused.status_code == 422
    assert PHRASE not in refused.content.decode()
    assert act(client, world, submission, 7).status_code == 302
    for model in apps.get_models():
        assert not [row for row in model._default_manager.values_list() if PHRASE in repr(row)], model
        keys = [bytes(row) for row in Certificate.objects.values_list("key", flat=True)]
        assert not [key for key in keys if PHRASE.encode() in key]
    assert not [path for path in shelf.rglob("*.pdf") if PHRASE.encode() in path.read_bytes()]
    assert PHRASE not in caplog.text


def test_who_has_no_certificate_approves_in_the_system_and_the_head_still_signs_in_the_file(client, world):
    Certificate.objects.filter(user__in=[world.holder(7), world.holder(8)]).delete()
    submission = office.at_step(world, 9)
    assert not Manuscript.objects.exists()
    assert act(client, world, submission, 9).status_code == 302
    document = SignedDocument.objects.get()
    marks = marks_of(content_of(document))
    assert [mark.field for mark in marks if mark.is_signature] == ["ttd_9"]
    assert all(mark.sound for mark in marks)
    assert [bool(row["serial"]) for row in document.signers] == [False, False, False, True]


def test_a_head_without_certificate_approves_a_paper_that_says_so(client, world):
    submission = office.at_step(world, 7)
    assert act(client, world, submission, 7).status_code == 302
    assert act(client, world, submission, 8).status_code == 302
    Certificate.objects.filter(user=world.holder(9)).delete()
    assert act(client, world, submission, 9, password=office.PASSWORD).status_code == 302
    document = SignedDocument.objects.get()
    assert document.kind == Kind.SYSTEM
    assert marks_of(content_of(document)) == ()
    assert document.code != Manuscript.objects.get().code


def test_a_return_discards_the_manuscript_and_the_next_round_begins_a_new_one(client, world):
    submission = office.at_step(world, 7)
    act(client, world, submission, 7)
    submission = office.fresh(submission)
    back = next(move for move in world.definition.moves(8) if move.is_return)
    units = tuple(submission.run.units["4"][:1])
    submission = office.take(world, submission, submission.run.places()[0], back, reason="Salah", units=units)
    assert submission.manuscript is None
    office.walk(world, submission, 7)
    assert act(client, world, submission, 7).status_code == 302
    assert Manuscript.objects.count() == 2
    assert office.fresh(submission).manuscript.revisions[-1]["field"] == "paraf_7"


@pytest.mark.parametrize("end", ["revoked", "expired"])
def test_a_certificate_that_ended_signs_nothing_and_the_sentence_says_why(client, world, end):
    submission = office.at_step(world, 7)
    official = world.holder(7)
    if end == "revoked":
        revoke_certificates(official, reason="frasa sandi lupa")
    else:
        past = timezone.now() - dt.timedelta(days=1)
        Certificate.objects.filter(user=official).update(not_after=past)
    answer = act(client, world, submission, 7)
    assert answer.status_code == 422
    said = {"revoked": "Sertifikat Anda dicabut pada", "expired": "Sertifikat Anda berlaku sampai"}
    assert said[end] in answer.content.decode()
    assert office.fresh(submission).status == "verified"
    issue_certificate(official, PHRASE)
    assert act(client, world, submission, 7).status_code == 302


STAGES = ("render_sheets", "with_fields", "render_stamp", "sign", "insist_signed", "put_by")


def test_a_fault_at_any_stage_moves_nothing_and_can_be_tried_again(client, world, monkeypatch):
    submission = office.at_step(world, 7)
    client.raise_request_exception = False
    for stage in STAGES:
        with monkeypatch.context() as patch:
            patch.setattr(chain, stage, _fail)
            assert act(client, world, submission, 7).status_code == 500
        fresh = office.fresh(submission)
        assert (fresh.status, fresh.manuscript, Manuscript.objects.count()) == ("verified", None, 0), stage
    assert act(client, world, submission, 7).status_code == 302


def _fail(*args, **kwargs):
    raise OSError("penuh")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (lambda sent, signed: sent, "bukan kelanjutan"),
        (lambda sent, signed: b"<html>Layanan sibuk</html>", "bukan kelanjutan"),
        (lambda sent, signed: signed[:-2000], "tidak"),
        (lambda sent, signed: sent + signed[len(sent) :].replace(b"/Reason", b"/Rebson"), "tidak sah"),
    ],
)
def test_a_result_that_does_not_hold_moves_nothing_and_says_why(client, world, monkeypatch, answer, why):
    submission = office.at_step(world, 7)
    really = chain.sign
    monkeypatch.setattr(chain, "sign", lambda sent, *more: answer(sent, really(sent, *more)))
    refused = act(client, world, submission, 7, note="Catatan saya")
    text = refused.content.decode()
    assert refused.status_code == 502
    assert "Tanda tangan tidak dibubuhkan karena hasilnya tidak lolos pemeriksaan" in text
    assert why in text
    assert "Catatan saya" in text
    assert (office.fresh(submission).status, Manuscript.objects.count()) == ("verified", 0)


def test_a_file_that_moved_while_it_was_signed_keeps_its_place(client, world, monkeypatch):
    submission = office.at_step(world, 7)
    really = chain.sign

    def sign_slowly(*more):
        place = office.fresh(submission).run.places()[0]
        office.take(world, submission, place, world.definition.moves(7)[0])
        return really(*more)

    monkeypatch.setattr(chain, "sign", sign_slowly)
    answer = act(client, world, submission, 7)
    assert answer.status_code == 409
    assert Manuscript.objects.count() == 0
    assert office.fresh(submission).run.places()[0]["step"] == 8


def test_a_paraf_on_a_paper_that_another_has_signed_meanwhile_is_refused_and_loses_nothing(
    client, world, monkeypatch
):
    submission = office.at_step(world, 7)
    act(client, world, submission, 7)
    really = chain.sign

    def sign_slowly(*more):
        Manuscript.objects.update(sha256="a" * 64)  # a paraf of a parallel branch
        return really(*more)

    monkeypatch.setattr(chain, "sign", sign_slowly)
    answer = act(client, world, submission, 8)
    assert answer.status_code == 409
    assert "Dokumen berubah sejak Anda membukanya" in answer.content.decode()
    assert Manuscript.objects.get().sha256 == "a" * 64


def test_a_paraf_in_the_file_costs_the_act_no_more_than_eight_queries(world):
    submission = office.at_step(world, 7)
    official, place = world.holder(7), submission.run.places()[0]
    key = unlock(Certificate.objects.get(user=official), PHRASE, at=timezone.now())
    hand = chain.Hand(Official("Kepala Sub Bagian", official.name), 7, timezone.now(), "", key)
    papers = Papers(submission.data_hash, manuscript=chain.give_paraf(submission, hand), follows="")
    move = world.definition.moves(7)[0]
    with counted() as queries:
        carry_out(submission, Request(place["id"], move.key, place["seq"]), by=official, papers=papers)
    assert len(queries) <= 8, queries
