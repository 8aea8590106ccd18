"""Second factors: putting on, entering, codes that open once, the last one, and the reset by a keeper."""

import datetime as dt
import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from kinerja.accounts import vault
from kinerja.common import throttle
from sop.offices.models import SignIn, User
from tests.kinerja.accounts.conftest import PASSWORD, enter, is_in
from tests.kinerja.accounts.devices import Key, code_of, give_app

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 10, 5, 3, 0, tzinfo=dt.UTC)
CODES = re.compile(r"<li><code>(\d{4}-\d{4})</code>")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def second(client: Client, code: str):
    return client.post("/masuk/faktor-kedua/", {"code": code})


def test_an_app_is_put_on_asked_for_at_the_door_and_a_code_opens_once(world, clock):
    sari = world.clerks[world.units[0].pk]
    client = enter(sari)
    assert "data:image/svg+xml" in client.get("/profil/faktor/autentikator/").content.decode()
    secret = vault.unlock(kept := client.session["totp_secret"])
    assert kept.startswith(vault.MARK)  # the table of sessions gives no app away
    assert client.post("/profil/faktor/autentikator/", {"code": "000000"}).status_code == 422
    shown = client.post("/profil/faktor/autentikator/", {"code": code_of(secret)})
    codes = CODES.findall(shown.content.decode())
    assert len(codes) == 10
    assert secret not in client.get("/profil/faktor/").content.decode()

    door = enter(sari)
    assert not is_in(door)
    assert "tidak cocok" in second(door, code_of(secret)).content.decode()  # it put the app on
    clock.shift(30)
    assert second(door, code_of(secret)).status_code == 302
    assert is_in(door)
    clock.shift(29)  # still the same code for allauth's tolerance of a step
    assert (
        "tidak cocok atau sudah dipakai. Sisa percobaan: 4"
        in second(enter(sari), code_of(secret, steps=-1)).content.decode()
    )
    lost = enter(sari)
    assert second(lost, codes[3]).status_code == 302
    assert is_in(lost)
    assert second(enter(sari), codes[3]).status_code == 200
    ways = set(SignIn.objects.filter(user=sari, outcome="signed_in").values_list("way", flat=True))
    assert ways == {"kata sandi", "kata sandi dan kode autentikator", "kata sandi dan kode pemulihan"}


def test_five_wrong_codes_lock_and_a_right_password_frees_none(world):
    sari = world.clerks[world.units[0].pk]
    give_app(sari)
    for _ in range(throttle.PLACES):
        answer = second(enter(sari), "123456")
    assert "Akun dikunci sampai 10.15 WIB karena 5 kali salah." in answer.content.decode()
    assert "Akun dikunci sampai" in second(enter(sari), code_of()).content.decode()
    assert SignIn.objects.filter(user=sari, outcome="wrong_factor").count() == throttle.PLACES


def test_garbage_for_a_passkey_is_refused_at_every_door(world):
    sari = world.clerks[world.units[0].pk]
    Key().give(sari)
    for garbage in (
        "",
        "[]",
        "{",
        '{"id": 3}',
        '{"response": {"userHandle": null}}',
        '{"response": {"userHandle": "MQ"}}',
    ):
        client = enter(sari)
        assert client.post("/masuk/faktor-kedua/", {"credential": garbage}).status_code == 200
        throttle.forgive(f"factor {sari.pk}")
        assert Client().post("/masuk/kunci-sandi/", {"credential": garbage}).url == "/masuk/"
        assert client.get("/profil/").status_code == 302


def test_factors_change_only_with_the_password_given_a_moment_ago(world, clock):
    sari = world.clerks[world.units[0].pk]
    client = enter(sari)
    row = give_app(sari)
    clock.shift(301)
    path = f"/profil/faktor/{row.pk}/lepas/"
    assert client.post(path).url == f"/konfirmasi-sandi/?next={path.replace('/', '%2F')}"
    client.post("/konfirmasi-sandi/", {"password": PASSWORD, "next": path})
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 302
    assert not Authenticator.objects.exists()
    other = give_app(world.people[2])
    assert client.post(f"/profil/faktor/{other.pk}/lepas/").status_code == 404


def test_whoever_signs_is_led_to_a_factor_and_keeps_the_last_one(world, settings):
    settings.MFA_REQUIRED = True
    keeper = world.people[2]
    client = enter(keeper)
    assert client.get("/").url == "/profil/faktor/"
    assert client.get("/", headers={"accept": "application/json"}).status_code == 403
    assert "wajib memiliki faktor kedua" in client.get("/profil/faktor/").content.decode()
    row = give_app(keeper)
    assert client.get("/").status_code == 200
    assert client.post(f"/profil/faktor/{row.pk}/lepas/").status_code == 409
    assert Authenticator.objects.filter(pk=row.pk).exists()
    root = User.objects.create_superuser("akar", password=PASSWORD, name="Akar")
    assert enter(root).get("/admin/").url == "/profil/faktor/"
    signer = world.people[max(world.people)]
    assert enter(signer).get("/").url == "/profil/faktor/"
    signer.appointments.update(until=dt.date(2026, 1, 2))
    assert enter(signer).get("/").status_code == 200


def test_the_administration_shows_no_secret(world, client):
    client.force_login(
        type(world.clerks[world.units[0].pk]).objects.create_superuser("akar", password=PASSWORD, name="Akar")
    )
    assert "/admin/mfa/" not in client.get("/admin/").content.decode()
