"""The text of the report: who may write it, until when, and that nothing typed is lost."""

from django.urls import reverse

from tests.kinerja.submissions import office


def url(submission):
    return reverse("submissions:narrative", args=[submission.pk])


def test_the_holder_of_an_open_step_writes_it_while_the_file_is_a_draft(client, sumenep):
    submission = office.at_step(sumenep, 4)
    client.force_login(sumenep.holder(4))
    assert "Tulis uraian" in client.get(submission.get_absolute_url()).content.decode()
    answer = client.post(url(submission), {"text": "Alinea satu.\r\n\r\nAlinea dua."})
    assert answer.status_code == 302
    assert office.fresh(submission).narrative == "Alinea satu.\n\nAlinea dua."
    text = client.get(submission.get_absolute_url()).content.decode()
    assert "Ubah uraian" in text
    assert "<p>Alinea dua.</p>" in text


def test_an_empty_text_takes_it_away(client, sumenep):
    submission = office.at_step(sumenep, 4)
    client.force_login(sumenep.holder(4))
    client.post(url(submission), {"text": "Sementara"})
    client.post(url(submission), {"text": ""})
    assert office.fresh(submission).narrative == ""


def test_others_may_not_and_their_text_is_given_back(client, sumenep):
    submission = office.at_step(sumenep, 4)
    client.force_login(sumenep.people["sekretaris"])
    answer = client.post(url(submission), {"text": "Uraian orang lain"})
    assert answer.status_code == 403
    assert "Uraian orang lain" in answer.content.decode()
    assert "Tulis uraian" not in client.get(submission.get_absolute_url()).content.decode()
    client.force_login(sumenep.stranger)
    assert client.get(url(submission)).status_code == 404


def test_after_verification_it_is_locked(client, sumenep):
    submission = office.at_step(sumenep, 7)
    client.force_login(sumenep.holder(7))
    answer = client.post(url(submission), {"text": "Terlambat menulis"})
    assert answer.status_code == 409
    assert "Terlambat menulis" in answer.content.decode()


def test_too_long_a_text_is_refused_and_kept(client, sumenep):
    submission = office.at_step(sumenep, 4)
    client.force_login(sumenep.holder(4))
    answer = client.post(url(submission), {"text": "x" * 20_001})
    assert answer.status_code == 422
    assert "paling banyak 20.000 huruf" in answer.content.decode()
    assert "x" * 20_001 in answer.content.decode()


def test_a_text_written_meanwhile_is_not_overwritten_and_both_are_kept(client, sumenep):
    submission = office.at_step(sumenep, 4)
    client.force_login(sumenep.holder(4))
    seen = client.get(url(submission)).context["form"]["version"].value()
    assert f'value="{seen}"' in client.get(url(submission)).content.decode()
    client.post(url(submission), {"text": "Ditulis lebih dahulu", "version": seen})
    answer = client.post(url(submission), {"text": "Ditulis belakangan", "version": seen})
    assert answer.status_code == 409
    assert "Ditulis belakangan" in answer.content.decode()
    assert seen not in answer.content.decode()
    assert office.fresh(submission).narrative == "Ditulis lebih dahulu"
