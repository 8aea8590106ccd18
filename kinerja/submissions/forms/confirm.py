"""The password once more, where an act is a person's own word: paraf and signature."""

import datetime as dt
from typing import Any, Self

from django import forms
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from kinerja.common import throttle
from kinerja.signing.errors import Problem, ProviderRefused, WrongPassphrase
from kinerja.signing.models import Certificate
from kinerja.signing.providers.choice import provider_of, setup_of
from kinerja.signing.providers.interface import Opened, Provider
from kinerja.signing.providers.local import Local
from kinerja.submissions.forms.act import RecordsMixin
from sop.errors import RuleError
from sop.offices.models import User
from sop.offices.queries import zone_of

PASSWORD = forms.PasswordInput(attrs={"class": "form-control", "autocomplete": "current-password"})


class PasswordMixin(forms.Form):
    """Asks for the password of `user`; wrong tries are counted apart from those of the login.

    Whoever gives his word is signed in: no stranger who guesses at the door keeps him from it.
    """

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
        account, typed = f"word {self.user.pk}", self.cleaned_data["password"]
        if not throttle.take(account):
            raise forms.ValidationError(self._locked(account), code="locked")
        if not self.accepts(typed):
            left = throttle.left(account)
            sentence = (
                f"{self.asked_for} tidak cocok. Sisa percobaan: {left}." if left else self._locked(account)
            )
            raise forms.ValidationError(sentence, code="mismatch")
        throttle.forgive(account)
        return str(typed)

    def accepts(self, typed: str) -> bool:
        """Whether it is the right one."""
        return self.user.check_password(typed)

    def _locked(self, account: str) -> str:
        return throttle.locked_told(account, zone_of(self.user, timezone.now()))


class KeyMixin(PasswordMixin):
    """Whoever holds a certificate gives its passphrase instead of the password.

    `unlocked` is then the open key, or the pen of the service by which the office signs, for this request only; None
    where the act is recorded in the system alone.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.provider = self.choose_provider() if self.asks else Local()
        local = self.asks and isinstance(self.provider, Local)
        self.certificate = Certificate.objects.newest_of(self.user.pk) if local else None
        self.unlocked: Opened | None = None
        if self.certificate is not None or self.provider.remote:
            self._ask_for_passphrase()

    def choose_provider(self) -> Provider:
        """By what is signed here."""
        return Local()

    @property
    def asks(self) -> bool:
        """Whether the act is one that is initialled or signed at all."""
        return True

    def now(self) -> dt.datetime:
        """The moment of the act, in the zone in which its day is told."""
        return timezone.localtime()

    def _ask_for_passphrase(self) -> None:
        self.asked_for, field = self.provider.asks_for, self.fields["password"]
        field.label, field.error_messages["required"] = (
            f"{self.asked_for} Anda",
            f"Isi {self.asked_for.lower()} Anda.",
        )
        field.widget.attrs["autocomplete"] = "off"

    @sensitive_variables("typed")
    def clean_password(self) -> str:
        """A certificate that ended, or a NIK not on record, is said before any try is counted.

        A service judges the passphrase itself, and its tries are counted apart.
        """
        try:
            if self.certificate is not None:
                self.certificate.insist_usable(self.now())
            if self.provider.remote:
                typed = str(self.cleaned_data["password"])
                self.unlocked = self.provider.open(self.user, typed, at=self.now())
                return typed
        except RuleError as refused:
            raise forms.ValidationError(refused.sentence, code=refused.code) from refused
        return super().clean_password()

    @sensitive_variables("typed")
    def accepts(self, typed: str) -> bool:
        """The passphrase opens the key; without a certificate the password counts."""
        if self.certificate is None:
            return super().accepts(typed)
        try:
            self.unlocked = self.provider.open(self.user, typed, at=self.now())
        except WrongPassphrase:
            return False
        return True

    def refused_by(self, refused: ProviderRefused) -> Self:
        """The same form with what the service said: beside the field where it was the passphrase."""
        self.add_error("password" if refused.problem == Problem.PASSPHRASE_SALAH else None, refused.sentence)
        return self


class TurnKeyMixin(KeyMixin, RecordsMixin):
    """The same for one document: its office has chosen who gives the head's signature, and who the paraf."""

    def choose_provider(self) -> Provider:
        return provider_of(setup_of(self.turn.case.submission.office_id), final=self.is_final)

    @property
    def is_final(self) -> bool:
        """Whether the head signs here, not an official with his paraf: the way that was chosen says so, not the step."""
        chosen = self.chosen if self.is_bound else None
        ways = [chosen] if chosen and not chosen.is_return else self.turn.forward
        return any("sign" in move.effects for move in ways)

    def now(self) -> dt.datetime:
        return timezone.now().astimezone(self.turn.case.submission.run.office.tz)
