"""Sending a file back: what is owed, what is said to happen, and what then happens."""

from html import unescape

import pytest
from django.urls import reverse

from kinerja.submissions.entry.filling import judge
from kinerja.submissions.figures import Judgement
from kinerja.submissions.verification.threads import threads_of
from sop.ledger.models import Event
from sop.runs.models import StepRun
from tests.kinerja.submissions import office


def url(submission):
    return reverse("submissions:return", args=[submission.pk, submission.run.places()[0]["id"]])


def show(client, submission, user):
    client.force_login(user)
    return client.get(url(submission))


def post(client, submission, user, **more):
    form = office.form_of(show(client, submission, user)) | more
    return client.post(url(submission), form), form


def words(answer):
    return unescape(answer.content.decode())


def units(submission):
    return submission.run.units["3"]


def test_the_page_says_what_will_happen_before_it_happens(client, sumenep):
    submission = office.at_step(sumenep, 8)
    text = words(show(client, submission, sumenep.holder(8)))
    for told in (
        "Berkas kembali ke pengisian dengan keterangan ‘Dikembalikan’.", "Verifikasi dan paraf yang sudah diberikan gugur", "Berkas kembali ke langkah 3",
        "Hanya bidang yang dipilih dibuka kembali; nilai lain tidak berubah.", "Tidak tercantum dalam SOP, namun", "tenggatnya",
    ):  # fmt: skip
        assert told in text
    assert text.count("btn-primary") == 1


def test_a_return_reopens_the_chosen_units_only_and_says_why(client, sumenep):
    submission = office.at_step(sumenep, 7)
    chosen = units(submission)[1]
    answer, _ = post(client, submission, sumenep.holder(7), reason="Angka KTP salah", units=[str(chosen)])
    assert answer.status_code == 302
    submission = office.fresh(submission)
    assert submission.status == "draft"
    assert [(row["step"], row["unit"]) for row in submission.run.places()] == [(3, chosen)]
    text = client.get(answer["Location"]).content.decode()
    assert "Berkas dikembalikan. Selanjutnya: TIM SAKIP, langkah 3" in text
    assert "Angka KTP salah" in text


def test_reason_and_units_are_owed_and_what_was_typed_comes_back(client, sumenep):
    submission = office.at_step(sumenep, 7)
    figure = submission.figures.first()
    answer, _ = post(
        client, submission, sumenep.holder(7), reason=" ", **{f"catatan_{figure.pk}": "Unggah rekap"}
    )
    text = words(answer)
    assert answer.status_code == 422
    for sentence in (
        "Tulis alasan pengembalian.",
        "Pilih sedikitnya satu unit",
        "Unggah rekap",
        "Kesalahan: ",
    ):
        assert sentence in text
    assert office.fresh(submission).status == "verified"
    assert not Judgement.objects.filter(agreed=False).exists()


def test_remarks_on_rows_go_back_with_the_file(client, sumenep):
    submission = office.at_step(sumenep, 7)
    figure = submission.figures.first()
    more = {f"catatan_{figure.pk}": "Lampirkan rekap September."}
    answer, _ = post(
        client, submission, sumenep.holder(7), reason="Kurang bukti", units=[str(figure.unit_id)], **more
    )
    assert answer.status_code == 302
    word = Judgement.objects.get(agreed=False)
    assert (word.figure_id, word.note, word.version) == (
        figure.pk,
        "Lampirkan rekap September.",
        figure.version,
    )
    assert "Lampirkan rekap September." in client.get(answer["Location"]).content.decode()


def test_units_with_open_remarks_are_ticked_already_and_remarks_are_not_said_twice(client, sumenep):
    submission = office.at_step(sumenep, 6)
    figure, other = submission.figures.all()[:2]
    judge(submission, {figure.pk: (False, "Salah satuan"), other.pk: (True, "")}, by=sumenep.holder(6))
    submission = office.fresh(submission)
    answer = show(client, submission, sumenep.holder(6))
    text = words(answer)
    assert text.count(" checked") == 1
    assert f'value="{figure.unit_id}"' in text[text.index(" checked") - 200 : text.index(" checked") + 20]
    assert "Salah satuan" in text
    before = Event.objects.filter(kind="judgement").count()
    form = office.form_of(answer) | {
        "reason": "Perbaiki", "units": [str(figure.unit_id)], f"catatan_{figure.pk}": "Salah satuan",
    }  # fmt: skip
    assert client.post(url(submission), form).status_code == 302
    assert Event.objects.filter(kind="judgement").count() == before


