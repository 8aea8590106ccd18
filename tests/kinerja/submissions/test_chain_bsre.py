"""A file whose head signs by BSrE: parafs of the office before, refusals that move nothing, and what is kept nowhere."""

import logging
import shutil
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as project
from django.urls import reverse

from kinerja.documents.pdf import engine_missing
from kinerja.signing import authority
from kinerja.signing.identities import keep_nik
from kinerja.signing.issuing import issue_certificate
from kinerja.signing.models import Kind, Manuscript, SignedDocument, SigningSetup
from kinerja.signing.pades import Order, sign
from kinerja.signing.storage import content_of
from kinerja.signing.validation import enclosed_in, marks_of
from kinerja.submissions.audit.proof import findings
from kinerja.submissions.models import Submission
from tests.kinerja.signing import paper, standin
from tests.kinerja.submissions import office

pytestmark = [pytest.mark.pdf, pytest.mark.skipif(bool(engine_missing()), reason="needs Pango")]

PHRASE = "kopi tubruk setiap pagi"
BSRE = "Balai Sertifikasi Elektronik (BSrE)"
REFUSED = {
    "wrong": (422, "Passphrase atau kode TOTP tidak cocok"),
    "2011": (422, "belum terdaftar"),
    "EXPIRED": (422, "sudah habis"),
    "REVOKE": (422, "sudah dicabut"),
    "SUSPEND": (422, "sedang ditangguhkan"),
    "RENEW": (422, "sudah habis"),
    "NO_CERTIFICATE": (422, "belum terbit"),
    "NEW": (422, "belum terbit"),
    "WAITING_FOR_VERIFICATION": (422, "belum terbit"),
    "NOT_REGISTERED": (422, "belum terdaftar"),
    "401": (503, "menolak akun"),
    "refused": (503, "tidak menjawab"),
    "several": (502, "tidak dapat dipakai"),
    "spring": (503, "tidak menjawab"),
    "timeout": (504, "terlalu lama"),
    "garbage": (502, "tidak dapat dipakai"),
    "unsigned": (502, "tanpa tanda tangan baru"),
    "other_signer": (502, "bukan Anda"),
    "other_document": (502, "bukan kelanjutan"),
    "rewritten": (502, "bukan kelanjutan"),
    "truncated": (502, "tidak"),
}


@pytest.fixture
def service(settings):
    running = standin.Running("")
    settings.ESIGN_ORIGINS = [running.service.url]
    settings.ESIGN_USERNAME, settings.ESIGN_PASSWORD = "dinas", "rahasia-layanan"
    authority.authority()
    anchors = project.DATA_DIR / "authority" / "bsre"
    anchors.mkdir(exist_ok=True)
    (anchors / "ca.pem").write_bytes(standin.root_pem())
    yield running.service
    running.stop()
    (anchors / "ca.pem").unlink()


@pytest.fixture
def world(db, shelf, service):
    """Musi Rawas: paraf at 7 and 8 by certificates of the office, signature at 9 by BSrE."""
    made = office.found("musi-rawas", indicators=1)
    for step in (7, 8):
        issue_certificate(made.holder(step), PHRASE)
    choose(made, service, head="bsre_v2")
    return made


def choose(world, service, **chosen):
    SigningSetup.objects.update_or_create(office=world.office, defaults={"base_url": service.url, **chosen})
    head = world.holder(9)
    service.name = head.name
    keep_nik(head, standin.NIK, by="Pengelola")


def asked(client, world, submission, step):
    """The page of this step before its holder: its address, and its form but for the password."""
    client.force_login(world.holder(step))
    submission = office.fresh(submission)
    url = reverse("submissions:sign", args=[submission.pk, submission.run.places()[0]["id"]])
    return url, office.form_of(client.get(url)) | {"move": "", "read": "on"}


def act(client, world, submission, step, password):
    url, form = asked(client, world, submission, step)
    return client.post(url, form | {"password": password})


def initialled(client, world):
    submission = office.at_step(world, 7)
    for step in (7, 8):
        assert act(client, world, submission, step, PHRASE).status_code == 302
    return submission


def outside_findings(content, folder, *, trusted):
    """What independent programs say of a file: qpdf of its structure, pdfsig of each signature."""
    path = Path(folder) / "signed.pdf"
    path.write_bytes(content)
    if shutil.which("qpdf"):
        said = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
        assert said.returncode == 0, said.stdout + said.stderr
    if shutil.which("pdfsig"):
        said = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=False).stdout
        assert said.count("Signature is Valid") == trusted, said
        assert "Digest Mismatch" not in said


