"""Sending what waits: one connection for many mails, each marked as soon as it is out."""

import datetime as dt
import logging
import smtplib
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string

from kinerja.notifications.mail.models import Mail
from kinerja.notifications.mail.queueing import queue_mail
from kinerja.notifications.posting import claim, give_up, mark_failed, mark_sent, release

BATCH = 50
CHOICES = "/pemberitahuan/surel/"
PATIENCE = 120  # seconds for one call; the next tick goes on
DOWN = (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, smtplib.SMTPAuthenticationError, OSError)
logger = logging.getLogger(__name__)


def send_mail(at: dt.datetime) -> int:
    """Queue what is to be told at once, then send all that is due. Returns how many went out.

    A mail killed between sending and marking goes out again after its lease, under the same Message-ID.
    """
    if not settings.MAIL_CONFIGURED:
        return 0
    queue_mail(at)
    sent, started = 0, time.monotonic()
    while time.monotonic() - started < PATIENCE:
        batch = claim(Mail.objects.select_related("user"), limit=BATCH, at=at)
        outcomes: list[bool | None] = _send_batch(batch, at) if batch else [None]
        sent += outcomes.count(True)
        if None in outcomes:
            break
    return sent


def message_id(mail: Mail) -> str:
    """The same for every delivery of this mail, and for no other."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "kinerja.invalid"
    return f"<{sha256(f'{settings.SECRET_KEY}:{mail.key}'.encode()).hexdigest()[:40]}@{host}>"


def message_of(mail: Mail, connection: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    """Plain text and simple HTML. The link asks for a login, and looking at it does nothing."""
    link = f"{settings.PUBLIC_URL}{mail.url}" if settings.PUBLIC_URL and mail.url else ""
    choices = f"{settings.PUBLIC_URL}{CHOICES}" if settings.PUBLIC_URL else ""
    context = {
        "mail": mail, "lines": mail.text.splitlines(), "link": link, "choices": choices, "app_name": settings.APP_NAME,
    }  # fmt: skip
    message = EmailMultiAlternatives(
        subject=" ".join(mail.subject.split()),
        body=render_to_string("notifications/mail.txt", context),
        to=[mail.to],
        headers=_headers(mail, choices),
        connection=connection,
    )
    message.attach_alternative(render_to_string("notifications/mail.html", context), "text/html")
    return message


def _headers(mail: Mail, choices: str) -> dict[str, str]:
    """The link to leave opens a page after a login; there is none that acts by being looked at (RFC 8058 is not offered)."""
    leave = {"List-Unsubscribe": f"<{choices}>"} if choices else {}
    return {"Message-ID": message_id(mail), "Auto-Submitted": "auto-generated", **leave}


def _send_batch(batch: Sequence[Mail], at: dt.datetime) -> list[bool | None]:
    """What came of each. Where the server cannot be reached (None) every mail of the batch counts a failure."""
    connection = get_connection()
    try:
        connection.open()
    except DOWN as problem:
        for mail in batch:
            mark_failed(mail, _words(problem), at)
        return [None]
    try:
        return _send_each(batch, connection, at)
    finally:
        # What is out is out: a server that cannot say goodbye changes nothing.
        with suppress(*DOWN):
            connection.close()


def _send_each(batch: Sequence[Mail], connection: BaseEmailBackend, at: dt.datetime) -> list[bool | None]:
    outcomes: list[bool | None] = []
    for position, mail in enumerate(batch):
        outcomes.append(_send(mail, connection, at))
        if outcomes[-1] is None:
            release(batch[position + 1 :])
            break
    return outcomes


def _send(mail: Mail, connection: BaseEmailBackend, at: dt.datetime) -> bool | None:
    """True: out. False: this one was refused. None: the server is gone."""
    if not (mail.user.is_active and mail.to):
        give_up(mail, "Pegawai tidak aktif atau belum memiliki alamat surel.")
        return False
    return _outcome(mail, message_of(mail, connection).send, at)


def _outcome(mail: Mail, send: Callable[[], int], at: dt.datetime) -> bool | None:
    try:
        send()
    except DOWN as problem:
        mark_failed(mail, _words(problem), at)
        # A refusal of this one mail is an OSError too, and leaves the connection as it was.
        return False if isinstance(problem, smtplib.SMTPException) and not _gone(problem) else None
    except ValueError as problem:
        # An address that is none, say: this mail is the trouble, and must not hold up those behind it.
        logger.exception("Mail %s cannot be sent", mail.pk)
        mark_failed(mail, f"Surel tidak dapat disusun: {type(problem).__name__}. Periksa alamatnya.", at)
        return False
    mark_sent(mail, at)
    return True


def _gone(problem: BaseException) -> bool:
    return isinstance(problem, DOWN[:3])


def _words(problem: BaseException) -> str:
    logger.warning("Mail not sent: %s", type(problem).__name__)
    return f"Peladen surel: {type(problem).__name__} {problem}"[:200]
