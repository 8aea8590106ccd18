"""As whom an office asks its Esign Client Service: its own account, or the one that all offices of this server share.

The environment is the only home of these secrets. Everything else names an account by the code of its office, or "" for
the shared one.
"""

from dataclasses import dataclass, field

from django.conf import settings

SHARED = ""


@dataclass(frozen=True)
class Account:
    """User and password; `own`: of one office alone."""

    username: str
    password: str = field(repr=False)
    own: bool = False


def name_for(code: str) -> str:
    """The name of the account that the office of this code uses."""
    return code if code in settings.ESIGN_OFFICE_PASSWORDS else SHARED


def account_of(name: str) -> Account | None:
    """The account of this name; None where the administrator has set none."""
    if name in settings.ESIGN_OFFICE_PASSWORDS:
        username, password = settings.ESIGN_OFFICE_PASSWORDS[name]
        return Account(username, password, own=True)
    shared = Account(settings.ESIGN_USERNAME, settings.ESIGN_PASSWORD)
    return shared if shared.username else None
