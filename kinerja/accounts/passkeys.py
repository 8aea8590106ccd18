"""The ceremony of a passkey (WebAuthn), bound to a purpose: the challenge that is signed contains what it is for."""

import hashlib
import json
import secrets
import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ValidationError
from fido2.webauthn import UserVerificationRequirement

from kinerja.accounts.counters import counts_on
from sop.offices.models import User

KEPT = "step_up"  # in the session: the one challenge that is open
GOOD_FOR = 300  # seconds (ASVS 7.5.3; RELIABILITY: ≤ 5 minutes)


def challenge(session: SessionBase, user: User, bound: str) -> dict[str, Any]:
    """What the browser is asked to sign for this purpose; an earlier challenge is forgotten."""
    options, state = auth.get_server().authenticate_begin(
        credentials=auth.get_credentials(user),
        user_verification=UserVerificationRequirement.PREFERRED,
        challenge=secrets.token_bytes(32) + _digest(user, bound),
    )
    session[KEPT] = {"state": state, "bound": bound, "at": time.time()}
    return plain(options)


def answered(session: SessionBase, user: User, bound: str, typed: str) -> Authenticator | None:
    """The passkey that signed the open challenge of this purpose; None otherwise. The challenge is used up either way."""
    kept = session.pop(KEPT, None)
    if kept is None or kept["bound"] != bound or time.time() - kept["at"] > GOOD_FOR:
        return None
    credential = parsed(typed)
    if credential is None:
        return None
    try:
        auth.parse_authentication_response(credential)
        binding = auth.get_server().authenticate_complete(
            kept["state"], auth.get_credentials(user), credential
        )
    except (ValueError, TypeError, KeyError, ValidationError):
        return None
    factor = auth.get_authenticator_by_credential_id(user, binding.credential_id)
    return factor if factor is not None and counts_on(user, factor, credential) else None


def parsed(typed: str) -> dict[str, Any] | None:
    """What the browser sent, if it is an object of JSON."""
    try:
        found = json.loads(typed)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def plain(options: Any) -> dict[str, Any]:
    """Options of fido2 as plain JSON, bytes in base64url."""
    found: dict[str, Any] = json.loads(json.dumps(dict(options), default=dict))
    return found


def _digest(user: User, bound: str) -> bytes:
    return hashlib.sha256(f"{user.pk}:{bound}".encode()).digest()
