"""Finishing a step from the page of its file: allowed, refused, too late, twice."""

import pytest
from django.urls import reverse

from sop.ledger.models import Event
from sop.runs.models import StepRun
from tests.kinerja.submissions import office


def url(submission, step_run):
    return reverse("submissions:act", args=[submission.pk, step_run])


def opened(client, submission, user):
    """The act form as the person sees it."""
    client.force_login(user)
    return office.form_of(client.get(submission.get_absolute_url()), "/langkah/")


def post(client, submission, user, **more):
    form = opened(client, submission, user) | more
    step_run = submission.run.places()[0]["id"]
    return client.post(url(submission, step_run), form), form


def told(client, answer):
    return client.get(answer["Location"]).content.decode()


def test_the_holder_goes_on_and_is_told_who_holds_the_file_next(client, sumenep):
    submission = office.at_step(sumenep, 4)
    answer, _ = post(client, submission, sumenep.holder(4), move="4.1", note="Rekap lengkap")
    assert answer.status_code == 302
    text = told(client, answer)
    assert "Langkah selesai dan tercatat. Selanjutnya: KASUBBAG PERENCANAAN, langkah 5" in text
    assert "paling lambat" in text
    assert [row["step"] for row in office.fresh(submission).run.places()] == [5]
    assert StepRun.objects.get(pk=submission.run.places()[0]["id"]).note == "Rekap lengkap"


def test_a_double_click_counts_once(client, sumenep):
    submission = office.at_step(sumenep, 4)
    _answer, form = post(client, submission, sumenep.holder(4), move="4.1")
    events = Event.objects.filter(run=submission.run).count()
    again = client.post(url(submission, submission.run.places()[0]["id"]), form)
    assert again.status_code == 302
    assert "Sudah tersimpan sebelumnya; tidak dicatat dua kali." in told(client, again)
    assert Event.objects.filter(run=submission.run).count() == events


def test_the_same_key_with_other_words_is_not_taken_for_a_repeat(client, sumenep):
    submission = office.at_step(sumenep, 4)
    _, form = post(client, submission, sumenep.holder(4), move="4.1", note="satu")
    again = client.post(url(submission, submission.run.places()[0]["id"]), form | {"note": "dua"})
    assert again.status_code == 422
    assert "sudah terkirim dengan isi yang lain" in again.content.decode()


def test_a_page_opened_before_something_changed_is_refused_with_the_typed_note(client, sumenep):
    submission = office.at_step(sumenep, 4)
    answer, _ = post(
        client, submission, sumenep.holder(4), move="4.1", expected_seq="1", note="Catatan panjang saya"
    )
    assert answer.status_code == 409
    assert "Data berubah sejak halaman ini dibuka" in answer.content.decode()
    assert "Catatan panjang saya" in answer.content.decode()
    assert [row["step"] for row in office.fresh(submission).run.places()] == [4]


def test_whoever_comes_second_is_told_who_was_first(client, sumenep):
    submission = office.at_step(sumenep, 4)
    form = opened(client, submission, sumenep.holder(4)) | {"move": "4.1", "note": "Punya saya"}
    office.take(sumenep, submission, submission.run.places()[0], sumenep.definition.moves(4)[0])
    answer = client.post(url(submission, submission.run.places()[0]["id"]), form)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert f"sudah diselesaikan oleh {sumenep.holder(4).name} (Kepala Sub Bagian Perencanaan)" in text
    assert "Punya saya" in text


def test_a_colleague_is_refused_and_told_whose_step_it_is(client, sumenep):
    submission = office.at_step(sumenep, 4)
    form = opened(client, submission, sumenep.holder(4)) | {"move": "4.1", "note": "Bukan tugas saya"}
    client.force_login(sumenep.people["sekretaris"])
    answer = client.post(url(submission, submission.run.places()[0]["id"]), form)
    assert answer.status_code == 403
    assert "dikerjakan oleh KASUBBAG PERENCANAAN" in answer.content.decode()
    assert "Bukan tugas saya" in answer.content.decode()


