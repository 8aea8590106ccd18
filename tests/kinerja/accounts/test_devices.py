"""Sessions of a person: seen, ended from elsewhere, ended with the password and with the account."""

import json
import logging

import pytest
from django.conf import settings

from kinerja.common.logs import JsonFormatter
from kinerja.notifications.mail.models import Mail
from kinerja.notifications.models import Notification
from sop.offices.access import keep_settings
from sop.offices.actions.people import correct, switch
from sop.offices.actions.sign_ins import note_sign_in
from sop.offices.models import Outcome, SignIn
from tests.kinerja.accounts.conftest import PASSWORD, enter, is_in

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (Linux; Android 14) Chrome/140.0 Mobile Safari/537.36"
NEW = "teh-poci-sore-hari"


def test_a_login_gives_the_session_a_new_key(world, client):
    client.get("/masuk/")
    client.session.save()
    session = client.session
    session["before"] = True
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    client.post("/masuk/", {"login": world.clerks[world.units[0].pk].username, "password": PASSWORD})
    assert client.session.session_key != session.session_key


def test_one_device_or_all_others_are_put_out_and_nobody_elses(world, django_assert_num_queries):
    sari, other = world.clerks[world.units[0].pk], enter(world.people[2])
    desk, phone, third = enter(sari), enter(sari, PHONE), enter(sari)
    page = desk.get("/profil/perangkat/").content.decode()
    assert "Chrome di Android" in page
    assert page.count("Keluarkan<") == 2
    rows = {client: SignIn.objects.get(session_key=client.session.session_key) for client in (phone, other)}
    for row in rows.values():
        desk.post(f"/profil/perangkat/{row.pk}/keluarkan/")
    assert [is_in(client) for client in (desk, phone, third, other)] == [True, False, True, True]
    desk.post("/profil/perangkat/keluarkan/")
    assert [is_in(client) for client in (desk, third, other)] == [True, False, True]
    for _ in range(20):
        note_sign_in(sari, Outcome.WRONG_PASSWORD, at=rows[other].at)
    with django_assert_num_queries(9):
        desk.get("/profil/perangkat/")


def test_a_changed_password_ends_the_other_sessions_and_this_one_stays_in_the_list(world):
    sari = world.clerks[world.units[0].pk]
    desk, phone = enter(sari), enter(sari, PHONE)
    desk.post("/ganti-sandi/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert [is_in(desk), is_in(phone)] == [True, False]
    page = desk.get("/profil/perangkat/").content.decode()
    assert "perangkat ini" in page
    assert "Keluarkan<" not in page


def test_switching_off_ends_the_session_at_once_and_on_again_does_not_bring_it_back(world):
    sari = world.clerks[world.units[0].pk]
    keeping = keep_settings(world.people[2], world.office.code)
    listed, unlisted = enter(sari), enter(sari)
    SignIn.objects.filter(session_key=unlisted.session.session_key).delete()
    switch(sari, keeping, active=False, reason="Pindah tugas")
    assert [is_in(listed), is_in(unlisted)] == [False, False]
    switch(sari, keeping, active=True, reason="Kembali")
    assert [is_in(listed), is_in(unlisted)] == [False, False]
    assert is_in(enter(sari))


def test_the_profile_lets_only_the_address_be_changed(world):
    sari = world.clerks[world.units[0].pk]
    client = enter(sari)
    assert client.post("/profil/", {"email": "bukan surel"}).status_code == 422
    client.post("/profil/", {"email": "sari@contoh.go.id", "name": "Orang Lain", "nip": "1"})
    fresh = type(sari).objects.get(pk=sari.pk)
    assert (fresh.email, fresh.name, fresh.nip) == ("sari@contoh.go.id", sari.name, sari.nip)
    assert Notification.objects.get(user=sari).title == "Alamat surel Anda diubah"
    assert not Mail.objects.exists()  # there was no address before


def test_a_changed_address_is_told_to_the_old_one_whoever_changed_it(world, settings):
    settings.MAIL_CONFIGURED = True
    sari = world.clerks[world.units[0].pk]
    type(sari).objects.filter(pk=sari.pk).update(email="sari@contoh.go.id")
    client = enter(sari)
    for _ in range(2):  # the same click twice tells once
        client.post("/profil/", {"email": "baru@contoh.go.id"})
    client.post("/pemberitahuan/surel/", {"email": "lain@contoh.go.id", "mode": "at_once"})
    sari = type(sari).objects.get(pk=sari.pk)
    sari.email = "kantor@contoh.go.id"
    correct(sari, keep_settings(world.people[2], world.office.code), ["email"])
    mails = list(Mail.objects.order_by("pk"))
    assert [mail.to for mail in mails] == ["sari@contoh.go.id", "baru@contoh.go.id", "lain@contoh.go.id"]
    assert "menjadi b***@contoh.go.id. Bila bukan Anda" in mails[0].text
    assert Notification.objects.filter(user=sari, kind="account").count() == 3


def test_the_security_log_is_lines_of_json_in_utc_with_the_nip_masked(world, caplog):
    sari = world.clerks[world.units[0].pk]
    type(sari).objects.filter(pk=sari.pk).update(nip="198001012005012001")
    with caplog.at_level(logging.INFO, "kinerja.security"):
        enter(sari, "Jahat\r\nsigned_in user=1")
    lines = [JsonFormatter().format(record) for record in caplog.records if record.name == "kinerja.security"]
    told = [json.loads(line) for line in lines]
    assert [line["message"].split()[0] for line in told] == ["signed_in"]
    assert told[0]["time"].endswith("+00:00")
    assert "198001012005012001" not in "".join(lines)
    assert f"user={sari.pk} " in told[0]["message"]
