"""Putting a signed file into the archive."""

from html import unescape

import pytest
from django.urls import reverse

from kinerja.submissions.figures import ArchiveRecord
from sop.runs.models import StepRun
from tests.kinerja.submissions import office

GIVEN = {
    "application": "SILAKIP", "date": "2026-10-05", "officer": "Operator", "receipt": "SLK-7",
    "classification": "000.8.6.3", "number": "12/2026", "location": "Ruang arsip, rak 3", "active_years": "2",
    "inactive_years": "3", "disposition": "permanent",
}  # fmt: skip


def url(submission):
    return reverse("submissions:file", args=[submission.pk, submission.run.places()[0]["id"]])


def show(client, submission, user):
    client.force_login(user)
    return client.get(url(submission))


def post(client, submission, user, **more):
    form = office.form_of(show(client, submission, user)) | more
    return client.post(url(submission), form), form


def words(answer):
    return unescape(answer.content.decode())


@pytest.fixture
def signed(musi_rawas):
    return office.at_step(musi_rawas, 11)


def test_the_form_knows_what_need_not_be_typed(client, musi_rawas, signed):
    text = words(show(client, signed, musi_rawas.holder(11)))
    assert 'value="000.8.6.3"' in text
    assert f'value="{musi_rawas.holder(11).name}"' in text
    assert "Nama aplikasi" in text
    assert text.count("btn-primary") == 1


def test_filing_ends_the_way_and_keeps_receipt_and_place(client, musi_rawas, signed):
    answer, _ = post(client, signed, musi_rawas.holder(11), **GIVEN)
    assert answer.status_code == 302
    record = ArchiveRecord.objects.get(submission=signed)
    assert (record.location, record.number, record.disposition) == (
        "Ruang arsip, rak 3",
        "12/2026",
        "permanent",
    )
    run = StepRun.objects.filter(run=signed.run).latest("closed_at")
    assert run.record["receipt"] == "SLK-7"
    history = words(client.get(signed.get_absolute_url()))
    assert "Tanggal input" in history
    assert "Tanggal rapat" not in history
    assert "Semua langkah SOP selesai" in words(client.get(answer["Location"]))


def test_the_next_file_starts_from_what_was_written_the_last_time(client, musi_rawas, signed):
    post(client, signed, musi_rawas.holder(11), **GIVEN)
    following = office.walk(musi_rawas, office.begin(musi_rawas, 4), 11)
    text = words(show(client, following, musi_rawas.holder(11)))
    assert 'value="Ruang arsip, rak 3"' in text
    assert 'value="12/2026"' not in text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("classification", "", "Isi kode klasifikasi."), ("location", " ", "Isi lokasi simpan."),
        ("active_years", "dua", "dengan bilangan 0 sampai 99"), ("inactive_years", "-1", "dengan bilangan 0 sampai 99"),
        ("disposition", "bakar", "Pilih nasib akhir dari daftar."), ("receipt", "", "Isi nomor atau keterangan tanda terima, atau unggah gambarnya."),
        ("date", "kemarin", "sebagai tanggal"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_and_what_was_typed_stays(client, musi_rawas, signed, field, value, sentence):
    answer, _ = post(client, signed, musi_rawas.holder(11), **GIVEN | {field: value, "note": "Catatan saya"})
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert "Catatan saya" in words(answer)
    assert office.fresh(signed).status == "signed"


def test_a_double_click_files_once(client, musi_rawas, signed):
    _, form = post(client, signed, musi_rawas.holder(11), **GIVEN)
    again = client.post(url(signed), form)
    assert "Sudah tersimpan sebelumnya" in words(client.get(again["Location"]))
    assert ArchiveRecord.objects.count() == 1


def test_another_key_on_a_filed_step_is_told_who_was_first(client, musi_rawas, signed):
    _, form = post(client, signed, musi_rawas.holder(11), **GIVEN)
    answer = client.post(url(signed), form | {"key": "lain"})
    assert answer.status_code == 409
    assert "sudah diselesaikan oleh" in words(answer)
    assert "Ruang arsip, rak 3" in words(answer)


@pytest.mark.parametrize(("who", "status"), [("sekretaris", 403), ("", 404)])
def test_others_may_not_file(client, musi_rawas, signed, who, status):
    user = musi_rawas.people[who] if who else musi_rawas.stranger
    assert show(client, signed, user).status_code == status


def test_a_step_that_files_nothing_leads_to_its_own_page(client, musi_rawas):
    submission = office.at_step(musi_rawas, 10)
    assert show(client, submission, musi_rawas.holder(10))["Location"] == submission.get_absolute_url()
