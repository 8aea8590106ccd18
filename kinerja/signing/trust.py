"""What pyHanko needs of the office's authority: its root, its list of revoked certificates, its clock."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asn1crypto import crl, pem, x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate as Issued
from django.conf import settings
from django.utils import timezone
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from kinerja.signing.authority import FOLDER, authority, revocation_list
from kinerja.signing.certificates import Certificate
from kinerja.signing.hands import Clock

# Certificates (*.pem, *.crt) and lists of revocation (*.crl) of BSrE and of its clock, put there by the administrator.
BSRE = "bsre"


_RULES = {
    "allow_fetching": False,
    "revocation_mode": "hard-fail",
    "time_tolerance": dt.timedelta(seconds=10),
}


def certificate_of(issued: Issued) -> x509.Certificate:
    """The same certificate in the terms of pyHanko."""
    theirs: x509.Certificate = x509.Certificate.load(issued.public_bytes(Encoding.DER))
    return theirs


def chain() -> SimpleCertificateStore:
    """The certificates that go along with a signature."""
    store = SimpleCertificateStore()
    store.register(certificate_of(authority().root.certificate))
    return store


def revoked_now() -> bytes:
    """The list of revoked certificates as of now (DER). One query."""
    rows = Certificate.objects.exclude(revoked_at=None).values_list("serial", "revoked_at")
    return revocation_list(_ended(rows), at=timezone.now()).public_bytes(Encoding.DER)


def _ended(rows: Iterable[tuple[str, dt.datetime | None]]) -> list[tuple[str, dt.datetime]]:
    return [(serial, moment) for serial, moment in rows if moment is not None]


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
    listed = revocation_list(_ended(revoked), at=at).public_bytes(Encoding.DER)
    return Anchors(root_certificate(), listed)


def trust_in(anchors: Anchors, **more: Any) -> dict[str, Any]:
    """Arguments of a ValidationContext that trusts this authority alone. ValueError where they cannot be read."""
    return {
        **_RULES,
        "trust_roots": [x509.Certificate.load(anchors.root)],
        "crls": [crl.CertificateList.load(anchors.revoked)],
        **more,
    }


def issued_here(certificate: x509.Certificate, anchors: Anchors | None = None) -> bool:
    """Whether it names our authority (or that of `anchors`) as its issuer; that it really is, the validation proves."""
    root = x509.Certificate.load(anchors.root if anchors else root_certificate())
    return bool(certificate.issuer == root.subject)


def bsre_anchors() -> list[x509.Certificate]:
    """Whom the administrator trusts for BSrE; empty where he has put nothing there. ValueError for what cannot be read."""
    return [x509.Certificate.load(found) for found in _put_there("*.pem", "*.crt")]


def bsre_trust(**more: Any) -> dict[str, Any]:
    """The same for signatures made by BSrE. Its lists of revocation come with the signature, or lie in the folder."""
    return {
        "trust_roots": bsre_anchors(),
        "crls": [crl.CertificateList.load(found) for found in _put_there("*.crl")],
        "allow_fetching": False,
        "revocation_mode": "soft-fail",
        "time_tolerance": dt.timedelta(seconds=10),
        **more,
    }


def _put_there(*patterns: str) -> list[bytes]:
    """Every object in these files, as DER; a PEM file may hold several."""
    folder = Path(settings.DATA_DIR) / FOLDER / BSRE
    found: list[bytes] = []
    for path in sorted(path for pattern in patterns for path in folder.glob(pattern)):
        content = path.read_bytes()
        packed = pem.detect(content)
        found += [der for _, _, der in pem.unarmor(content, multiple=True)] if packed else [content]
    return found


def trust(**more: Any) -> dict[str, Any]:
    """Arguments of a ValidationContext: our root, our list, and never the network."""
    return trust_in(Anchors(root_certificate(), revoked_now()), **more)


def context(**more: Any) -> ValidationContext:
    """Whom we trust, now."""
    return ValidationContext(**trust(**more))


def clock() -> Clock:
    """The clock of this server, vouched for by our authority."""
    own = authority().clock
    return Clock(certificate_of(own.certificate), own.key, chain())
