"""Counting wrong second factors per account and per address, beside the wrong passwords, in the same sentences."""

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from kinerja.common import throttle
from kinerja.common.signing_in import address_of, note_failure
from sop.errors import RuleError
from sop.offices.models import Outcome, User
from sop.offices.queries import zone_of

ADDRESS_LOCKED = "Terlalu banyak percobaan dari alamat jaringan ini. Coba lagi pukul {}."


def account_of(user: User) -> str:
    """A right password must not free the places of the codes, nor the reverse."""
    return f"factor {user.pk}"


def take(request: HttpRequest, user: User) -> None:
    """One try with a code or a passkey. ValidationError where account or address must wait."""
    address = f"address {address_of(request)}"
    if not throttle.left(address, throttle.PLACES_OF_ADDRESS):
        raise forms.ValidationError(ADDRESS_LOCKED.format(throttle.locked_until(address)), code="locked")
    if not throttle.take(account_of(user)):
        raise forms.ValidationError(_locked(user), code="locked")


def refuse(request: HttpRequest, user: User, what: str) -> forms.ValidationError:
    """Keep the wrong try and say how many are left; `what` did not fit ("Kode")."""
    throttle.take(f"address {address_of(request)}", throttle.PLACES_OF_ADDRESS)
    note_failure(request, user, Outcome.WRONG_FACTOR)
    left = throttle.left(account_of(user))
    sentence = f"{what} tidak cocok atau sudah dipakai. Sisa percobaan: {left}." if left else _locked(user)
    return forms.ValidationError(sentence, code="mismatch")


def excuse(user: User, refusal: RuleError) -> forms.ValidationError:
    """The try was neither right nor wrong: it is given back, and the sentence says why."""
    throttle.give_back(account_of(user))
    return forms.ValidationError(refusal.sentence, code=refusal.code)


def forgive(user: User) -> None:
    throttle.forgive(account_of(user))


def _locked(user: User) -> str:
    """In his own zone: password or session have said who he is."""
    return throttle.locked_told(account_of(user), zone_of(user, timezone.now()))
