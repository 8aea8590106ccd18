"""A paraf or a signature: read, responsible, and the password once more for this very act."""

from typing import Any

from django import forms

from kinerja.accounts.stepup import StepUpMixin
from kinerja.submissions.figures import ArchiveRecord
from kinerja.submissions.forms.confirm import TurnKeyMixin
from kinerja.submissions.forms.filing import NAMES, filing_fields, filing_initial, filing_record

READ = "Saya telah membaca dokumen dan bertanggung jawab atas isinya."

LAST = ("read", "password", "code", "passkey")


def read_field(statement: str) -> forms.BooleanField:
    """The statement of an official about what he signs, to be ticked."""
    return forms.BooleanField(
        label=statement,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
        error_messages={"required": "Centang pernyataan bahwa Anda telah membaca dokumen."},
    )


class SignForm(StepUpMixin, TurnKeyMixin):
    """What the page of paraf and signature asks; where the same act files (Sumenep 9), the archive record too.

    Whoever has a second factor gives it too, bound to the hash of what the page showed.
    """

    data_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        submission = self.turn.case.submission
        self.initial["data_hash"] = submission.data_hash
        if self.files_too:
            self.fields |= filing_fields(submission.office_id)
            self.initial.update(filing_initial(submission.office_id))
        self.fields["read"] = read_field(READ)
        self.order_fields([*(name for name in self.fields if name not in LAST), *LAST])
        self.fields["password"].help_text = "Selalu diminta pada setiap paraf dan tanda tangan."

    def bound_to(self) -> str:
        """The content that is given one's word for; `act()` refuses another than the file has by then."""
        return str(self.data.get("data_hash", ""))

    @property
    def files_too(self) -> bool:
        return any("archive" in move.effects for move in self.turn.forward)

    @property
    def filing_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in NAMES if name in self.fields]

    @property
    def filing(self) -> ArchiveRecord | None:
        return filing_record(self.cleaned_data) if self.files_too else None
