"""Talking to an Esign Client Service: to known hosts only, for a limited time, reading a limited answer.

The log has the kind of question, the code and the time it took. The address of a request (which may hold a NIK), what
was sent and what came back are in no log and in no exception.
"""

import logging
import time
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.views.decorators.debug import sensitive_variables
from urllib3.exceptions import HTTPError

from kinerja.signing.accounts import Account
from kinerja.signing.errors import Problem, ProviderRefused

log = logging.getLogger("kinerja.esign")

CONNECT = 5  # seconds
LARGEST = 60 * 1024 * 1024  # bytes; a signed paper of 20 MB as base64 in JSON has 27
PIECE = 64 * 1024
# What the libraries below may run into all the same. A report of such an error shows what was sent, in frames that are
# not ours to keep silent.
UNFORESEEN = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RuntimeError,
    OSError,
    HTTPError,
    HTTPException,
)


@dataclass(frozen=True)
class Answer:
    """The code, the headers and the whole body."""

    status: int
    kind: str
    body: bytes


def origin_of(url: str) -> str:
    """Scheme, host and port of an address, as the list of allowed services has them."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def is_allowed(url: str) -> bool:
    """Whether the administrator allows to send papers there. No user or password may hide in the address."""
    try:
        return "@" not in urlsplit(url).netloc and origin_of(url) in settings.ESIGN_ORIGINS
    except ValueError:  # not an address at all, "https://[abc"
        return False


@sensitive_variables()
def ask(what: str, method: str, url: str, *, account: Account | None, **content: Any) -> Answer:
    """One question; ProviderRefused with LAYANAN_MATI, WAKTU_HABIS or JAWABAN_RUSAK. `what` is its name in the log."""
    if not is_allowed(url):
        log.warning("esign %s: address not allowed", what)
        raise ProviderRefused(Problem.LAYANAN_MATI)
    began = time.monotonic()
    who = (account.username, account.password) if account else None
    found = _sent(method, url, began, auth=who, **content)
    outcome = found.value if isinstance(found, Problem) else found.status
    log.info("esign %s: %s after %d ms", what, outcome, (time.monotonic() - began) * 1000)
    if isinstance(found, Problem):
        raise ProviderRefused(found)
    return found


@sensitive_variables()
def _sent(method: str, url: str, began: float, **content: Any) -> Answer | Problem:
    """The answer or why there is none; the exceptions of requests name the address and go no further than this."""
    try:
        with requests.Session() as session:
            session.trust_env = False  # no proxy and no .netrc
            with session.request(
                method, url, stream=True, allow_redirects=False,
                timeout=(CONNECT, settings.ESIGN_SECONDS), **content,
            ) as response:  # fmt: skip
                return _read(response, began)
    except requests.Timeout:
        return Problem.WAKTU_HABIS
    except requests.RequestException as error:
        # A body that stops coming is reported as a broken connection.
        return Problem.WAKTU_HABIS if "Read timed out" in str(error) else Problem.LAYANAN_MATI
    except UNFORESEEN as error:
        return _unforeseen(error)


def _unforeseen(error: Exception) -> Problem:
    """Named without its traceback, which would tell what was sent."""
    log.error("esign: %s", type(error).__name__)
    return Problem.LAYANAN_MATI


def _read(response: requests.Response, began: float) -> Answer | Problem:
    """The body up to the limit; a service that drips is cut off when the time is over."""
    body = bytearray()
    for piece in response.iter_content(PIECE):
        body += piece
        if len(body) > LARGEST:
            return Problem.JAWABAN_RUSAK
        if time.monotonic() - began > 2 * settings.ESIGN_SECONDS:
            return Problem.WAKTU_HABIS
    return Answer(response.status_code, response.headers.get("Content-Type", ""), bytes(body))
