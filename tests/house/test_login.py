"""S01: logging in by user name or NIP, and what happens when it does not work."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import NoReverseMatch, reverse

from kinerja.common import throttle
from tests.house.conftest import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("odd_urls")]
MISMATCH = "NIP atau kata sandi tidak cocok. Sisa percobaan: {}."


def log_in(client: Client, login: str, password: str = PASSWORD):
    return client.post("/masuk/", {"login": login, "password": password})


@pytest.mark.parametrize(
    "login", ["sari", " Sari ", "198001012005012001", "19800101 200501 2 001", " 19800101 200501 2001 "]
)
def test_a_person_logs_in_by_user_name_or_by_nip_with_spaces(client, person, login):
    response = log_in(client, login)
    assert response.status_code == 302, response.context["form"].errors
    assert client.session["_auth_user_id"] == str(person.pk)


def test_logging_in_returns_to_the_page_that_was_asked_for(client, person):
    asked = client.get("/gaya/")
    assert asked.url == "/masuk/?next=/gaya/"
    response = client.post(asked.url, {"login": "sari", "password": PASSWORD, "next": "/gaya/"})
    assert response.url == "/gaya/"


def test_login_never_leads_to_another_site(client, person):
    response = client.post("/masuk/", {"login": "sari", "password": PASSWORD, "next": "https://example.org/"})
    assert response.url == "/"


def test_a_wrong_password_says_how_many_tries_are_left(client, person):
    for left in (4, 3, 2, 1):
        assert MISMATCH.format(left) in log_in(client, "sari", "salah").content.decode()


def test_an_unknown_name_is_answered_like_a_wrong_password(client, person):
    assert MISMATCH.format(4) in log_in(client, "tidak-ada").content.decode()


def test_the_fifth_wrong_password_locks_the_account_for_fifteen_minutes(client, person):
    with time_machine.travel(dt.datetime(2026, 10, 5, 3, 30, tzinfo=dt.UTC), tick=False) as clock:
        for _ in range(4):
            log_in(client, "sari", "salah")
        locked = "Akun dikunci sampai 10.45 WIB karena 5 kali salah."
        assert locked in log_in(client, "198001012005012001", "salah").content.decode()
        assert locked in log_in(client, "sari").content.decode()
        clock.shift(dt.timedelta(minutes=16))
        assert log_in(client, "sari").status_code == 302


def test_a_stranger_does_not_lock_a_person_out_of_the_browser_he_knows(client, person, staff):
    log_in(client, "sari")
    client.post("/keluar/")
    stranger = Client()
    for _ in range(6):
        log_in(stranger, "sari", "tebakan")
    assert log_in(Client(), "sari").status_code == 200
    stolen = Client()
    stolen.cookies["peramban"] = client.cookies["peramban"].value + "x"
    assert log_in(stolen, "sari").status_code == 200
    for left in (4, 3, 2, 1):
        assert MISMATCH.format(left) in log_in(client, "sari", "salah").content.decode()
    assert log_in(client, "sari").status_code == 302
    client.post("/keluar/")
    for _ in range(5):
        log_in(client, "pengelola", "salah")
    assert log_in(client, "pengelola").status_code == 200


def test_hundreds_of_tries_on_other_names_free_no_locked_account(person):
    accounts = [f"user {number}" for number in range(20)]
    for account in accounts:
        assert all(throttle.take(account) for _ in range(throttle.PLACES))
    for number in range(400):
        throttle.take(f"name nobody-{number}")
    assert [throttle.left(account) for account in accounts] == [0] * 20


def test_another_person_is_not_locked_by_it(client, person, staff):
    for _ in range(5):
        log_in(client, "sari", "salah")
    assert log_in(client, "pengelola").status_code == 302


def test_guessing_many_names_from_one_place_is_slowed_down(client, db):
    answers = [log_in(client, f"tebakan-{number}", "x").status_code for number in range(61)]
    assert set(answers[:60]) == {200}
    assert answers[60] == 429
    assert "Coba lagi dalam 1 menit" in log_in(client, "sari").content.decode()


def test_a_right_password_forgives_the_wrong_ones(client, person):
    for _ in range(4):
        log_in(client, "sari", "salah")
    log_in(client, "sari")
    assert MISMATCH.format(4) in log_in(Client(), "sari", "salah").content.decode()


def test_a_deactivated_person_cannot_log_in(client, person):
    person.is_active = False
    person.save()
    assert MISMATCH.format(4) in log_in(client, "sari").content.decode()


def test_empty_fields_are_named(client, person):
    page = log_in(client, "", "").content.decode()
    assert "Isi NIP atau nama pengguna Anda." in page
    assert "Isi kata sandi Anda." in page
    assert "<title>Kesalahan: Masuk" in page


@pytest.mark.parametrize(
    "name", ["account_signup", "account_reset_password", "account_email", "account_set_password"]
)
def test_there_is_no_sign_up_and_no_reset_by_mail(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_the_administration_has_no_login_of_its_own(client, person):
    assert client.get("/admin/").url == "/admin/login/?next=/admin/"
    assert client.get("/admin/login/?next=/admin/").url == "/masuk/?next=%2Fadmin%2F"
    client.force_login(person)
    assert client.get("/admin/", follow=True).status_code == 403


def test_logging_out_needs_a_press_of_the_button(client, person):
    client.force_login(person)
    assert "Keluar dari aplikasi?" in client.get("/keluar/").content.decode()
    assert "_auth_user_id" in client.session
    assert client.post("/keluar/").url == "/masuk/"
    assert "_auth_user_id" not in client.session


def test_changing_the_password_needs_the_old_one(client, person):
    client.force_login(person)
    new = {"password1": "teh-poci-sore-hari", "password2": "teh-poci-sore-hari"}
    wrong = client.post("/ganti-sandi/", {"oldpassword": "salah", **new})
    assert "Kata sandi lama tidak cocok." in wrong.content.decode()
    right = client.post("/ganti-sandi/", {"oldpassword": PASSWORD, **new})
    assert right.status_code == 302
    person.refresh_from_db()
    assert person.check_password("teh-poci-sore-hari")


def test_confirming_the_password_counts_tries_too(client, person):
    client.force_login(person)
    page = client.post("/konfirmasi-sandi/", {"password": "salah"}).content.decode()
    assert "Kata sandi tidak cocok. Sisa percobaan: 4." in page
    right = client.post("/konfirmasi-sandi/", {"password": PASSWORD, "next": "/gaya/"})
    assert right.url == "/gaya/"


def test_the_demo_shows_its_people_and_an_office_does_not(client, db, settings, tmp_path):
    row = '[{"login": "camat", "password": "rahasia", "position": "Camat", "office": "Kecamatan", "try": "Arsip"}]'
    (tmp_path / "demo-users.json").write_text(row)
    settings.DATA_DIR = tmp_path
    assert "Pengguna peragaan" not in client.get("/masuk/").content.decode()
    settings.DEMO = True
    page = client.get("/masuk/").content.decode()
    assert "Pengguna peragaan" in page
    assert 'data-login="camat"' in page
