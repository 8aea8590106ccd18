"""An authenticator app and a passkey made of software, as a person would hold them."""

import hashlib
import json
import secrets
import time
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from sop.offices.models import User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ORIGIN = "http://localhost"
FLAG = AuthenticatorData.FLAG
PRESENT = FLAG.UP | FLAG.UV


def code_of(secret: str = SECRET, *, steps: int = 0) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + steps))


def give_app(user: User) -> Authenticator:
    return Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": SECRET})


class Key:
    """A passkey for localhost."""

    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.pk = secrets.token_bytes(16)
        self.rp = hashlib.sha256(b"localhost").digest()

    def give(self, user: User, *, count: int = 0) -> Authenticator:
        known = AttestedCredentialData.create(
            bytes(16), self.pk, ES256.from_cryptography_key(self.private.public_key())
        )
        data = AuthenticatorData.create(self.rp, PRESENT | FLAG.AT, count, known)
        client = CollectedClientData.create("webauthn.create", b"x" * 32, ORIGIN)
        response = {
            "clientDataJSON": websafe_encode(client),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        }
        row = {"name": "Ponsel saya", "credential": self._wrapped(response)}
        return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=row)

    def answer(self, asked: dict[str, Any], *, count: int = 1, user: User | None = None) -> str:
        client = CollectedClientData.create(
            "webauthn.get", websafe_decode(asked["publicKey"]["challenge"]), ORIGIN
        )
        data = AuthenticatorData.create(self.rp, PRESENT, count)
        signature = self.private.sign(bytes(data) + client.hash, ec.ECDSA(SHA256()))
        parts = {"clientDataJSON": client, "authenticatorData": data, "signature": signature}
        if user is not None:  # a passkey names its owner by itself
            parts["userHandle"] = user_pk_to_url_str(user).encode()
        return json.dumps(self._wrapped({name: websafe_encode(part) for name, part in parts.items()}))

    def _wrapped(self, response: dict[str, str]) -> dict[str, Any]:
        pk = websafe_encode(self.pk)
        return {
            "id": pk,
            "rawId": pk,
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
        }
