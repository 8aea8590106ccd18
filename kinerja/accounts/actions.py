"""Putting on, naming and taking off second factors; recovery codes; and the reset for one who lost his phone."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.utils import encrypt
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction

from kinerja.accounts import vault
from kinerja.accounts.codes import COUNTER
from kinerja.accounts.errors import KeyLost, LastFactor, NoFactor
from kinerja.accounts.queries import has_factor, must_have_factor
from kinerja.common.signing_in import log
from sop.offices.actions.sign_ins import end_sessions
from sop.offices.models import User


@transaction.atomic
def add_totp(user: User, secret: str, *, step: int) -> list[str]:
    """Keep an authenticator app; the code of `step`, which proved it, is used up. Returns recovery codes if there were none."""
    _lock(user)
    data = {"secret": encrypt(secret), COUNTER: step}
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)
    return _added(user, "totp")


@transaction.atomic
def add_passkey(user: User, name: str, credential: dict[str, Any]) -> list[str]:
    """Keep a passkey that has been checked. Returns recovery codes if there were none."""
    _lock(user)
    WebAuthn.add(user, name, credential)
    return _added(user, "webauthn")


def _added(user: User, kind: str) -> list[str]:
    log("factor_added", user, kind=kind)
    if Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).exists():
        return []
    return RecoveryCodes.activate(user).generate_codes()


@transaction.atomic
def renew_codes(user: User) -> list[str]:
    """New recovery codes; the old ones open nothing any more. NoFactor where there is nothing to recover."""
    _lock(user)
    if not has_factor(user):
        raise NoFactor
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    log("recovery_codes_renewed", user)
    return RecoveryCodes.activate(user).generate_codes()


@transaction.atomic
def rename(user: User, factor: Authenticator, name: str) -> None:
    """What the owner calls it. Under the lock: a passkey counts in the same place."""
    factor = Authenticator.objects.select_for_update().get(pk=factor.pk, user=user)
    factor.data["name"] = name
    factor.save(update_fields=["data"])
    log("factor_renamed", user, kind=factor.type)


@transaction.atomic
def remove(user: User, factor: Authenticator, *, required: bool) -> None:
    """Take it off; with the last one the recovery codes go. LastFactor where one is `required` of this person."""
    _lock(user)
    Authenticator.objects.filter(pk=factor.pk, user=user).delete()
    if not has_factor(user):
        if required and must_have_factor(user):
            raise LastFactor
        Authenticator.objects.filter(user=user).delete()
    log("factor_removed", user, kind=factor.type)


def take_off(user: User) -> None:
    """Everything of one who lost his phone, and his sessions. Inside the act that two people gave their word for."""
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    log("factors_reset", user)


def encrypt_anew() -> tuple[int, list[User]]:
    """Put every secret under the newest key, one factor a transaction; how many, and whose no key opens. Safe to repeat."""
    done, lost = 0, list[User]()
    rows = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN)
    for pk in list(rows.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            row = Authenticator.objects.select_for_update(of=("self",)).select_related("user").get(pk=pk)
            try:
                row.data = vault.locked(row.data)
            except KeyLost:
                lost.append(row.user)
                continue
            row.save(update_fields=["data"])
            done += 1
    return done, lost


def _lock(user: User) -> None:
    """One change of factors at a time."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
