"""What is kept of each try to sign in: a row of the person's own history, and a line in the security log."""

import logging

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest
from django.utils import timezone

from sop.offices.actions.sign_ins import note_sign_in
from sop.offices.models import Outcome, User
from sop.offices.nip import mask_nip

security = logging.getLogger("kinerja.security")

SIGN_IN = "sign_in"  # in the session: the row of this sign-in, and the key under which it is kept there
WAYS = {
    "password": "kata sandi",
    "totp": "kode autentikator",
    "webauthn": "kunci sandi",
    "recovery_codes": "kode pemulihan",
}


def address_of(request: HttpRequest) -> str:
    """Where the request comes from, behind a trusted proxy too."""
    return str(get_adapter().get_client_ip(request))


def log(event: str, user: User, request: HttpRequest | None = None, **more: object) -> None:
    """One line of the security log: what, who (masked), from where. Never what was typed."""
    told = {"user": user.pk, "nip": mask_nip(user.nip) if user.nip else "", **more}
    if request is not None:
        told["address"] = address_of(request)
    security.info("%s %s", event, " ".join(f"{name}={_one_word(value)}" for name, value in told.items()))


def log_unknown(request: HttpRequest) -> None:
    """A name that nobody bears; it is not repeated, since people type passwords there."""
    security.info("wrong_name address=%s", address_of(request))


def note_success(request: HttpRequest, user: User) -> None:
    """Call it when the session has got its new key."""
    key = request.session.session_key or ""
    way = _way(request, user)
    row = note_sign_in(
        user, Outcome.SIGNED_IN, at=timezone.now(), way=way, address=address_of(request), device=_device(request),
        session_key=key,
    )  # fmt: skip
    request.session[SIGN_IN] = [row.pk, key]
    log("signed_in", user, request, way=way)


def note_failure(request: HttpRequest, user: User, outcome: Outcome) -> None:
    """A wrong password or second factor of a known person."""
    address = address_of(request)
    note_sign_in(user, outcome, at=timezone.now(), address=address, device=_device(request))
    log(outcome.value, user, request)


def _way(request: HttpRequest, user: User) -> str:
    records = get_authentication_records(request, user)
    kinds = [str(record.get("type") or record.get("method")) for record in records]
    return " dan ".join(dict.fromkeys(WAYS[kind] for kind in kinds if kind in WAYS))


def _device(request: HttpRequest) -> str:
    return str(request.headers.get("User-Agent", ""))


def _one_word(value: object) -> str:
    """Nothing in a line of the log may look like a second one, or like another field."""
    return "_".join(str(value).split()) or "-"
