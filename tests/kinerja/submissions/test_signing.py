"""Paraf and signature: what is shown, what is asked, what is stored, and what is refused."""

import hashlib
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinerja.signing.models import SignedDocument
from kinerja.submissions.models import Submission
from kinerja.submissions.papers import report as papers
from sop.offices.models import Appointment, Position
from sop.runs.models import StepRun
from tests.kinerja.submissions import office

FILING = {
    "classification": "000.8.6.3", "location": "Rak 3", "active_years": "2", "inactive_years": "3",
    "disposition": "destroy",
}  # fmt: skip
YES = {"read": "on", "password": office.PASSWORD}


def url(submission):
    return reverse("submissions:sign", args=[submission.pk, submission.run.places()[0]["id"]])


def show(client, submission, user):
    client.force_login(user)
    return client.get(url(submission))


def post(client, submission, user, **more):
    form = office.form_of(show(client, submission, user)) | {"move": ""} | more
    return client.post(url(submission), form), form


def words(answer):
    return unescape(answer.content.decode())


def test_the_official_reads_the_document_and_who_checked_it_before(client, sumenep):
    submission = office.at_step(sumenep, 9)
    text = words(show(client, submission, sumenep.holder(9)))
    for told in (
        "Capaian rata-rata", "90,00% (Tinggi)", "0 dari 5 indikator", "Pemeriksaan berjenjang", "Sekretaris Dinas",
        "RANCANGAN", "Laporan Pengukuran Kinerja", "Unduh PDF", submission.data_hash[:12],
        "Saya telah membaca dokumen dan bertanggung jawab atas isinya.",
        "Tanda tangan elektronik tidak tersertifikasi", "Tanda tangani dan arsipkan", "Kode klasifikasi",
    ):  # fmt: skip
        assert told in text
    assert text.count("btn-primary") == 1


def test_a_paraf_moves_the_file_and_stores_no_document(client, sumenep):
    submission = office.at_step(sumenep, 7)
    answer, _ = post(client, submission, sumenep.holder(7), **YES, note="Sesuai.")
    assert answer.status_code == 302
    assert "Paraf Anda tercatat." in words(client.get(answer["Location"]))
    assert office.fresh(submission).status == "paraf"
    assert not SignedDocument.objects.exists()


def test_a_signature_stores_the_bytes_before_the_row_and_files_in_the_same_act(client, sumenep, shelf):
    submission = office.at_step(sumenep, 9)
    answer, _ = post(client, submission, sumenep.holder(9), **YES, **FILING)
    assert answer.status_code == 302
    submission = Submission.objects.select_related("document", "filing").get(pk=submission.pk)
    document = submission.document
    content = (shelf / document.path).read_bytes()
    assert submission.status == "archived"
    assert submission.filing.location == "Rak 3"
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert document.data_hash == submission.data_hash
    assert [row["act"] for row in document.signers] == ["verify", "paraf", "sign"]
    assert document.signers[-1]["capacity"] == "Kepala Dinas Kependudukan dan Pencatatan Sipil"
    assert document.signed_at == StepRun.objects.get(pk=_last_step(submission)).closed_at
    assert "Dokumen ditandatangani. Dokumen diarsipkan." in words(client.get(answer["Location"]))


def _last_step(submission):
    return StepRun.objects.filter(run=submission.run).latest("closed_at").pk


def test_a_double_click_signs_once(client, sumenep):
    submission = office.at_step(sumenep, 9)
    _, form = post(client, submission, sumenep.holder(9), **YES, **FILING)
    again = client.post(url(submission), form)
    assert again.status_code == 302
    assert "Sudah tersimpan sebelumnya" in words(client.get(again["Location"]))
    assert SignedDocument.objects.count() == 1


