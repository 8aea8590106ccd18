"""Webhooks: signed as an independent receiver can verify, to allowed places only, once, with retries."""

import datetime as dt
import hashlib
import hmac
import json
import socket
import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.db import IntegrityError, transaction

from kinerja.notifications.hooks import calling, gateway
from kinerja.notifications.hooks.calling import call_of, deliver_webhooks, keep_calls
from kinerja.notifications.hooks.gateway import NotToBeCalled, target_of
from kinerja.notifications.hooks.keeping import choices_of, keep_choices, probe, renew_secret, resend
from kinerja.notifications.hooks.models import HookCall
from kinerja.notifications.mail.models import Posting
from sop.offices.models import Office

NOW = dt.datetime(2026, 10, 1, 4, 0, tzinfo=dt.UTC)
SAID = {"title": "Perlu paraf: Laporan TW III", "url": "/berkas/7/", "unit": "", "due": ""}


@contextmanager
def receiver(status: int = 204, location: str = ""):
    """A gateway written without any code of ours: it keeps what it is sent."""
    got = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            got.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.end_headers()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/kait", got
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def office(db, settings):
    settings.WEBHOOK_HOSTS = ["127.0.0.1"]
    return Office.objects.create(code="dinas", name="Dinas Contoh", letterhead="DINAS", city="Kota")


def hook(office: Office, url: str) -> str:
    choices = choices_of(office)
    choices.hook_url = url
    return keep_choices(choices)


def test_a_receiver_of_its_own_making_verifies_the_signature(office):
    with receiver() as (url, got):
        secret = hook(office, url)
        keep_calls([call_of(office, "reached:1", "reached", SAID, NOW)])
        keep_calls([call_of(office, "reached:1", "reached", SAID, NOW)])
        assert [deliver_webhooks(NOW), deliver_webhooks(NOW)] == [1, 0]
    ((headers, body),) = got
    said = headers["X-Kinerja-Timestamp"].encode() + b"." + body
    assert (
        headers["X-Kinerja-Signature"]
        == "sha256=" + hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()
    )
    assert headers["X-Kinerja-Timestamp"] == str(int(NOW.timestamp()))
    assert json.loads(body)["title"] == SAID["title"]
    assert secret not in choices_of(office).secret
    assert keep_choices(choices_of(office)) == ""  # shown once


def test_a_gateway_that_fails_is_tried_again_and_holds_up_no_other(office):
    other = Office.objects.create(code="lain", name="Dinas Lain", letterhead="DINAS", city="Kota")
    with receiver(500) as (bad, got), receiver() as (good, taken):
        hook(office, bad), hook(other, good)
        calls = [call_of(office, f"late:{n}", "late", SAID, NOW) for n in range(3)]
        keep_calls([*calls, call_of(other, "late:9", "late", SAID, NOW)])
        assert deliver_webhooks(NOW) == 1
        assert (len(got), len(taken)) == (1, 1)
    first, *rest = HookCall.objects.filter(office=office).order_by("pk")
    assert (first.attempts, first.problem) == (1, "Gerbang menjawab dengan kode 500. " + gateway.UNREACHED)
    assert {(row.state, row.attempts) for row in rest} == {(Posting.WAITING, 0)}
    with receiver() as (url, got):
        hook(office, url)
        assert resend(office, at=NOW) == 1
        assert deliver_webhooks(NOW) == 3


def test_a_gateway_that_drips_its_answer_is_cut_off(office, monkeypatch):
    monkeypatch.setattr(gateway, "LONGEST", 0.4)
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            taken, _ = server.accept()
            with taken, suppress(OSError):
                while not over.wait(0.05):
                    taken.sendall(b"H")

        slow = threading.Thread(target=drip)
        slow.start()
        hook(office, f"http://127.0.0.1:{server.getsockname()[1]}/kait")
        said = probe(office, by="Sari", at=NOW)
        over.set()
        slow.join()
    assert said == gateway.SLOW


def test_no_redirect_is_followed(office):
    with receiver() as (inside, stolen), receiver(302, location=inside) as (url, got):
        hook(office, url)
        assert "302" in probe(office, by="Sari", at=NOW)
        assert (len(got), stolen) == (1, [])
    assert HookCall.objects.get().state == Posting.FAILED  # a test is not repeated


def test_a_name_that_no_net_knows_holds_up_no_other_office(office):
    other = Office.objects.create(code="lain", name="Dinas Lain", letterhead="DINAS", city="Kota")
    with receiver() as (good, taken):
        hook(office, f"https://{'x' * 80}.example/"), hook(other, good)
        keep_calls([call_of(place, "late:1", "late", SAID, NOW) for place in (office, other)])
        deliver_webhooks(NOW)
    assert len(taken) == 1
    assert "tidak ditemukan" in HookCall.objects.get(office=office).problem


@pytest.mark.parametrize(
    "url",
    [
        "http://obrolan.example/",
        "https://sari:kunci@obrolan.example/",
        "ftp://obrolan.example/",
        "https://[::1",
        "https:///x",
    ],
)
def test_only_https_without_credentials_is_called(url):
    with pytest.raises(NotToBeCalled):
        target_of(url)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "::1",
        "fe80::1%1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::1",
        "::7f00:1",
        "fec0::1",
        "100.64.0.1",
    ],
)
def test_a_name_that_leads_inside_is_not_called(address, monkeypatch):
    monkeypatch.setattr(
        gateway.socket,
        "getaddrinfo",
        lambda *_, **__: [(0, 0, 0, "", ("93.184.215.14", 443)), (0, 0, 0, "", (address, 443))],
    )
    with pytest.raises(NotToBeCalled, match="jaringan dalam"):
        target_of("https://obrolan.example/")


def test_the_demo_calls_nobody_outside(settings):
    settings.DEMO = True
    with pytest.raises(NotToBeCalled, match="Peragaan"):
        target_of("https://93.184.215.14/")


def test_an_address_is_kept_only_with_a_secret_and_a_new_secret_ends_the_old(office):
    choices = choices_of(office)
    choices.hook_url = "https://obrolan.example/"
    with pytest.raises(IntegrityError), transaction.atomic():
        choices.save()
    first, second = hook(office, "https://obrolan.example/"), renew_secret(office)
    assert first
    assert second not in {"", first}


def test_a_slow_gateway_takes_its_share_of_a_run_and_the_others_are_called(office, monkeypatch):
    other = Office.objects.create(code="lain", name="Dinas Lain", letterhead="DINAS", city="Kota")
    monkeypatch.setattr(calling, "SHARE", 0)
    with receiver() as (url, got):
        for one in (office, other):
            hook(one, url)
            keep_calls([call_of(one, f"reached:{number}", "reached", SAID, NOW) for number in range(3)])
        assert [deliver_webhooks(NOW) for _ in range(4)] == [2, 2, 2, 0]
    assert len(got) == 6
    assert not HookCall.objects.exclude(state=Posting.SENT, attempts=1).exists()
