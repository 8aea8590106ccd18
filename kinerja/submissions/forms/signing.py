"""A paraf or a signature: read, responsible, and the password once more for this very act."""

from typing import Any, Self

from django import forms
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from kinerja.signing.errors import Problem, ProviderRefused, WrongPassphrase
from kinerja.signing.models import Certificate
from kinerja.signing.providers.choice import provider_of, setup_of
from kinerja.signing.providers.interface import Opened
from kinerja.signing.providers.local import Local
from kinerja.submissions.figures import ArchiveRecord
from kinerja.submissions.forms.act import RecordsMixin
from kinerja.submissions.forms.confirm import PasswordMixin
from kinerja.submissions.forms.filing import NAMES, filing_fields, filing_initial, filing_record
from sop.errors import RuleError

READ = "Saya telah membaca dokumen dan bertanggung jawab atas isinya."

LAST = ("read", "password")


class SignForm(PasswordMixin, RecordsMixin):
    """What the page of paraf and signature asks; where the same act files (Sumenep 9), the archive record too.

    Whoever holds a certificate gives its passphrase instead of the password: `unlocked` is then the open key, or the
    pen of the service by which the office signs, for this request only.
    """

    data_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        submission = self.turn.case.submission
        self.provider = provider_of(setup_of(submission.office_id), final=self.is_final)
        local = isinstance(self.provider, Local)
        self.certificate = Certificate.objects.newest_of(self.user.pk) if local else None
        self.unlocked: Opened | None = None
        self.initial["data_hash"] = submission.data_hash
        if self.files_too:
            self.fields |= filing_fields()
            self.initial.update(filing_initial(submission.office_id))
        self.fields["read"] = forms.BooleanField(
            label=READ,
            widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
            error_messages={"required": "Centang pernyataan bahwa Anda telah membaca dokumen."},
        )
        self.order_fields([*(name for name in self.fields if name not in LAST), *LAST])
        self.fields["password"].help_text = "Selalu diminta pada setiap paraf dan tanda tangan."
        if self.certificate is not None or self.provider.remote:
            self._ask_for_passphrase()

    @property
    def is_final(self) -> bool:
        """Whether the head signs here, not an official with his paraf."""
        return any("sign" in move.effects for move in self.turn.forward)

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
                self.certificate.insist_usable(timezone.now())
            if self.provider.remote:
                typed = str(self.cleaned_data["password"])
                self.unlocked = self.provider.open(self.user, typed, at=timezone.now())
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
            self.unlocked = self.provider.open(self.user, typed, at=timezone.now())
        except WrongPassphrase:
            return False
        return True

    def refused_by(self, refused: ProviderRefused) -> Self:
        """The same form with what the service said: beside the field where it was the passphrase."""
        self.add_error("password" if refused.problem == Problem.PASSPHRASE_SALAH else None, refused.sentence)
        return self

    @property
    def files_too(self) -> bool:
        return any("archive" in move.effects for move in self.turn.forward)

    @property
    def filing_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in NAMES] if self.files_too else []

    @property
    def filing(self) -> ArchiveRecord | None:
        return filing_record(self.cleaned_data) if self.files_too else None