def test_a_wrong_password_says_how_many_tries_are_left_and_keeps_the_note(client, sumenep):
    submission = office.at_step(sumenep, 7)
    answer, _ = post(
        client, submission, sumenep.holder(7), read="on", password="bukan-itu", note="Catatan saya"
    )
    text = words(answer)
    assert answer.status_code == 422
    assert "Kata sandi tidak cocok. Sisa percobaan: 4." in text
    assert "Catatan saya" in text
    assert "bukan-itu" not in text
    assert office.fresh(submission).status == "verified"


def test_after_five_wrong_passwords_even_the_right_one_waits(client, sumenep):
    submission = office.at_step(sumenep, 7)
    for _ in range(5):
        answer, _ = post(client, submission, sumenep.holder(7), read="on", password="salah")
    assert "Akun dikunci sampai" in words(answer)
    answer, _ = post(client, submission, sumenep.holder(7), **YES)
    assert answer.status_code == 422
    assert "karena 5 kali salah" in words(answer)
    assert office.fresh(submission).status == "verified"


def test_no_stranger_who_guesses_at_the_door_keeps_an_official_from_signing(client, sumenep):
    submission = office.at_step(sumenep, 7)
    for _ in range(6):
        Client().post("/masuk/", {"login": sumenep.holder(7).username, "password": "tebakan"})
    answer, _ = post(client, submission, sumenep.holder(7), **YES)
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("missing", "sentence"), [("read", "Centang pernyataan"), ("password", "Isi kata sandi Anda.")]
)
def test_the_declaration_and_the_password_are_asked_every_time(client, sumenep, missing, sentence):
    submission = office.at_step(sumenep, 7)
    answer, _ = post(client, submission, sumenep.holder(7), **{k: v for k, v in YES.items() if k != missing})
    assert answer.status_code == 422
    assert sentence in words(answer)


def test_filing_is_owed_where_the_same_act_files(client, sumenep):
    submission = office.at_step(sumenep, 9)
    answer, _ = post(client, submission, sumenep.holder(9), **YES, **FILING | {"location": ""})
    assert answer.status_code == 422
    assert "Isi lokasi simpan." in words(answer)
    assert not SignedDocument.objects.exists()


def test_a_document_that_changed_since_it_was_read_is_not_signed(client, sumenep, monkeypatch):
    submission = office.at_step(sumenep, 7)
    rendered = []
    monkeypatch.setattr(papers, "render_report", lambda report: rendered.append(report) or b"%PDF")
    answer, _ = post(client, submission, sumenep.holder(7), **YES, data_hash="0" * 64)
    assert answer.status_code == 409
    assert "Dokumen berubah sejak Anda membukanya" in words(answer)
    assert rendered == []


def test_a_page_of_an_earlier_round_signs_nothing(client, sumenep, shelf):
    submission = office.at_step(sumenep, 9)
    form = office.form_of(show(client, submission, sumenep.holder(9)))
    answer = client.post(url(submission), form | {"expected_seq": "3", "move": ""} | YES | FILING)
    assert answer.status_code == 409
    assert list(Path(shelf).rglob("*.pdf")) == []


def test_who_entered_figures_reads_why_not_and_cannot(client, sumenep):
    submission = office.at_step(sumenep, 7)
    entrant = sumenep.holder(3, submission.run.units["3"][0])
    secretary = Position.objects.get(office=sumenep.office, code="sekretaris")
    Appointment.objects.create(user=entrant, position=secretary, kind="plh", since="2020-01-01")
    text = words(show(client, submission, entrant))
    assert "Anda ikut mengisi data ini" in text
    assert "Yang dapat bertindak" in text
    assert "disabled>Paraf" in text
    answer, _ = post(client, submission, entrant, **YES)
    assert answer.status_code == 403
    assert "Yang dapat bertindak: Sekretaris" in words(answer)


