"""The password once more, where an act is a person's own word: paraf and signature."""

from typing import Any

from django import forms
from django.views.decorators.debug import sensitive_variables

from kinerja.common import throttle
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


def _locked(account: str) -> str:
    return f"Akun dikunci sampai {throttle.locked_until(account):%H.%M} karena {throttle.PLACES} kali salah."
