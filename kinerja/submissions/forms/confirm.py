"""The password once more, where an act is a person's own word: paraf and signature."""

from typing import Any

from django import forms
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from kinerja.common import throttle
from kinerja.signing.errors import WrongPassphrase
from kinerja.signing.issuing import Unlocked, unlock
from kinerja.signing.models import Certificate
from sop.errors import RuleError
from sop.offices.models import User

PASSWORD = forms.PasswordInput(attrs={"class": "form-control", "autocomplete": "current-password"})


class PasswordMixin(forms.Form):
    """Asks for the password of `user`; wrong tries are counted together with those of the login."""

    asked_for = "Kata sandi"
    password = forms.CharField(
        label="Kata sandi Anda",
        strip=False,
        widget=PASSWORD,
        error_messages={"required": "Isi kata sandi Anda."},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    @sensitive_variables("typed")
    def clean_password(self) -> str:
        """One try; five in fifteen minutes, then the account waits."""
        account, typed = f"user {self.user.pk}", self.cleaned_data["password"]
        if not throttle.take(account):
            raise forms.ValidationError(_locked(account), code="locked")
        if not self.accepts(typed):
            left = throttle.left(account)
            sentence = f"{self.asked_for} tidak cocok. Sisa percobaan: {left}." if left else _locked(account)
            raise forms.ValidationError(sentence, code="mismatch")
        throttle.forgive(account)
        return str(typed)

    def accepts(self, typed: str) -> bool:
        """Whether it is the right one."""
        return self.user.check_password(typed)


class KeyMixin(PasswordMixin):
    """Whoever holds a certificate gives its passphrase instead of the password.

    `unlocked` is then the open key, for this request only; None where the act is recorded in the system alone.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.certificate = Certificate.objects.newest_of(self.user.pk) if self.asks else None
        self.unlocked: Unlocked | None = None
        if self.certificate is not None:
            self._ask_for_passphrase()

    @property
    def asks(self) -> bool:
        """Whether the act is one that is initialled or signed at all."""
        return True

    def _ask_for_passphrase(self) -> None:
        self.asked_for, field = "Frasa sandi sertifikat", self.fields["password"]
        field.label, field.error_messages["required"] = (
            f"{self.asked_for} Anda",
            f"Isi {self.asked_for.lower()} Anda.",
        )
        field.widget.attrs["autocomplete"] = "off"

    @sensitive_variables("typed")
    def clean_password(self) -> str:
        """A certificate that ended is said before any try is counted."""
        if self.certificate is not None:
            try:
                self.certificate.insist_usable(timezone.now())
            except RuleError as refused:
                raise forms.ValidationError(refused.sentence, code=refused.code) from refused
        return super().clean_password()

    @sensitive_variables("typed")
    def accepts(self, typed: str) -> bool:
        """The passphrase opens the key; without a certificate the password counts."""
        if self.certificate is None:
            return super().accepts(typed)
        try:
            self.unlocked = unlock(self.certificate, typed, at=timezone.now())
        except WrongPassphrase:
            return False
        return True


def _locked(account: str) -> str:
    return f"Akun dikunci sampai {throttle.locked_until(account):%H.%M} karena {throttle.PLACES} kali salah."