def test_the_block_of_the_signature_names_the_reader_and_the_draft_the_stand_in(client, sumenep):
    submission = office.at_step(sumenep, 9)
    head = Position.objects.get(office=sumenep.office, code="kepala-dinas")
    absent, stand_in = sumenep.people["kepala-dinas"], sumenep.people["kasubbag-umum"]
    Appointment.objects.create(user=stand_in, position=head, kind="plh", since="2020-01-01")
    signer = papers.draft_of(submission, at=timezone.now()).report.signer
    assert signer.name == stand_in.name
    assert signer.position == "Plh. Kepala Dinas Kependudukan dan Pencatatan Sipil"
    for reader, other in [(stand_in, absent), (absent, stand_in)]:
        paper = show(client, submission, reader).context["document"]
        assert reader.name in paper
        assert other.name not in paper


def test_a_stand_in_signs_in_the_capacity_of_the_day(client, sumenep):
    submission = office.at_step(sumenep, 9)
    head = Position.objects.get(office=sumenep.office, code="kepala-dinas")
    stand_in = sumenep.people["kasubbag-umum"]
    Appointment.objects.create(user=stand_in, position=head, kind="plh", since="2020-01-01")
    answer, _ = post(client, submission, stand_in, **YES, **FILING)
    assert answer.status_code == 302
    document = SignedDocument.objects.get()
    assert document.signers[-1]["capacity"] == "Plh. Kepala Dinas Kependudukan dan Pencatatan Sipil"
    assert document.signers[-1]["name"] == stand_in.name


@pytest.mark.parametrize(
    ("public", "address"),
    [("https://kinerja.contoh", "https://kinerja.contoh/v/"), ("", "http://testserver/v/")],
)
def test_the_printed_address_is_the_public_one(client, sumenep, settings, monkeypatch, public, address):
    settings.PUBLIC_URL = public
    printed = []
    monkeypatch.setattr(papers, "render_report", lambda report: printed.append(report) or b"%PDF")
    submission = office.at_step(sumenep, 9)
    post(client, submission, sumenep.holder(9), **YES, **FILING)
    assert printed[0].frozen.address == f"{address}{SignedDocument.objects.get().code}"


@pytest.mark.parametrize(("who", "status"), [("kasubbag-perencanaan", 403), ("", 404)])
def test_others_may_not_read_along(client, sumenep, who, status):
    submission = office.at_step(sumenep, 7)
    user = sumenep.people[who] if who else sumenep.stranger
    assert show(client, submission, user).status_code == status


def test_a_step_that_signs_nothing_leads_to_its_own_page(client, sumenep):
    submission = office.at_step(sumenep, 8)
    assert show(client, submission, sumenep.holder(8))["Location"] == submission.get_absolute_url()


def test_without_the_engine_nothing_moves_and_the_sentence_says_what_to_do(client, sumenep, monkeypatch):
    from kinerja.documents.engine import NoPdfEngine

    def broken(report):
        raise NoPdfEngine("Mesin PDF tidak tersedia pada server ini.")

    monkeypatch.setattr(papers, "render_report", broken)
    submission = office.at_step(sumenep, 9)
    answer, _ = post(client, submission, sumenep.holder(9), **YES, **FILING, note="Tetap ada")
    assert answer.status_code == 503
    assert "Mesin PDF tidak tersedia" in words(answer)
    assert "Tetap ada" in words(answer)
    assert office.PASSWORD not in words(answer)
    assert office.fresh(submission).status == "paraf"


def test_the_password_reaches_neither_event_nor_step(client, sumenep):
    from sop.ledger.models import Event

    submission = office.at_step(sumenep, 7)
    post(client, submission, sumenep.holder(7), **YES)
    assert not any(office.PASSWORD in text for text in Event.objects.values_list("text", flat=True))


def test_two_paraf_show_which_is_still_missing(client, musi_rawas):
    submission = office.at_step(musi_rawas, 8)
    text = words(show(client, submission, musi_rawas.holder(8)))
    assert "Kepala Sub Bagian Perencanaan" in text
    answer, _ = post(client, submission, musi_rawas.holder(8), **YES)
    assert answer.status_code == 302
    assert "Diparaf (2/2)" in words(client.get(answer["Location"]))
