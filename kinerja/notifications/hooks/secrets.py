"""The secret of an office's webhook: shown once, kept encrypted with a key that follows from SECRET_KEY."""

import base64
import hashlib
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

_SALT = b"kinerja.webhook:"


def new_secret() -> str:
    """A secret to sign with, 43 letters; show it once."""
    return secrets.token_urlsafe(32)


def lock(secret: str) -> str:
    return _box().encrypt(secret.encode()).decode()


def unlock(kept: str) -> str:
    """The secret; "" where the key of the installation was changed and no fallback fits."""
    try:
        return _box().decrypt(kept.encode()).decode()
    except InvalidToken:
        return ""


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(_SALT + key.encode()).digest())) for key in keys]
    )
