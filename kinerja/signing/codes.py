"""The code printed on a signed paper: eight characters of Crockford's base32, which has no I, L, O and U to misread."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8

_MISREAD = str.maketrans("OIL", "011", " -._\u00a0")


def new_code() -> str:
    """A random code: one of 32^8, about a million million."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def clean_code(typed: str) -> str:
    """The code meant by what was typed: lower case, spaces, dashes, O for 0, I or L for 1; "" where it cannot be one."""
    code = "".join(typed.split()).upper().translate(_MISREAD)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""
