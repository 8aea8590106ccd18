"""Codes that are typed: those of an authenticator app, and recovery codes. Each opens once (ASVS 6.5.1)."""

import hmac
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db import transaction

from kinerja.accounts.errors import KeyLost
from sop.offices.models import User

COUNTER = "last_counter"  # in the data of the factor: the step of time whose code was used last
PERIOD = 30


def step_of(secret: str, typed: str) -> int | None:
    """The step of time (half minutes since 1970) to which this code belongs, one step off at most; None for a wrong one."""
    now = int(time.time()) // PERIOD
    code = "".join(typed.split())
    for step in range(now - settings.MFA_TOTP_TOLERANCE, now + settings.MFA_TOTP_TOLERANCE + 1):
        right = totp.format_hotp_value(totp.hotp_value(secret, step))
        if hmac.compare_digest(right.encode(), code.encode()):
            return step
    return None


@transaction.atomic
def use_code(user: User, typed: str) -> Authenticator | None:
    """Use up a code; None for a wrong or used one. Of two requests with one code only the first gets in: rows are locked.

    KeyLost where nothing that this person has can be compared: that is no try. As long as one thing can, a wrong code is
    one, or the code of an app could be guessed for ever beside recovery codes of a lost key.
    """
    rows = Authenticator.objects.select_for_update().filter(user=user)
    found: dict[str, Authenticator] = {
        row.type: row for row in rows.exclude(type=Authenticator.Type.WEBAUTHN).order_by("pk")
    }
    lost = list[KeyLost]()
    asked = [(row, use) for kind, use in _USES.items() if (row := found.get(kind))]
    for row, use in asked:
        try:
            if use(row, typed):
                return row
        except KeyLost as problem:
            lost.append(problem)
    if lost and len(lost) == len(asked):
        raise lost[0]
    return None


def _use_recovery(codes: Authenticator, typed: str) -> bool:
    if not RecoveryCodes(codes).validate_code("".join(typed.split()).replace("-", "")):
        return False
    codes.refresh_from_db()
    return True


def _use_app(app: Authenticator, typed: str) -> bool:
    step = step_of(decrypt(app.data["secret"]), typed)
    if step is None or step <= app.data.get(COUNTER, -1):
        return False
    app.data[COUNTER] = step
    app.save(update_fields=["data"])
    return True


_USES = {Authenticator.Type.TOTP: _use_app, Authenticator.Type.RECOVERY_CODES: _use_recovery}
