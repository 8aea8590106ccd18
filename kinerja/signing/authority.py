"""The office's own certificate authority, for a start without any server: its keys, and what it puts its name to.

It vouches for people inside the office only; a signature by it is *tidak tersertifikasi*. The folder can be moved
to another machine when an authority from outside takes over: what was signed carries all it needs to be checked.
"""

import datetime as dt
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.conf import settings
from django.utils import timezone

FOLDER = "authority"
# RSA: with elliptic curves pyHanko declares PDF 2.0, which PDF/A-3 forbids.
ROOT_BITS, BITS = 3072, 2048
ROOT_LIFE = dt.timedelta(days=3652)
LIST_LIFE = dt.timedelta(days=8)
# A list as old as the moment of a signature may not seem to come from the future on a clock that runs late.
EARLIER = dt.timedelta(minutes=5)
SHA256 = hashes.SHA256()


@dataclass(frozen=True)
class Pair:
    """A certificate and its key, which is never printed."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey


@dataclass(frozen=True)
class Authority:
    """The root, and the clock whose word the root vouches for."""

    root: Pair
    clock: Pair


def authority() -> Authority:
    """The authority in DATA_DIR, made on first use."""
    return _authority(Path(settings.DATA_DIR) / FOLDER)


@cache
def _authority(folder: Path) -> Authority:
    if not (folder / "root.crt").is_file():
        _found(folder)
    return Authority(_read(folder, "root"), _read(folder, "clock"))


def issue(
    public_key: rsa.RSAPublicKey, name: str, nip: str, *, at: dt.datetime, life: dt.timedelta
) -> x509.Certificate:
    """A certificate for a person: may sign and be held to it, nothing else."""
    root = authority().root
    subject = [(NameOID.COMMON_NAME, name), (NameOID.ORGANIZATION_NAME, settings.APP_OWNER)]
    if nip:
        subject.append((NameOID.SERIAL_NUMBER, nip))
    builder = _builder(subject, public_key, root.certificate.subject, at, min(at + life, _end(root)))
    builder = builder.add_extension(_usage(content_commitment=True), critical=True)
    if settings.PUBLIC_URL:
        builder = builder.add_extension(_published(), critical=False)
    return _identified(builder, public_key, root.key).sign(root.key, SHA256)


def revocation_list(
    revoked: Iterable[tuple[str, dt.datetime]], *, at: dt.datetime
) -> x509.CertificateRevocationList:
    """The list of these (serial in hexadecimal, moment), as of now."""
    root = authority().root
    builder = x509.CertificateRevocationListBuilder(
        issuer_name=root.certificate.subject, last_update=at - EARLIER, next_update=at + LIST_LIFE
    ).add_extension(x509.CRLNumber(int(at.timestamp())), critical=False)
    builder = builder.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key()), critical=False
    )
    for serial, moment in revoked:
        entry = x509.RevokedCertificateBuilder(int(serial, 16), moment)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(root.key, SHA256)


def _found(folder: Path) -> None:
    """Make both pairs in a folder beside, then give it its name: two processes at once end with one authority.

    The folder may be there already, with certificates of others that an administrator has put into it.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{FOLDER}-"))
    root = _make_root()
    _write(beside, "root", root)
    _write(beside, "clock", _make_clock(root))
    try:
        beside.rename(folder)
    except OSError:
        _move_into(folder, beside)
        shutil.rmtree(beside)
        if not (folder / "root.crt").is_file():
            raise


def _move_into(folder: Path, beside: Path) -> None:
    """One process at a time; the certificate of the root comes last, and says that all is there."""
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "root.crt").is_file():
            for name in ("root.key", "clock.key", "clock.crt", "root.crt"):
                (beside / name).replace(folder / name)


def _make_root() -> Pair:
    key = rsa.generate_private_key(65537, ROOT_BITS)
    at = timezone.now()
    words = "CA Contoh – tidak untuk dokumen resmi" if settings.DEMO else f"CA {settings.APP_OWNER}"
    name = [(NameOID.COMMON_NAME, words[:64]), (NameOID.ORGANIZATION_NAME, settings.APP_OWNER[:64])]
    builder = _builder(name, key.public_key(), _name(name), at - EARLIER, at + ROOT_LIFE, path_length=0)
    builder = builder.add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
    builder = _identified(builder, key.public_key(), key)
    return Pair(builder.sign(key, SHA256), key)


def _make_clock(root: Pair) -> Pair:
    key = rsa.generate_private_key(65537, BITS)
    at = timezone.now()
    name = [(NameOID.COMMON_NAME, "Jam server"), (NameOID.ORGANIZATION_NAME, settings.APP_OWNER[:64])]
    builder = _builder(name, key.public_key(), root.certificate.subject, at - EARLIER, _end(root))
    builder = builder.add_extension(_usage(), critical=True)
    builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return Pair(_identified(builder, key.public_key(), root.key).sign(root.key, SHA256), key)


def _published() -> x509.CRLDistributionPoints:
    """Where the list of revoked certificates is found."""
    address = x509.UniformResourceIdentifier(f"{settings.PUBLIC_URL}/v/otoritas.crl")
    return x509.CRLDistributionPoints([x509.DistributionPoint([address], None, None, None)])


def _end(root: Pair) -> dt.datetime:
    return root.certificate.not_valid_after_utc


def _name(parts: Iterable[tuple[x509.ObjectIdentifier, str]]) -> x509.Name:
    country = x509.NameAttribute(NameOID.COUNTRY_NAME, "ID")
    return x509.Name([country, *(x509.NameAttribute(kind, text[:64]) for kind, text in parts)])


def _builder(
    subject: Iterable[tuple[x509.ObjectIdentifier, str]], public_key: rsa.RSAPublicKey, issuer: x509.Name,
    start: dt.datetime, end: dt.datetime, *, path_length: int | None = None,
) -> x509.CertificateBuilder:  # fmt: skip
    return x509.CertificateBuilder(
        issuer, _name(subject), public_key, x509.random_serial_number(), start, end
    ).add_extension(x509.BasicConstraints(path_length is not None, path_length), critical=True)


def _identified(
    builder: x509.CertificateBuilder, public_key: rsa.RSAPublicKey, issuer: rsa.RSAPrivateKey
) -> x509.CertificateBuilder:
    """Name the keys, so that a validator finds the way from one certificate to the next."""
    theirs = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key())
    own = x509.SubjectKeyIdentifier.from_public_key(public_key)
    return builder.add_extension(own, critical=False).add_extension(theirs, critical=False)


def _usage(**more: bool) -> x509.KeyUsage:
    """What a key may be used for: signing, or as a root only what is said in so many words."""
    uses = dict.fromkeys(
        ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign",
         "crl_sign", "encipher_only", "decipher_only"), False,
    )  # fmt: skip
    return x509.KeyUsage(digital_signature=not more.get("key_cert_sign"), **uses | more)


def _write(folder: Path, name: str, pair: Pair) -> None:
    """The key readable by this service alone."""
    key = pair.key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    handle = os.open(folder / f"{name}.key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key)
    (folder / f"{name}.crt").write_bytes(pair.certificate.public_bytes(serialization.Encoding.PEM))


def _read(folder: Path, name: str) -> Pair:
    certificate = x509.load_pem_x509_certificate((folder / f"{name}.crt").read_bytes())
    key = serialization.load_pem_private_key((folder / f"{name}.key").read_bytes(), None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError(f"{folder / name}.key: RSA is needed")
    return Pair(certificate, key)
