"""Codes and passkeys at the door and in the account, and the one's own address."""

from typing import Any, ClassVar

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from django import forms

from kinerja.accounts import tries
from kinerja.accounts.adapter import PASSKEY_REFUSED
from kinerja.accounts.codes import step_of, use_code
from kinerja.accounts.counters import counts_on
from kinerja.accounts.errors import KeyLost
from kinerja.accounts.passkeys import parsed
from kinerja.common import throttle
from kinerja.common.forms import plain
from kinerja.common.signing_in import address_of
from sop.offices.models import User

OFF = {"class": "form-control", "autocomplete": "off"}
BROKEN = (ValueError, TypeError, KeyError, AttributeError)  # what garbage of a browser raises in fido2


class LoginCodeForm(AuthenticateForm):
    """The second step of the login by a code of the app, or a recovery code."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["code"], "Kode autentikator atau kode pemulihan", "Isi kodenya.")
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "spellcheck": "false"}

    def clean_code(self) -> str:
        tries.take(context.request, self.user)
        factor = self._factor()
        if factor is None:
            raise tries.refuse(context.request, self.user, "Kode")
        tries.forgive(self.user)
        factor.user = self.user
        self.authenticator = factor
        return str(self.cleaned_data["code"])

    def _factor(self) -> Authenticator | None:
        try:
            return use_code(self.user, self.cleaned_data["code"])
        except KeyLost as lost:
            raise tries.excuse(self.user, lost) from lost


class LoginPasskeyForm(AuthenticateWebAuthnForm):
    """The second step of the login by a passkey."""

    def clean_credential(self) -> Authenticator:
        tries.take(context.request, self.user)
        credential = self.cleaned_data["credential"]
        try:
            auth.parse_authentication_response(credential)
            factor = auth.complete_authentication(self.user, credential)
        except (*BROKEN, forms.ValidationError) as refused:
            raise tries.refuse(context.request, self.user, "Kunci sandi") from refused
        if not counts_on(self.user, factor, credential):
            raise tries.refuse(context.request, self.user, "Kunci sandi")
        tries.forgive(self.user)
        return factor


class PasskeyAloneForm(LoginWebAuthnForm):
    """A passkey instead of the password. Nobody is named, so tries are counted by the address alone."""

    def clean_credential(self) -> Authenticator:
        address, places = f"address {address_of(context.request)}", throttle.PLACES_OF_ADDRESS
        if not throttle.left(address, places):
            raise forms.ValidationError(tries.ADDRESS_LOCKED.format(throttle.locked_until(address)))
        try:
            return self._counted(super().clean_credential())
        except (*BROKEN, forms.ValidationError) as refused:
            throttle.take(address, places)
            raise forms.ValidationError(PASSKEY_REFUSED) from refused

    def _counted(self, factor: Authenticator) -> Authenticator:
        if not counts_on(factor.user, factor, self.cleaned_data["credential"]):
            raise forms.ValidationError(PASSKEY_REFUSED)
        return factor


class TotpForm(forms.Form):
    """Proves that the app has the secret; `step` is then the moment of the code."""

    use_required_attribute = False
    code = forms.CharField(label="Kode enam angka yang ditampilkan aplikasi", max_length=20)

    def __init__(self, *args: Any, secret: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.secret, self.step = secret, 0
        plain(self.fields["code"], "Kode enam angka yang ditampilkan aplikasi", "Isi kode dari aplikasi.")
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}

    def clean_code(self) -> str:
        step = step_of(self.secret, self.cleaned_data["code"])
        if step is None:
            raise forms.ValidationError(
                "Kode tidak cocok. Periksa jam ponsel Anda, tunggu kode berikutnya, lalu isi kembali."
            )
        self.step = step
        return str(self.cleaned_data["code"])


class NameForm(forms.Form):
    """What the owner calls a factor."""

    use_required_attribute = False
    name = forms.CharField(
        label="Nama perangkat",
        max_length=60,
        widget=forms.TextInput(attrs=OFF),
        help_text="Misalnya: Ponsel saya, Laptop kantor.",
        error_messages={"required": "Isi nama perangkat."},
    )


class DisplayForm(forms.ModelForm[User]):
    """How a person wants his pages; kept with him, so that it holds on every device and without scripts."""

    use_required_attribute = False
    large_text = forms.TypedChoiceField(
        label="Ukuran huruf",
        choices=[("False", "Biasa (16 px)"), ("True", "Besar (18 px)")],
        coerce=lambda chosen: chosen == "True",
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    class Meta:
        model = User
        fields = ("theme", "large_text", "shortcuts")
        widgets: ClassVar[dict[str, Any]] = {
            "theme": forms.Select(attrs={"class": "form-select"}),
            "shortcuts": forms.CheckboxInput(attrs={"class": "form-check-input"}),
        }


class PasskeyForm(NameForm):
    """A new passkey, as the browser made it."""

    credential = forms.CharField(
        max_length=50_000,
        widget=forms.HiddenInput,
        error_messages={"required": "Tekan “Buat kunci sandi”, lalu ikuti petunjuk peramban."},
    )

    def clean_credential(self) -> dict[str, Any]:
        credential = parsed(self.cleaned_data["credential"]) or {}
        try:
            auth.parse_registration_response(credential)
            auth.complete_registration(credential)
        except (*BROKEN, forms.ValidationError) as refused:
            raise forms.ValidationError(PASSKEY_REFUSED) from refused
        return credential


class EmailForm(forms.ModelForm[User]):
    """The address to which notices may be mailed; everything else about a person is kept by his office."""

    use_required_attribute = False
    email = forms.EmailField(
        label="Surel (boleh kosong)",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "form-control", "autocomplete": "email"}),
        error_messages={"invalid": "Tulis alamat surel lengkap, misalnya nama@contoh.go.id."},
    )

    class Meta:
        model = User
        fields = ("email",)
