"""The password that somebody else makes for a person: by chance, shown once, good for choosing his own (ASVS 6.4.1, 6.4.6)."""

import datetime as dt
import secrets

from sop.offices.models import User

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another on paper
GROUPS, LENGTH = 4, 4
GOOD_FOR = dt.timedelta(days=3)


def give_first_secret(user: User, *, at: dt.datetime) -> str:
    """Set a new one on the (unsaved) person and return it; nobody can read it again."""
    secret = "-".join("".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(GROUPS))
    user.set_password(secret)
    user.first_secret_until = at + GOOD_FOR
    return secret