def test_a_stranger_finds_nothing_and_a_lost_session_keeps_the_note(client, sumenep):
    submission = office.at_step(sumenep, 4)
    form = opened(client, submission, sumenep.holder(4)) | {"note": "Jangan hilang"}
    address = url(submission, submission.run.places()[0]["id"])
    client.force_login(sumenep.stranger)
    assert client.post(address, form).status_code == 404
    client.logout()
    answer = client.post(address, form)
    assert answer.status_code == 401
    assert "Jangan hilang" in answer.content.decode()


def test_a_step_of_another_file_is_not_found(client, sumenep):
    submission, other = office.at_step(sumenep, 4), office.begin(sumenep, 2)
    client.force_login(sumenep.holder(4))
    assert client.post(url(submission, other.run.places()[0]["id"]), {}).status_code == 404


def test_an_act_is_never_done_by_looking(client, sumenep):
    submission = office.at_step(sumenep, 4)
    client.force_login(sumenep.holder(4))
    assert client.get(url(submission, submission.run.places()[0]["id"])).status_code == 405


def test_a_decision_must_be_taken_in_the_words_of_the_sop(client, musi_rawas):
    submission = office.at_step(musi_rawas, 2)
    unknown, _ = post(client, submission, musi_rawas.holder(2), move="2.9")
    assert unknown.status_code == 422
    answer, _ = post(client, submission, musi_rawas.holder(2), move="2.1")
    assert answer.status_code == 302


@pytest.mark.parametrize("step", [7, 9])
def test_a_paraf_or_signature_is_not_given_without_its_page(client, sumenep, step):
    submission = office.at_step(sumenep, step)
    row = submission.run.places()[0]
    client.force_login(sumenep.holder(step))
    form = {"expected_seq": row["seq"], "key": "k", "move": f"{step}.1"}
    answer = client.post(url(submission, row["id"]), form)
    assert answer.status_code == 302
    assert answer["Location"] == f"/berkas/{submission.pk}/tandatangan/{row['id']}/"
    assert office.fresh(submission).status == submission.status


def test_a_return_leads_to_the_page_that_asks_for_a_reason(client, sumenep):
    submission = office.at_step(sumenep, 8)
    answer, _ = post(client, submission, sumenep.holder(8), move="8.2")
    assert (
        answer["Location"]
        == f"/berkas/{submission.pk}/kembalikan/{submission.run.places()[0]['id']}/?move=8.2"
    )


def test_a_note_typed_before_a_return_becomes_its_reason(client, sumenep):
    submission = office.at_step(sumenep, 8)
    note = "Angka akta kelahiran belum sesuai rekap."
    answer, _ = post(client, submission, sumenep.holder(8), move="8.2", note=note)
    page = answer.content.decode()
    assert note in page
    assert f'action="/berkas/{submission.pk}/kembalikan/' in page
    assert office.fresh(submission).run.seq == submission.run.seq


def test_a_meeting_is_not_finished_without_date_and_attendance(client, db, quick_papers):
    world = office.found("iv-jurai", indicators=1)
    submission = office.at_step(world, 5)
    answer, _ = post(
        client, submission, world.holder(5), move="5.1", date="", attendees="", note="Ketik dulu"
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    for sentence in ("Isi tanggal rapat.", "Isi daftar hadir.", "Ketik dulu", "Kesalahan: "):
        assert sentence in text
    answer, _ = post(
        client, submission, world.holder(5), move="5.1", date="2026-10-05", attendees="Ani\nBudi"
    )
    assert answer.status_code == 302
    run = StepRun.objects.get(pk=submission.run.places()[0]["id"])
    assert run.record == {"date": "2026-10-05", "attendees": "Ani\nBudi"}
    text = told(client, answer)
    assert "Tanggal rapat: 5 Oktober 2026" in text
    assert "Daftar hadir: Ani, Budi" in text


def test_numbering_and_distribution_are_written_down(client, db, quick_papers):
    world = office.found("iv-jurai", indicators=1)
    submission = office.at_step(world, 12)
    missing, _ = post(client, submission, world.holder(12), move="12.1", number="", date="5 Okt")
    assert missing.status_code == 422
    assert "Isi nomor surat." in missing.content.decode()
    assert "sebagai tanggal, misalnya 05/10/2026" in missing.content.decode()
    answer, _ = post(client, submission, world.holder(12), move="12.1", number="000.7/5", date="2026-10-05")
    assert answer.status_code == 302
