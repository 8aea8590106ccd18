"""The second factor once more, before a person gives his word (ASVS 7.5.3).

Hang `StepUpMixin` into a form that shows what is signed. `bound` is the hash of it: of one document its data hash, of
several `binding(hashes)`. Who has no second factor is asked for nothing.
"""

import hashlib
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.utils import timezone

from kinerja.accounts import passkeys, tries
from kinerja.accounts.codes import use_code
from kinerja.accounts.errors import KeyLost
from kinerja.accounts.queries import Factors, factors_of
from kinerja.accounts.resets.resting import rest_told
from kinerja.common.requests import OfficeRequest
from kinerja.common.signing_in import log

CODE = forms.TextInput(
    attrs={
        "class": "form-control num",
        "autocomplete": "one-time-code",
        "inputmode": "numeric",
        "spellcheck": "false",
    }
)
LONGEST_ANSWER = 20_000


def binding(hashes: Iterable[str]) -> str:
    """What one step-up for several documents is bound to: the sha256 of their hashes, in any order."""
    return hashlib.sha256("\n".join(sorted(hashes)).encode()).hexdigest()


class StepUpMixin(forms.Form):
    """Asks for a code or a passkey; used up only when everything else in the form stands.

    `asking` is the request; what is given one's word for is named by `bound_to()`, which no form may leave out.
    """

    code = forms.CharField(
        label="Kode autentikator atau kode pemulihan", required=False, max_length=40, widget=CODE
    )
    passkey = forms.CharField(required=False, max_length=LONGEST_ANSWER, widget=forms.HiddenInput)

    def __init__(self, *args: Any, asking: OfficeRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asking, self.signer = asking, asking.user
        if not self.steps_up:
            del self.fields["code"], self.fields["passkey"]
        elif not self.factors.has_totp:
            self.fields["code"].label = "Kode pemulihan (bila kunci sandi tidak ada)"

    @cached_property
    def factors(self) -> Factors:
        """Asked for only where a form needs them. One query."""
        return factors_of(self.signer)

    @property
    def rest(self) -> str:
        """Why this account signs nothing for now; "" where it may."""
        return rest_told(self.signer, timezone.now())

    @property
    def steps_up(self) -> bool:
        """Whether this person has a second factor."""
        return bool(self.factors.rows)

    def bound_to(self) -> str:
        """The hash of what is signed; each form says which."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.rest:
            raise forms.ValidationError(self.rest, code="signing_rests")
        if self.steps_up and not self.errors:
            self._step_up()
        return cleaned

    def _step_up(self) -> None:
        code, answer = self.cleaned_data.get("code", ""), self.cleaned_data.get("passkey", "")
        if not code and not answer:
            self.add_error("code", self._missing())
            return
        try:
            tries.take(self.asking, self.signer)
        except forms.ValidationError as refused:
            self.add_error("code", refused)
            return
        try:
            factor = use_code(self.signer, code) if code else self._signed(answer)
        except KeyLost as lost:
            self.add_error("code", tries.excuse(self.signer, lost))
            return
        if factor is None:
            self.add_error("code", tries.refuse(self.asking, self.signer, "Kode" if code else "Kunci sandi"))
            return
        tries.forgive(self.signer)
        factor.record_usage()
        log("stepped_up", self.signer, self.asking, factor=factor.type, bound=self.bound_to()[:12])

    def _signed(self, answer: str) -> Authenticator | None:
        return passkeys.answered(self.asking.session, self.signer, self.bound_to(), answer)

    def _missing(self) -> str:
        if self.factors.has_passkey:
            return "Tekan “Pakai kunci sandi”, atau isi kodenya."
        return "Isi kode enam angka dari aplikasi autentikator Anda, atau satu kode pemulihan."
