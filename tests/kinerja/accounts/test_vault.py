"""Secrets of second factors at rest, keys that change, a key that is lost; and passkeys that count backwards."""

import json
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client

from kinerja.accounts import vault
from kinerja.accounts.actions import add_totp, renew_codes
from kinerja.accounts.codes import use_code
from kinerja.accounts.queries import factors_of
from kinerja.notifications.models import Notification
from tests.kinerja.accounts.conftest import PASSWORD, enter, is_in
from tests.kinerja.accounts.devices import SECRET, Key, code_of, give_app

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
MIGRATION = import_module("kinerja.migrations.0029_accounts")


@pytest.fixture
def sari(world):
    return world.clerks[world.units[0].pk]


def kept(user) -> str:
    return str(list(Authenticator.objects.filter(user=user).values_list("data", flat=True)))


def test_no_secret_lies_in_the_clear_and_what_lay_so_goes_on_to_work_both_ways(sari):
    give_app(sari)
    codes = renew_codes(sari)
    assert vault.MARK in kept(sari)
    assert SECRET in kept(sari)  # as it was before there was a key
    MIGRATION.forwards(apps, None)
    assert SECRET not in kept(sari)
    assert use_code(sari, code_of())
    MIGRATION.backwards(apps, None)
    assert SECRET in kept(sari)
    assert vault.MARK not in kept(sari)
    assert use_code(sari, codes[0])
    assert not use_code(sari, codes[0])


def test_a_new_key_stands_before_the_old_one_until_everything_is_written_anew(sari, settings, capsys):
    codes = add_totp(sari, SECRET, step=0)
    settings.MFA_KEY, settings.MFA_KEY_FALLBACKS = Fernet.generate_key().decode(), [settings.MFA_KEY]
    assert use_code(sari, codes[0])
    call_command("encrypt_factors")
    assert "2 faktor kedua" in capsys.readouterr().out
    settings.MFA_KEY_FALLBACKS = []
    assert use_code(sari, code_of())


def test_a_lost_key_is_said_at_the_door_and_costs_no_try(sari, settings):
    add_totp(sari, SECRET, step=0)
    settings.MFA_KEY = Fernet.generate_key().decode()
    door = enter(sari)
    for _ in range(6):
        page = door.post("/masuk/faktor-kedua/", {"code": code_of()}).content.decode()
        assert "mereset faktor kedua Anda" in page
    assert not is_in(door)
    assert factors_of(sari).codes_left == 10
    with pytest.raises(CommandError, match=sari.name):
        call_command("encrypt_factors")


def test_codes_of_a_lost_key_give_nobody_endless_tries_at_the_app_beside_them(sari, settings):
    add_totp(sari, SECRET, step=0)
    old, settings.MFA_KEY = settings.MFA_KEY, Fernet.generate_key().decode()
    app = Authenticator.objects.get(user=sari, type=Authenticator.Type.TOTP)
    app.data["secret"] = vault.lock(
        SECRET
    )  # put on anew after the key was lost; the recovery codes are still of old
    app.save()
    assert old != settings.MFA_KEY
    door = enter(sari)
    for left in (4, 3, 2, 1):
        page = door.post("/masuk/faktor-kedua/", {"code": "000000"}).content.decode()
        assert f"Sisa percobaan: {left}" in page
    assert use_code(sari, code_of())


def test_a_passkey_that_counts_backwards_opens_no_door_is_logged_and_told(sari, caplog):
    key = Key()
    row = key.give(sari, count=7)

    def opens(count: int, *, alone: bool = False) -> bool:
        door = Client(SERVER_NAME="localhost")
        if not alone:
            door.post("/masuk/", {"login": sari.username, "password": PASSWORD})
        path = "/masuk/kunci-sandi/" if alone else "/masuk/faktor-kedua/"
        answer = door.get(path, headers={"accept": "application/json"})
        asked = answer.json()["request_options"] if alone else json.loads(answer.context["options"])
        door.post(path, {"credential": key.answer(asked, count=count, user=sari)})
        return is_in(door)

    assert not opens(7)
    assert opens(8)
    assert opens(20, alone=True)
    assert not opens(20)
    assert not opens(9, alone=True)
    assert "passkey_counter_went_back" in caplog.text
    assert "mundur" in Notification.objects.get(user=sari).text
    assert opens(21)
    row.data |= {"sign_count": 0} | Key.give(key, sari).data
    row.save()
    Authenticator.objects.exclude(pk=row.pk).delete()
    assert all(opens(count) for count in (0, 0, 1))
    assert not opens(0)
