"""What an official types in order to sign is kept nowhere: every table, session, job, cache row, file, log, mail and error page."""

import logging
import sys
import zlib
from base64 import b64decode
from pathlib import Path

import pytest
import requests
from django.conf import settings as project
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.signals import got_request_exception
from django.db import connection
from django.views.debug import ExceptionReporter
from django.views.decorators.debug import sensitive_variables

from kinerja.documents.pdf import engine_missing
from kinerja.signing.identities import keep_nik
from kinerja.signing.issuing import issue_certificate
from kinerja.signing.models import SignedDocument, SigningSetup
from kinerja.submissions.papers import chain
from kinerja.submissions.queue import signing as queue_signing
from tests.kinerja.signing import standin
from tests.kinerja.submissions import office
from tests.kinerja.submissions.test_chain_bsre import _files, _rows, service
from tests.kinerja.submissions.test_queue import QUEUE, read, ticked, waiting

__all__ = ["service"]
pytestmark = [
    pytest.mark.django_db, pytest.mark.pdf, pytest.mark.skipif(bool(engine_missing()), reason="needs Pango"),
]  # fmt: skip
PHRASE, WRONG, OF_SERVICE = "kopi tubruk setiap pagi", "bukan-passphrasenya-7", "rahasia-layanan"
SECRETS = {
    "passphrase": standin.PHRASE, "certificate": PHRASE, "wrong": WRONG, "one-time code": standin.TOTP,
    "NIK": standin.NIK, "account": OF_SERVICE,
}  # fmt: skip


class Exploded(RuntimeError):
    """No refusal that anything here expects."""


@pytest.fixture
def reports():
    """What would be mailed to the administrators, and shown where DEBUG is on, of every unexpected error."""
    found = []

    def keep(request, **_):
        reporter = ExceptionReporter(request, *sys.exc_info())
        found.append(reporter.get_traceback_html() + reporter.get_traceback_text())

    got_request_exception.connect(keep)
    yield found
    got_request_exception.disconnect(keep)


def kept_anywhere(shelf):
    """Everything that outlives a request, unpacked."""
    yield from _rows()
    yield from (repr(session.get_decoded()).encode() for session in Session.objects.all())
    yield from _cached()
    for content in (*_files(shelf), *_files(Path(project.DATA_DIR))):
        yield from _unpacked(content)
    yield from (letter.message().as_bytes() for letter in mail.outbox)


def _cached():
    with connection.cursor() as cursor:
        if "kinerja_cache" in connection.introspection.table_names(cursor):
            cursor.execute("SELECT cache_key, value FROM kinerja_cache")
            for key, value in cursor.fetchall():
                yield key.encode() + b64decode(value)  # texts lie in a pickle as they are


def _unpacked(content):
    yield content
    for piece in content.split(b"stream\n")[1:]:
        try:
            yield zlib.decompress(piece)
        except zlib.error:
            continue


def found_in(texts):
    kept = b"\n".join(text if isinstance(text, bytes) else text.encode() for text in texts)
    return [name for name, secret in SECRETS.items() if secret.encode() in kept]


def at_the_queue(client, world, step, number):
    client.force_login(world.holder(step))
    files = waiting(world, step, number)
    for file in files:
        read(client, file)
    return files


def test_what_is_typed_at_the_signing_queue_is_kept_nowhere(
    client, shelf, service, caplog, reports, monkeypatch
):
    world = office.found("musi-rawas", indicators=1)
    SigningSetup.objects.create(office=world.office, base_url=service.url, head="bsre_v2", paraf="record")
    service.name = world.holder(9).name
    keep_nik(world.holder(9), standin.NIK, by="Pengelola")
    client.raise_request_exception, pages = False, []

    def post(secret):
        pages.append(client.post(QUEUE, ticked(client, files, password=secret)))

    with caplog.at_level(logging.DEBUG):
        files = at_the_queue(client, world, 9, 3)
        post(WRONG)
        for module, name, secret in (
            (requests.Session, "send", standin.PHRASE),
            (chain, "insist_returned", standin.PHRASE),
            (queue_signing, "act", standin.TOTP),
        ):
            with monkeypatch.context() as patch:
                patch.setattr(module, name, _explode)
                post(secret)
        post(standin.TOTP)
    assert [page.status_code for page in pages] == [200, 200, 500, 500, 200]
    assert SignedDocument.objects.count() == 3
    assert len(reports) == 2
    assert found_in(page.content for page in pages) == []
    assert found_in(reports) == []
    assert found_in([caplog.text, *(repr(vars(record)) for record in caplog.records)]) == []
    assert found_in(kept_anywhere(shelf)) == []


def test_the_passphrase_of_a_certificate_is_in_no_report_of_an_error(client, shelf, reports, monkeypatch):
    world = office.found("musi-rawas", indicators=1)
    issue_certificate(world.holder(7), PHRASE)
    client.raise_request_exception = False
    files = at_the_queue(client, world, 7, 2)
    for module, name in (
        (chain, "render_sheets"),
        (chain, "sign"),
        (chain, "insist_signed"),
        (queue_signing, "act"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, _explode)
            assert client.post(QUEUE, ticked(client, files, password=PHRASE)).status_code == 500
    assert len(reports) == 4
    assert found_in(reports) == []
    assert found_in(kept_anywhere(shelf)) == []


@sensitive_variables()  # as what it stands for: its own frame is not what is looked at
def _explode(*args, **kwargs):
    raise Exploded
