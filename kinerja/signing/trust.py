"""What pyHanko needs of the office's authority: its root, its list of revoked certificates, its clock."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from asn1crypto import crl, keys, x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate as Issued
from django.utils import timezone
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from kinerja.signing.authority import authority, revocation_list
from kinerja.signing.certificates import Certificate

_RULES = {
    "allow_fetching": False,
    "revocation_mode": "hard-fail",
    "time_tolerance": dt.timedelta(seconds=10),
}


def certificate_of(issued: Issued) -> x509.Certificate:
    """The same certificate in the terms of pyHanko."""
    theirs: x509.Certificate = x509.Certificate.load(issued.public_bytes(Encoding.DER))
    return theirs


def key_of(key: rsa.RSAPrivateKey) -> keys.PrivateKeyInfo:
    """The same key in the terms of pyHanko."""
    plain = serialization.NoEncryption()
    theirs: keys.PrivateKeyInfo = keys.PrivateKeyInfo.load(
        key.private_bytes(Encoding.DER, serialization.PrivateFormat.PKCS8, plain)
    )
    return theirs


def chain() -> SimpleCertificateStore:
    """The certificates that go along with a signature."""
    store = SimpleCertificateStore()
    store.register(certificate_of(authority().root.certificate))
    return store


def revoked_now() -> bytes:
    """The list of revoked certificates as of now (DER). One query."""
    rows = Certificate.objects.exclude(revoked_at=None).values_list("serial", "revoked_at")
    return revocation_list(rows, at=timezone.now()).public_bytes(Encoding.DER)  # type: ignore[arg-type]


def root_certificate() -> bytes:
    """The certificate of our authority (DER)."""
    return authority().root.certificate.public_bytes(Encoding.DER)


@dataclass(frozen=True)
class Anchors:
    """An authority as it can be given away: its certificate and a list of what it revoked (both DER)."""

    root: bytes
    revoked: bytes


def anchors_as_of(at: dt.datetime) -> Anchors:
    """Our authority and what it had revoked by then: the same bytes whenever they are asked for. One query."""
    rows = Certificate.objects.filter(revoked_at__lte=at).order_by("revoked_at", "pk")
    revoked = rows.values_list("serial", "revoked_at")
    listed = revocation_list(revoked, at=at).public_bytes(Encoding.DER)  # type: ignore[arg-type]
    return Anchors(root_certificate(), listed)


def trust_in(anchors: Anchors, **more: Any) -> dict[str, Any]:
    """Arguments of a ValidationContext that trusts this authority alone. ValueError where they cannot be read."""
    return {
        **_RULES,
        "trust_roots": [x509.Certificate.load(anchors.root)],
        "crls": [crl.CertificateList.load(anchors.revoked)],
        **more,
    }


def trust(**more: Any) -> dict[str, Any]:
    """Arguments of a ValidationContext: our root, our list, and never the network."""
    return trust_in(Anchors(root_certificate(), revoked_now()), **more)


def context(**more: Any) -> ValidationContext:
    """Whom we trust, now."""
    return ValidationContext(**trust(**more))


def clock() -> DummyTimeStamper:
    """The embedded timestamp authority (RFC 3161). It proves no more than the clock of this server.

    pyHanko calls it a dummy because it answers everyone; here only this process asks.
    """
    own = authority().clock
    return DummyTimeStamper(certificate_of(own.certificate), key_of(own.key), chain())