def test_a_double_click_returns_once(client, sumenep):
    submission = office.at_step(sumenep, 7)
    figure = submission.figures.first()
    more = {"units": [str(figure.unit_id)], f"catatan_{figure.pk}": "Periksa"}
    _, form = post(client, submission, sumenep.holder(7), reason="Perbaiki", **more)
    events = Event.objects.count()
    again = client.post(url(submission), form)
    assert "Sudah tersimpan sebelumnya" in client.get(again["Location"]).content.decode()
    assert Event.objects.count() == events


def test_a_page_opened_before_the_file_moved_is_refused_with_the_reason_given_back(client, sumenep):
    submission = office.at_step(sumenep, 8)
    form = office.form_of(show(client, submission, sumenep.holder(8)))
    office.take(sumenep, submission, submission.run.places()[0], sumenep.definition.moves(8)[0])
    answer = client.post(
        url(submission), form | {"reason": "Alasan panjang saya", "units": [str(units(submission)[0])]}
    )
    assert answer.status_code == 409
    assert "Alasan panjang saya" in words(answer)


@pytest.mark.parametrize(("who", "status"), [("kasubbag-perencanaan", 403), ("", 404)])
def test_others_may_not_even_look(client, sumenep, who, status):
    submission = office.at_step(sumenep, 8)
    user = sumenep.people[who] if who else sumenep.stranger
    assert show(client, submission, user).status_code == status


def test_a_step_without_a_way_back_leads_to_the_file(client, sumenep):
    submission = office.at_step(sumenep, 4)
    assert show(client, submission, sumenep.holder(4))["Location"] == submission.get_absolute_url()


def test_a_closed_step_shows_where_the_file_is_now(client, sumenep):
    submission = office.at_step(sumenep, 7)
    before = url(submission)
    office.take(sumenep, submission, submission.run.places()[0], sumenep.definition.moves(7)[0])
    client.force_login(sumenep.holder(7))
    answer = client.get(before)
    assert "Sudah ditangani" in client.get(answer["Location"]).content.decode()


def test_a_return_before_there_are_figures_asks_for_a_reason_only(client, musi_rawas):
    submission = office.at_step(musi_rawas, 2)
    text = words(show(client, submission, musi_rawas.holder(2)))
    assert "Unit yang dibuka kembali" not in text
    assert "Catatan per baris" not in text
    assert "keterangan ‘Dikembalikan’." in text
    answer, _ = post(client, submission, musi_rawas.holder(2), reason="Format salah")
    assert answer.status_code == 302
    assert [row["step"] for row in office.fresh(submission).run.places()] == [1]


def test_a_return_to_the_draftsman_leaves_the_figures_alone(client, db, quick_papers):
    world = office.found("tasikmalaya", indicators=1)
    submission = office.at_step(world, 7)
    text = words(show(client, submission, world.holder(7)))
    assert "Angka tidak dibuka kembali." in text
    assert 'type="radio"' in text  # the sheet's own way, and the one to the fill step
    unnamed, _ = post(client, submission, world.holder(7), reason="Perbaiki uraian")
    assert unnamed.status_code == 422
    assert "Pilih salah satu" in words(unnamed)
    answer, _ = post(client, submission, world.holder(7), reason="Perbaiki uraian", move="7.2")
    assert answer.status_code == 302
    assert [row["step"] for row in office.fresh(submission).run.places()] == [5]


def test_a_return_in_two_strides_names_units_and_reason_once(client, db, quick_papers):
    world = office.found("mojokerto", indicators=1, kind="month")
    submission = office.at_step(world, 3)
    chosen = submission.run.units["1"][0]
    row = submission.figures.get(unit=chosen)
    remark = {f"catatan_{row.pk}": "Lampirkan rekap"}
    post(client, submission, world.holder(3), reason="Tidak sesuai bukti", units=[str(chosen)], **remark)
    submission = office.fresh(submission)
    assert [row["step"] for row in submission.run.places()] == [4]
    page = show(client, submission, world.holder(4))
    assert "Tidak sesuai bukti" in words(page)
    assert "Lampirkan rekap" in words(page)
    assert words(page).count(" checked") == 1
    form = office.form_of(page) | {"reason": "Tidak sesuai bukti", "units": [str(chosen)]}
    assert client.post(url(submission), form).status_code == 302
    submission = office.fresh(submission)
    assert [(row["step"], row["unit"]) for row in submission.run.places()] == [(1, chosen)]
    last = StepRun.objects.filter(run=submission.run, outcome="returned").latest("pk")
    assert last.note == "Tidak sesuai bukti"
    assert threads_of(submission)[row.pk].state == "Belum ditanggapi"
