"""Issuing and revoking certificates, and opening a key for the length of one request."""

import datetime as dt
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from kinerja.signing import authority
from kinerja.signing.certificates import Certificate
from kinerja.signing.errors import PassphraseTooShort, WrongPassphrase
from sop.offices.models import Appointment, User

LEAST = 12
LIFE = dt.timedelta(days=730)
# What a thief of the database pays for each guess. Demo and tests have published passphrases.
ROUNDS = 600_000
QUICK_ROUNDS = 1_000
DEPARTED = "penugasan berakhir"


@dataclass(frozen=True)
class Unlocked:
    """A certificate and its open key. Made and dropped within one request; never stored, never printed."""

    certificate: Certificate
    key: rsa.RSAPrivateKey = field(repr=False)


@sensitive_variables("passphrase", "key")
def issue_certificate(user: User, passphrase: str, *, at: dt.datetime | None = None) -> Certificate:
    """A certificate for two years; one that the person held is revoked. PassphraseTooShort."""
    if len(passphrase) < LEAST:
        raise PassphraseTooShort(LEAST)
    at = at or timezone.now()
    key = rsa.generate_private_key(65537, authority.BITS)
    issued = authority.issue(
        key.public_key(), user.name, user.nip or "", at=at - authority.EARLIER, life=LIFE
    )
    name = user.name.encode()
    sealed = pkcs12.serialize_key_and_certificates(name, key, issued, None, _lock(passphrase))
    with transaction.atomic():
        revoke_certificates(user, reason="diganti", at=at)
        return Certificate.objects.create(
            user=user,
            serial=f"{issued.serial_number:x}",
            subject=issued.subject.rfc4514_string(),
            issued_at=at,
            not_before=issued.not_valid_before_utc,
            not_after=issued.not_valid_after_utc,
            pem=issued.public_bytes(serialization.Encoding.PEM).decode(),
            key=sealed,
        )


def revoke_certificates(user: User, *, reason: str, at: dt.datetime | None = None) -> int:
    """Nothing can be signed with this person's certificates from now on; what was signed before stays."""
    standing = Certificate.objects.filter(user=user, revoked_at=None)
    return standing.update(revoked_at=at or timezone.now(), reason=reason)


def revoke_departed(at: dt.datetime) -> int:
    """Revoke the certificates of whoever holds no post any more and will hold none, or may not log in any more.

    To be called once a day; a second call changes nothing. Somebody who never held a post is left alone. Three queries.
    """
    standing = Certificate.objects.filter(revoked_at=None).select_related("user")
    posts = Appointment.objects.filter(user__in=standing.values("user")).select_related("position__office")
    goes_on: dict[int, bool] = {}
    for post in posts:
        day = at.astimezone(post.position.office.tz).date()
        goes_on[post.user_id] = goes_on.get(post.user_id, False) or post.until is None or post.until >= day
    gone = [row.pk for row in standing if not row.user.is_active or goes_on.get(row.user_id) is False]
    ended = Certificate.objects.filter(pk__in=gone, revoked_at=None)
    return ended.update(revoked_at=at, reason=DEPARTED)


@sensitive_variables("passphrase", "key")
def unlock(certificate: Certificate, passphrase: str, *, at: dt.datetime) -> Unlocked:
    """Open the key. CertificateExpired, CertificateRevoked, WrongPassphrase."""
    certificate.insist_usable(at)
    try:
        key, _, _ = pkcs12.load_key_and_certificates(bytes(certificate.key), passphrase.encode())
    except ValueError:
        raise WrongPassphrase from None
    if not isinstance(key, rsa.RSAPrivateKey):
        raise WrongPassphrase
    return Unlocked(certificate, key)


@sensitive_variables("passphrase")
def _lock(passphrase: str) -> serialization.KeySerializationEncryption:
    rounds = QUICK_ROUNDS if settings.DEMO or settings.TESTING else ROUNDS
    return (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(rounds)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(passphrase.encode())
    )
