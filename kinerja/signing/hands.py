"""What signs for pyHanko: an open key of a person, and the clock of this server.

pyHanko's own would take the keys as DER and read them anew at every use; OpenSSL proves an RSA key each time it reads
one, which costs 30 ms, five times in a last signature.
"""

import datetime as dt
from typing import Any

from asn1crypto import cms, core, keys, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from pyhanko.sign.general import as_signing_certificate, simple_cms_attribute
from pyhanko.sign.signers import Signer
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import CertificateStore
from pyhanko_certvalidator.util import get_pyca_cryptography_hash


def _signed(key: RSAPrivateKey, data: bytes, digest: str) -> bytes:
    return key.sign(data, PKCS1v15(), get_pyca_cryptography_hash(digest))


class OpenKey(Signer):
    """A person's certificate with his key, open for the length of one request."""

    def __init__(self, certificate: x509.Certificate, key: RSAPrivateKey, chain: CertificateStore) -> None:
        super().__init__(signing_cert=certificate, cert_registry=chain)
        self.key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001, FBT002 - as pyHanko calls it
        """RSA with PKCS #1 v1.5, as the certificate says; a rehearsal has the same length."""
        return bytes(self.key.key_size // 8) if dry_run else _signed(self.key, data, digest_algorithm)


class Clock(DummyTimeStamper):
    """The embedded timestamp authority (RFC 3161). It proves no more than the clock of this server.

    pyHanko calls its own a dummy because it answers everyone; here only this process asks.
    """

    def __init__(self, certificate: x509.Certificate, key: RSAPrivateKey, chain: CertificateStore) -> None:
        super().__init__(certificate, keys.PrivateKeyInfo(), chain)  # its own is never asked
        self.key = key

    def _sign_tst_info(
        self, tst_info_data: bytes, md_algorithm: str, dt: dt.datetime
    ) -> tuple[bytes, cms.CMSAttributes]:
        """The signature over the told time and the attributes that it covers."""
        digest = hashes.Hash(get_pyca_cryptography_hash(md_algorithm))
        digest.update(tst_info_data)
        told: list[tuple[str, Any]] = [
            ("content_type", "tst_info"),
            ("signing_time", cms.Time({"utc_time": core.UTCTime(dt)})),
            ("signing_certificate", as_signing_certificate(self.tsa_cert)),
            ("message_digest", digest.finalize()),
        ]
        attributes = cms.CMSAttributes([simple_cms_attribute(name, value) for name, value in told])
        return _signed(self.key, attributes.dump(), md_algorithm), attributes
