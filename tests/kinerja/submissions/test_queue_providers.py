"""The queue of an official whose documents are signed by certificate, by BSrE, or by a pen: no secret goes astray."""

import datetime as dt

import pytest
from django.conf import settings as project
from django.utils import timezone
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.sign.signers import PdfSigner

from kinerja.documents.pdf import engine_missing
from kinerja.signing import authority
from kinerja.signing.identities import keep_nik
from kinerja.signing.issuing import issue_certificate
from kinerja.signing.models import Kind, SignedDocument, SigningSetup
from kinerja.submissions.audit.proof import findings
from sop.offices.models import Appointment
from sop.runs.models import StepRun
from tests.kinerja.signing import standin
from tests.kinerja.submissions import office
from tests.kinerja.submissions.test_queue import QUEUE, boxes, read, ticked, waiting, words

pytestmark = [pytest.mark.pdf, pytest.mark.skipif(bool(engine_missing()), reason="needs Pango")]
PHRASE = "kopi tubruk setiap pagi"
SCRIPT = {"accept": "application/json"}
UNCERTIFIED = "Tanda tangan elektronik tidak tersertifikasi"


@pytest.fixture
def service(settings):
    running = standin.Running("")
    settings.ESIGN_ORIGINS = [running.service.url]
    authority.authority()
    anchors = project.DATA_DIR / "authority" / "bsre"
    anchors.mkdir(exist_ok=True)
    (anchors / "ca.pem").write_bytes(standin.root_pem())
    yield running.service
    running.stop()
    (anchors / "ca.pem").unlink()


@pytest.fixture
def world(db, shelf, service):
    """Musi Rawas, whose head signs by BSrE."""
    made = office.found("musi-rawas", indicators=1)
    head = made.holder(9)
    SigningSetup.objects.create(office=made.office, base_url=service.url, head="bsre_v2")
    service.name = head.name
    keep_nik(head, standin.NIK, by="Pengelola")
    return made


def tries(service):
    return service.asked.count("POST /api/v2/sign/pdf")


def statuses(files):
    return [office.fresh(file).status for file in files]


def test_one_wrong_passphrase_is_one_try_at_the_service_however_many_documents_wait(
    client, world, service, settings
):
    files = waiting(world, 9, 3)
    client.force_login(world.holder(9))
    for file in files:
        read(client, file)
    page = words(client.get(QUEUE))
    assert "Passphrase BSrE Anda" in page
    assert UNCERTIFIED not in page
    form = ticked(client, files, password="bukan-itu")
    text = words(client.post(QUEUE, form))
    assert (tries(service), text.count("Belum dicoba")) == (1, 2)
    assert "Passphrase atau kode TOTP tidak cocok" in text
    assert "bukan-itu" not in text
    (outcome,) = client.post(QUEUE, form | {"dokumen": form["dokumen"][0]}, headers=SCRIPT).json()["outcomes"]
    assert (outcome["done"], outcome["stops"]) == (False, True)
    service.mode = "timeout"
    settings.ESIGN_SECONDS = 0.3
    before = len(service.asked)
    assert words(client.post(QUEUE, form | {"password": standin.PHRASE})).count("Belum dicoba") == 2
    assert len(service.asked) == before + 2
    service.mode, settings.ESIGN_SECONDS = "", 30
    assert statuses(files) == ["paraf"] * 3


def test_one_document_that_the_service_spoils_does_not_hold_up_the_others(
    client, world, service, monkeypatch
):
    files = waiting(world, 9, 3)
    client.force_login(world.holder(9))
    for file in files:
        read(client, file)
    really, calls = service.sign, []

    def sign(pdf, *more):
        calls.append(pdf)
        return (200, pdf) if len(calls) == 2 else really(pdf, *more)

    monkeypatch.setattr(service, "sign", sign)
    form = ticked(client, files, password=standin.PHRASE)
    text = words(client.post(QUEUE, form))
    assert "tanpa tanda tangan baru" in text
    assert "2 dokumen selesai" in text
    assert statuses(files) == ["signed", "paraf", "signed"]
    assert {row.kind for row in SignedDocument.objects.all()} == {Kind.BSRE}
    # A lost answer, asked again when nothing waits any more: the passphrase of BSrE is no wrong password.
    read(client, files[1])
    words(client.post(QUEUE, form))
    again = client.post(QUEUE, form)
    assert words(again).count("Sudah tersimpan sebelumnya") == 3
    assert list(findings()) == []


