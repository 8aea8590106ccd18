"""As whom an office asks its signing service: its own account or the shared one, and no word of either anywhere."""

import base64
import traceback

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.views.debug import SafeExceptionReporterFilter

from kinerja.environment import env_accounts
from kinerja.signing import accounts
from kinerja.signing.errors import Problem, ProviderRefused
from kinerja.signing.providers import bsre
from kinerja.signing.providers.bsre_v1 import BsreV1
from kinerja.signing.providers.bsre_v2 import BsreV2
from kinerja.signing.providers.client import Answer
from tests.kinerja.signing import standin
from tests.kinerja.signing.test_providers import official, order, service, unsigned

__all__ = ["official", "service"]
pytestmark = [pytest.mark.pdf, pytest.mark.django_db]


def test_an_office_is_known_to_the_service_by_its_own_account_or_by_the_shared_one(
    service, official, settings
):
    settings.ESIGN_OFFICE_PASSWORDS = {"dinas-a": ("dinas.a", "rahasia-a")}
    for account, expected in {"dinas-a": "dinas.a:rahasia-a", "dinas-b": "dinas:rahasia-layanan"}.items():
        name = accounts.name_for(account)
        assert BsreV2(service.url, name).status(official, at=None).can_sign
        assert base64.b64decode(service.credentials[-1].removeprefix("Basic ")).decode() == expected
    settings.ESIGN_USERNAME = ""
    assert accounts.account_of(accounts.name_for("dinas-b")) is None
    BsreV2(service.url).status(official, at=None)
    assert service.credentials[-1] == ""
    service.mode = "401"
    assert "menolak akun" in BsreV2(service.url).status(official, at=None).sentence
    with pytest.raises(ProviderRefused, match="menolak akun perangkat daerah Anda"):
        BsreV1(service.url).sign(unsigned(), order(), official, standin.PHRASE)
    kept = f"{SafeExceptionReporterFilter().get_safe_settings()} {accounts.account_of('dinas-a')!r}"
    assert "rahasia" not in kept


def test_a_wrong_passphrase_is_one_under_whatever_status_a_service_says_it(monkeypatch):
    told = Answer(401, "application/json", b'{"error": "Passphrase anda salah", "status_code": 2031}')
    monkeypatch.setattr(bsre, "ask", lambda *_, **__: told)
    with pytest.raises(ProviderRefused) as refused:
        BsreV2("https://esign").ask("v2 sign", "POST", "/api/v2/sign/pdf")
    assert refused.value.problem is Problem.PASSPHRASE_SALAH


def test_accounts_that_cannot_be_read_stop_the_start_and_are_not_quoted(monkeypatch):
    monkeypatch.setenv("ESIGN_ACCOUNTS", '{"a": {"username": "u", "password": "p"}}')
    assert env_accounts("ESIGN_ACCOUNTS") == {"a": ("u", "p")}
    empty = '{"a": {"username": "rahasia", "password": null}}'
    for wrong in (empty, "rahasia", '["rahasia"]', '{"a": {"username": "rahasia"}}', '{"a": "rahasia"}'):
        monkeypatch.setenv("ESIGN_ACCOUNTS", wrong)
        with pytest.raises(ImproperlyConfigured) as stopped:
            env_accounts("ESIGN_ACCOUNTS")
        assert "rahasia" not in "".join(traceback.format_exception(stopped.value))
