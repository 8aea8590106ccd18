"""The second factor at a signature: bound to what is shown, once, for five minutes."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from kinerja.accounts.passkeys import GOOD_FOR
from tests.kinerja.accounts.devices import Key, code_of, give_app
from tests.kinerja.submissions import office
from tests.kinerja.submissions.test_signing import YES, url, words

NOW = dt.datetime(2026, 10, 5, 3, 0, tzinfo=dt.UTC)
MISMATCH = "tidak cocok atau sudah dipakai"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def at_localhost(user) -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    return client


def send(client, submission, **more):
    form = office.form_of(client.get(url(submission))) | {"move": ""} | YES | more
    return client.post(url(submission), form)


def test_whoever_has_an_app_signs_with_its_code_and_not_twice_with_one(sumenep):
    submission, holder = office.at_step(sumenep, 7), sumenep.holder(7)
    give_app(holder)
    client = at_localhost(holder)
    assert "Isi kode enam angka" in words(send(client, submission))
    wrong_password = send(client, submission, code=code_of(), password="salah")
    assert wrong_password.status_code == 422  # and the code is not used up by it
    assert MISMATCH in words(send(client, submission, code="000000"))
    assert office.fresh(submission).status == "verified"
    code = code_of()
    assert send(client, submission, code=code).status_code == 302
    assert office.fresh(submission).status == "paraf"
    door = Client()
    door.post("/masuk/", {"login": holder.username, "password": office.PASSWORD})
    assert MISMATCH in words(door.post("/masuk/faktor-kedua/", {"code": code}))


def test_a_passkey_signs_what_was_shown_and_nothing_else(sumenep, clock):
    submission, holder = office.at_step(sumenep, 7), sumenep.holder(7)
    key = Key()
    key.give(holder)
    client = at_localhost(holder)

    def asked(bound: str = submission.data_hash):
        return client.post("/profil/faktor/tantangan/", {"bound": bound}).json()

    assert "Pakai kunci sandi" in words(client.get(url(submission)))
    assert MISMATCH in words(send(client, submission, passkey=key.answer(asked("0" * 64))))
    first = asked()
    answer = key.answer(first)
    asked()
    assert MISMATCH in words(send(client, submission, passkey=answer))  # a later challenge took its place
    assert MISMATCH in words(send(client, submission, passkey=Key().answer(asked())))
    late = key.answer(asked())
    clock.shift(GOOD_FOR + 1)
    assert MISMATCH in words(send(client, submission, passkey=late))
    assert office.fresh(submission).status == "verified"
    good = key.answer(asked())
    done = send(client, submission, passkey=good)
    assert done.status_code == 302
    assert office.fresh(submission).status == "paraf"
    assert "step_up" not in client.session