def two_ways(client, world):
    """Two to be initialled by certificate lie between two to be signed by BSrE, all read by the one who does both."""
    initialled = waiting(world, 7, 2)
    signed = [office.walk(world, office.begin(world, quarter), 9) for quarter in (3, 4)]
    head = world.holder(9)
    Appointment.objects.filter(user=world.holder(7)).update(user=head)
    issue_certificate(head, PHRASE)
    client.force_login(head)
    for days, file in enumerate((signed[0], *initialled, signed[1])):
        due = timezone.now() + dt.timedelta(days=days + 1)
        StepRun.objects.filter(pk=file.run.places()[0]["id"]).update(due_at=due)
        read(client, file)
    return signed


def test_the_documents_that_were_ticked_say_by_whom_they_are_signed(client, world, service, monkeypatch):
    """The head initials too: what comes first on the page may have changed since the passphrase was typed."""
    signed = two_ways(client, world)
    assert boxes(client) == [(True, False), (False, False), (False, False), (True, False)]
    form = ticked(client, signed, password=standin.PHRASE)
    for step in form["dokumen"]:
        (outcome,) = client.post(QUEUE, form | {"dokumen": step}, headers=SCRIPT).json()["outcomes"]
        assert outcome["done"], outcome
    assert statuses(signed) == ["signed"] * 2
    assert "Frasa sandi sertifikat Anda" in words(client.get(QUEUE))


def test_a_paper_that_the_library_cannot_sign_is_named_and_the_other_is_signed(client, world, monkeypatch):
    initialled = waiting(world, 7, 2)
    issue_certificate(world.holder(7), PHRASE)
    client.force_login(world.holder(7))
    for file in initialled:
        read(client, file)
    form = ticked(client, initialled, password=PHRASE)
    really, calls = PdfSigner.sign_pdf, []

    def sign_pdf(self, *more, **named):
        calls.append(self)
        if len(calls) == 2:
            raise PdfReadError("broken reference")
        return really(self, *more, **named)

    monkeypatch.setattr(PdfSigner, "sign_pdf", sign_pdf)
    text = words(client.post(QUEUE, form))
    assert "1 dokumen selesai" in text
    assert "Tanda tangan tidak dibubuhkan" in text
    assert sorted(statuses(initialled)) == ["paraf", "verified"]


def test_a_secret_for_one_provider_signs_nothing_of_another(client, world, service):
    """Both ticked by hand: the first one decides, the other is refused in its own words, and nothing is sent."""
    signed, initialled = office.walk(world, office.begin(world, 1), 9), office.at_step(world, 7)
    head = world.holder(9)
    Appointment.objects.filter(user=world.holder(7)).update(user=head)
    issue_certificate(head, PHRASE)
    client.force_login(head)
    form = ticked(client, [initialled, signed], password=PHRASE)
    for file in (initialled, signed):
        read(client, file)
    text = words(client.post(QUEUE, form))
    assert "ditandatangani dengan cara lain" in text
    assert statuses([signed]) == ["paraf"]
    assert service.asked == []
    assert office.fresh(initialled).manuscript is not None


def test_where_a_pen_signs_the_queue_takes_the_password_and_says_so(client, sumenep):
    SigningSetup.objects.create(office=sumenep.office, head="record")
    files = waiting(sumenep, 9, 2)
    client.force_login(sumenep.holder(9))
    for file in files:
        read(client, file)
    page = words(client.get(QUEUE))
    assert "Kata sandi Anda" in page
    assert "tanda tangan basah dibubuhkan pada naskah cetak" in page
    assert UNCERTIFIED not in page
    filing = {"classification": "000.8.6.3", "location": "Rak 3", "active_years": "2", "inactive_years": "3", "disposition": "destroy"}  # fmt: skip
    assert "2 dokumen selesai" in words(client.post(QUEUE, ticked(client, files, **filing)))
    assert {row.kind for row in SignedDocument.objects.all()} == {Kind.RECORD}
