"""Handing a sheet on: the declaration, and what the step owes besides the figures."""

from collections.abc import Sequence
from typing import Any

from django import forms

from kinerja.submissions.forms.act import RecordsMixin

DECLARATION = "Data ini benar dan sesuai dengan bukti dukung yang kami simpan."


class SendForm(RecordsMixin):
    """`owed` lists what is still missing on the sheet, as (address, sentence); nothing is sent before it is empty."""

    declared = forms.BooleanField(
        label=DECLARATION,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
        error_messages={"required": "Centang pernyataan di bawah sebelum mengirim."},
    )

    def __init__(self, *args: Any, owed: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owed = owed

    def clean(self) -> dict[str, Any]:
        if self.owed:
            raise forms.ValidationError("Lengkapi isian dahulu.", code="owed")
        return self.cleaned_data

    @property
    def problems(self) -> list[tuple[str, str]]:
        """What to mend before sending: cells of the sheet first, then fields of this form."""
        fields = [(f"#{field.auto_id}", str(sentence)) for field in self for sentence in field.errors]
        return [*self.owed, *fields]
