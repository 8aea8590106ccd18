"""A paraf or a signature: read, responsible, and the password once more for this very act."""

from typing import Any

from django import forms
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from kinerja.accounts.stepup import StepUpMixin
from kinerja.signing.errors import WrongPassphrase
from kinerja.signing.issuing import Unlocked, unlock
from kinerja.signing.models import Certificate
from kinerja.submissions.figures import ArchiveRecord
from kinerja.submissions.forms.act import RecordsMixin
from kinerja.submissions.forms.confirm import PasswordMixin
from kinerja.submissions.forms.filing import NAMES, filing_fields, filing_initial, filing_record
from sop.errors import RuleError

READ = "Saya telah membaca dokumen dan bertanggung jawab atas isinya."

LAST = ("read", "password", "code", "passkey")


class SignForm(StepUpMixin, PasswordMixin, RecordsMixin):
    """What the page of paraf and signature asks; where the same act files (Sumenep 9), the archive record too.

    Whoever holds a certificate gives its passphrase instead of the password: `unlocked` is then the open key, for
    this request only. Whoever has a second factor gives it too, bound to the hash of what the page showed.
    """

    data_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.certificate = Certificate.objects.newest_of(self.user.pk)
        self.unlocked: Unlocked | None = None
        submission = self.turn.case.submission
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
        if self.certificate is not None:
            self._ask_for_passphrase()

    def bound_to(self) -> str:
        """The content that is given one's word for; `act()` refuses another than the file has by then."""
        return str(self.data.get("data_hash", ""))

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

    @property
    def files_too(self) -> bool:
        return any("archive" in move.effects for move in self.turn.forward)

    @property
    def filing_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in NAMES] if self.files_too else []

    @property
    def filing(self) -> ArchiveRecord | None:
        return filing_record(self.cleaned_data) if self.files_too else None