def test_parafs_of_the_office_and_a_head_by_bsre_make_one_chain_that_holds(
    client, world, service, tmp_path, settings
):
    submission = initialled(client, world)
    before, (url, form) = office.fresh(submission).run, asked(client, world, submission, 9)
    for mode, (status, sentence) in REFUSED.items():
        service.mode, service.other = mode, paper.stamp_for(_box(submission))
        settings.ESIGN_SECONDS = 0.3 if mode == "timeout" else 30
        phrase = "bukan-passphrasenya" if mode == "wrong" else standin.PHRASE
        answer = client.post(url, form | {"password": phrase, "note": "Catatan saya"})
        text = answer.content.decode()
        assert (answer.status_code, sentence in text, "Catatan saya" in text) == (status, True, True), (
            mode,
            text,
        )
        assert standin.PHRASE not in text
        assert (office.fresh(submission).status, SignedDocument.objects.count()) == ("paraf", 0), mode
        assert (office.fresh(submission).run.seq, office.fresh(submission).run.head) == (
            before.seq,
            before.head,
        )
    service.mode, settings.ESIGN_SECONDS = "", 30
    assert act(client, world, submission, 9, standin.PHRASE).status_code == 302
    submission = Submission.objects.select_related("document", "manuscript").get(pk=submission.pk)
    document, content = submission.document, content_of(submission.document)
    marks = [mark for mark in marks_of(content) if mark.is_signature]
    assert [(mark.field, mark.local, mark.sound) for mark in marks] == [
        ("paraf_7", True, True), ("paraf_8", True, True), ("Signature3", False, True),
    ]  # fmt: skip
    assert content.startswith(content_of(submission.manuscript))
    assert enclosed_in(content) == submission.snapshot.encode()
    assert (document.kind, document.code) == (Kind.BSRE, submission.manuscript.code)
    assert [bool(row["serial"]) for row in document.signers] == [False, True, True, True]
    assert list(findings()) == []
    outside_findings(content, tmp_path, trusted=3)
    _is_told(client, document)


def _box(submission):
    from kinerja.documents.engine import Box

    return Box(*Manuscript.objects.get(submission=submission).boxes["ttd_9"])


def _is_told(client, document):
    """The sentence of BSrE stands where its signature holds, and nowhere once nobody vouches for it."""
    url = reverse("signing:verdict", args=[document.code])
    page = client.get(url).content.decode()
    assert "Dokumen asli" in page
    assert BSRE in page
    assert page.count("<span>Sah") == 3
    (project.DATA_DIR / "authority" / "bsre" / "ca.pem").write_bytes(standin.other_root())
    from django.core.cache import cache

    cache.clear()
    page = client.get(url).content.decode()
    assert "Tanda tangan di dalam berkas tidak sah" in page
    assert BSRE not in page


def _rows():
    """Every column of every table."""
    for model in apps.get_models():
        for row in model._default_manager.values_list():
            yield b" ".join(bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row)


def _files(folder):
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".sqlite3" not in path.name]


def test_passphrase_and_nik_are_in_no_table_no_file_and_no_log(
    client, world, service, shelf, tmp_path, caplog
):
    choose(world, service, head="bsre_v1", paraf="record")
    submission = office.at_step(world, 9)
    with caplog.at_level(logging.DEBUG):
        for mode, phrase in (("2011", standin.PHRASE), ("", "bukan-passphrasenya"), ("", standin.PHRASE)):
            service.mode = mode
            answer = act(client, world, submission, 9, phrase)
    assert answer.status_code == 302
    secrets = (standin.NIK, standin.PHRASE, "bukan-passphrasenya", "rahasia-layanan")
    kept = b"\n".join([caplog.text.encode(), *_rows(), *_files(shelf), *_files(Path(project.DATA_DIR))])
    assert not [secret for secret in secrets if secret.encode() in kept]
    content = content_of(SignedDocument.objects.get())
    assert [(mark.field, mark.local, mark.sound) for mark in marks_of(content)] == [
        ("Signature1", False, True)
    ]
    outside_findings(content, tmp_path, trusted=1)


def test_a_file_written_anew_before_any_signature_is_accepted_and_recorded(client, world, service):
    choose(world, service, head="bsre_v2", paraf="record")
    submission, service.mode = office.at_step(world, 9), "rewritten"
    assert act(client, world, submission, 9, standin.PHRASE).status_code == 302
    document = SignedDocument.objects.get()
    assert document.revisions[-1]["rewritten"] is True
    page = client.get(reverse("signing:verdict", args=[document.code])).content.decode()
    assert "Dokumen asli" in page


def test_an_office_that_changes_its_mind_gets_a_new_paper_on_which_the_parafs_stay_in_print(
    client, world, service
):
    submission = initialled(client, world)
    issue_certificate(world.holder(9), PHRASE)
    SigningSetup.objects.update(head="local")
    assert act(client, world, submission, 9, PHRASE).status_code == 302
    document = SignedDocument.objects.get()
    assert (document.kind, Manuscript.objects.count()) == (Kind.LOCAL, 1)
    assert [mark.field for mark in marks_of(content_of(document)) if mark.is_signature] == ["ttd_9"]
    assert BSRE not in client.get(reverse("signing:verdict", args=[document.code])).content.decode()


def test_without_a_nik_on_record_the_page_says_where_to_enter_it(client, world, service):
    submission = office.at_step(world, 9)
    world.holder(9).signer_identity.delete()
    answer = act(client, world, submission, 9, standin.PHRASE)
    assert answer.status_code == 422
    assert "NIK Anda belum dicatat" in answer.content.decode()
    assert service.asked == []


def test_local_chains_with_and_without_paraf_pass_independent_programs(db, tmp_path):
    made = paper.signed()
    outside_findings(made.final, tmp_path, trusted=3)
    order = Order("ttd_9", paper.stamp_for(made.boxes["ttd_9"]), "Tanpa paraf", first=True, final=True)
    outside_findings(sign(made.states[0], order, paper.open_key("tanpa-paraf")), tmp_path, trusted=1)
