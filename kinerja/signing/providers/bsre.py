"""BSrE by the agency's Esign Client Service: what versions 1 and 2 have in common (DOCUMENTS §3.1)."""

import base64
import binascii
import datetime as dt
import json
from abc import ABC, abstractmethod
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar

from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from kinerja.common import throttle
from kinerja.signing.accounts import SHARED, account_of
from kinerja.signing.errors import STAYS, Problem, ProviderRefused, TooManyTries
from kinerja.signing.identities import has_nik, nik_of
from kinerja.signing.models import Kind
from kinerja.signing.pades import Order
from kinerja.signing.providers.client import Answer, ask
from kinerja.signing.providers.interface import Pen, Standing
from sop.offices.models import User
from sop.offices.queries import zone_of

# What the service says of a certificate; a certificate under renewal signs nothing until it is issued anew.
STANDINGS = {
    "ISSUE": None,
    "EXPIRED": Problem.SERTIFIKAT_KEDALUWARSA,
    "RENEW": Problem.SERTIFIKAT_KEDALUWARSA,
    "WAITING_FOR_VERIFICATION": Problem.SERTIFIKAT_BELUM_ADA,
    "NEW": Problem.SERTIFIKAT_BELUM_ADA,
    "NO_CERTIFICATE": Problem.SERTIFIKAT_BELUM_ADA,
    "NOT_REGISTERED": Problem.TIDAK_TERDAFTAR,
    "SUSPEND": Problem.SERTIFIKAT_DITANGGUHKAN,
    "REVOKE": Problem.SERTIFIKAT_DICABUT,
}
# The same to whoever asks about somebody else.
TOLD = {
    Problem.TIDAK_TERDAFTAR: "NIK belum terdaftar pada layanan.",
    Problem.SERTIFIKAT_KEDALUWARSA: "Masa berlaku sertifikat sudah habis.",
    Problem.SERTIFIKAT_DICABUT: "Sertifikat sudah dicabut.",
    Problem.SERTIFIKAT_DITANGGUHKAN: "Sertifikat sedang ditangguhkan.",
    Problem.SERTIFIKAT_BELUM_ADA: "Sertifikat belum terbit.",
    Problem.LAYANAN_MATI: "Layanan tidak menjawab sebagaimana mestinya.",
    Problem.WAKTU_HABIS: "Layanan terlalu lama menjawab.",
    Problem.JAWABAN_RUSAK: "Jawaban layanan tidak dapat dipakai.",
}
ACCOUNT_REFUSED = (
    "Layanan tanda tangan elektronik menolak akun perangkat daerah Anda. Minta administrator server memeriksa akun "
    "layanan itu, lalu ulangi."
)
ACCOUNT_TOLD = "Layanan menolak akun perangkat daerah ini; hubungi administrator server."
CODES = {"2011": Problem.TIDAK_TERDAFTAR, "2031": Problem.PASSPHRASE_SALAH}


class AccountRefused(ProviderRefused):
    """The service does not let the office in; no official can mend that."""

    def __init__(self) -> None:
        super().__init__(Problem.LAYANAN_MATI, f"{ACCOUNT_REFUSED} {STAYS}")


@dataclass(frozen=True)
class Bsre(ABC):
    """A service at `base_url`, asked by this account. Subclasses know the addresses and the shape of a question."""

    base_url: str
    account: str = SHARED

    kind: ClassVar[Kind] = Kind.BSRE
    remote: ClassVar[bool] = True
    asks_for: ClassVar[str] = "Passphrase BSrE"

    def status(self, person: User, *, at: dt.datetime) -> Standing:
        """What the service says of this person, in a sentence; it is asked each time."""
        del at
        try:
            self._insist_issued(nik_of(person))
        except AccountRefused as refused:
            return Standing(ACCOUNT_TOLD, refused.problem)
        except ProviderRefused as refused:
            return Standing(
                TOLD[refused.problem] if has_nik(person) else "NIK belum dicatat.", refused.problem
            )
        return Standing("Sertifikat BSrE berlaku.")

    @sensitive_variables("secret")
    def open(self, person: User, secret: str, *, at: dt.datetime) -> Pen:
        """The secret is judged by the service alone, when it signs. NikOwed."""
        del at
        nik_of(person)
        return Pen(self, person, secret)

    @sensitive_variables()
    def sign(self, pdf: bytes, order: Order, person: User, secret: str) -> bytes:
        """Ask whether he can sign before the passphrase leaves this machine; then sign. ProviderRefused."""
        account, nik = f"esign {person.pk}", nik_of(person)
        self._insist_issued(nik)
        if not throttle.take(account):
            raise TooManyTries(throttle.locked_until(account, zone_of(person, timezone.now())))
        try:
            signed = self._signed(pdf, order, nik, secret)
        except ProviderRefused as refused:
            if refused.problem != Problem.PASSPHRASE_SALAH:
                throttle.give_back(account)
            raise
        throttle.forgive(account)
        return signed

    @sensitive_variables()
    def _insist_issued(self, nik: str) -> None:
        told = parsed(self._asked(nik))
        said = str(told.get("status", "")).upper()
        if said not in STANDINGS:
            raise ProviderRefused(CODES.get(str(told.get("status_code")), Problem.JAWABAN_RUSAK))
        if problem := STANDINGS[said]:
            raise ProviderRefused(problem)

    @abstractmethod
    def _asked(self, nik: str) -> Answer:
        """The standing of a person, as this version of the service is asked for it."""

    @abstractmethod
    def _signed(self, pdf: bytes, order: Order, nik: str, secret: str) -> bytes:
        """What came back for the file, as this version of the service is sent it. ProviderRefused."""

    @sensitive_variables()
    def ask(self, what: str, method: str, path: str, **content: Any) -> Answer:
        """The answer of the service, if it is one of success; else what its refusal means."""
        address = f"{self.base_url.rstrip('/')}{path}"
        answer = ask(what, method, address, account=account_of(self.account), **content)
        if answer.status == HTTPStatus.OK:
            return answer
        problem = meaning(answer)
        if answer.status == HTTPStatus.UNAUTHORIZED and problem is Problem.LAYANAN_MATI:
            raise AccountRefused
        raise ProviderRefused(problem)


def meaning(answer: Answer) -> Problem:
    """`{error, status_code}` by its number; a bare Spring body or anything else by its HTTP status."""
    try:
        code = str(parsed(answer).get("status_code"))
    except ProviderRefused:
        code = ""
    if code in CODES:
        return CODES[code]
    refused = answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status in {401, 403, 404, 429}
    return Problem.LAYANAN_MATI if refused else Problem.JAWABAN_RUSAK


def parsed(answer: Answer) -> dict[str, Any]:
    """The body as JSON object; JAWABAN_RUSAK for anything else."""
    try:
        told = json.loads(answer.body)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise ProviderRefused(Problem.JAWABAN_RUSAK)
    return told


def decoded(text: Any) -> bytes:
    """A file that came as base64; JAWABAN_RUSAK."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, TypeError, ValueError):
        content = None
    if content is None:
        raise ProviderRefused(Problem.JAWABAN_RUSAK)
    return content
