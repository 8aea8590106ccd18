"""The office's own authority: tanda tangan elektronik tidak tersertifikasi."""

import datetime as dt
from typing import ClassVar

from django.views.decorators.debug import sensitive_variables

from kinerja.common.dates import format_date
from kinerja.signing.certificates import Certificate
from kinerja.signing.errors import Problem
from kinerja.signing.issuing import Unlocked, unlock
from kinerja.signing.models import Kind
from kinerja.signing.providers.interface import Standing
from sop.errors import RuleError
from sop.offices.models import User


def standing_by(certificate: Certificate | None, at: dt.datetime) -> Standing:
    """What the newest certificate of a person says; days are told in the zone of `at`."""
    if certificate is None:
        sentence = "Belum memiliki sertifikat; menyetujui dalam sistem dengan kata sandi."
        return Standing(sentence, Problem.SERTIFIKAT_BELUM_ADA)
    try:
        certificate.insist_usable(at)
    except RuleError:
        ended = certificate.revoked_at
        problem = Problem.SERTIFIKAT_DICABUT if ended else Problem.SERTIFIKAT_KEDALUWARSA
        day = _day(ended or certificate.not_after, at)
        return Standing(f"Sertifikat {'dicabut' if ended else 'habis'} {day}.", problem)
    return Standing(f"Sertifikat berlaku sampai {_day(certificate.not_after, at)}.")


def _day(moment: dt.datetime, at: dt.datetime) -> str:
    return format_date(moment.astimezone(at.tzinfo).date())


class Local:
    """Whoever holds no certificate approves in the system, with his password."""

    kind: ClassVar[Kind] = Kind.LOCAL
    remote: ClassVar[bool] = False
    asks_for: ClassVar[str] = "Frasa sandi sertifikat"

    def status(self, person: User, *, at: dt.datetime) -> Standing:
        """From the certificate alone. One query."""
        return standing_by(Certificate.objects.newest_of(person.pk), at)

    @sensitive_variables("secret")
    def open(self, person: User, secret: str, *, at: dt.datetime) -> Unlocked | None:
        """The key, opened. CertificateExpired, CertificateRevoked, WrongPassphrase."""
        certificate = Certificate.objects.newest_of(person.pk)
        return unlock(certificate, secret, at=at) if certificate else None
