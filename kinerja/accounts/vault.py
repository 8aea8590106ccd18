"""Secrets of second factors at rest: the key of an authenticator app and the seed of recovery codes, as Fernet tokens.

The key is its own (`MFA_KEY`), never SECRET_KEY: a new SECRET_KEY would lock every official out. `MFA_KEY_FALLBACKS`
are older keys that still open; `manage.py encrypt_factors` writes everything anew with the first one. A passkey has no
secret here: the server keeps its public half.
"""

from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from kinerja.accounts.errors import KeyLost

MARK = "fernet:"  # what does not begin so was kept before there was a key, and goes on to work
KEPT = ("secret", "seed")  # in the data of a factor


def lock(text: str) -> str:
    """Encrypt with the newest key."""
    return MARK + _box().encrypt(text.encode()).decode()


def unlock(kept: str) -> str:
    """The secret. KeyLost where no key of this installation opens it."""
    if not kept.startswith(MARK):
        return kept
    try:
        return _box().decrypt(kept.removeprefix(MARK).encode()).decode()
    except InvalidToken as lost:
        raise KeyLost from lost


def locked(data: dict[str, Any]) -> dict[str, Any]:
    """The data of a factor with its secrets under the newest key. KeyLost as `unlock`."""
    return _each(data, lambda kept: lock(unlock(kept)))


def unlocked(data: dict[str, Any]) -> dict[str, Any]:
    """The data of a factor with its secrets in the clear, as they were before. KeyLost as `unlock`."""
    return _each(data, unlock)


def _each(data: dict[str, Any], change: Any) -> dict[str, Any]:
    found = {name: change(data[name]) for name in KEPT if name in data}
    if "migrated_codes" in data:
        found["migrated_codes"] = [change(code) for code in data["migrated_codes"]]
    return {**data, **found}


def _box() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in (settings.MFA_KEY, *settings.MFA_KEY_FALLBACKS)])
