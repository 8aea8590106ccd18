"""Handing a sheet on: each warning ticked, the declaration, and what the step owes besides the figures."""

from collections.abc import Sequence
from typing import Any

from django import forms

from kinerja.submissions.forms.act import RecordsMixin
from kinerja.submissions.sending.statement import Statement

DECLARATION = "Data ini sesuai bukti dukung yang dilampirkan."
CHANGED = "Data berubah sejak diperiksa. Periksa lagi."


class SendForm(RecordsMixin):
    """`owed` lists what is still missing on the sheet, as (address, sentence); nothing is sent before it is empty.

    `warned`: (pk, name of the row, its warnings), each to be ticked. `versions` is the fingerprint of the rows now.
    """

    versions = forms.CharField(widget=forms.HiddenInput, max_length=64)
    declared = forms.BooleanField(
        label=DECLARATION,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
        error_messages={"required": "Centang pernyataan di bawah sebelum mengirim."},
    )

    def __init__(
        self, *args: Any, owed: Sequence[tuple[str, str]], warned: Sequence[tuple[int, str, str]], versions: str,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.owed, self.warned = owed, warned
        self.initial["versions"] = self.now = versions
        for pk, name, _warning in warned:
            self.fields[_tick(pk)] = _tick_field(name)

    def clean(self) -> dict[str, Any]:
        if self.owed:
            raise forms.ValidationError("Lengkapi isian dahulu.", code="owed")
        return self.cleaned_data

    @property
    def outdated(self) -> bool:
        """Whether a row was changed since this form was shown."""
        return self.is_bound and self.data.get("versions", "") != self.now

    @property
    def typed(self) -> dict[str, Any]:
        """What was written into it, for the same form shown anew; ticks are to be given again."""
        names = ["note", *(field.name for field in self.record_fields)]
        return {name: self.data.get(name, "") for name in names}

    @property
    def ticks(self) -> dict[int, forms.BoundField]:
        """The tick of each row with warnings."""
        return {pk: self[_tick(pk)] for pk, _name, _warning in self.warned}

    @property
    def statement(self) -> Statement:
        return Statement(DECLARATION, tuple((pk, warning) for pk, _name, warning in self.warned))

    @property
    def problems(self) -> list[tuple[str, str]]:
        """What to mend before sending: cells of the sheet first, then fields of this form."""
        fields = [(f"#{field.auto_id}", str(sentence)) for field in self for sentence in field.errors]
        return [*self.owed, *fields]


def _tick(pk: int) -> str:
    return f"checked_{pk}"


def _tick_field(name: str) -> forms.BooleanField:
    return forms.BooleanField(
        label="Sudah diperiksa",
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
        error_messages={"required": f"Periksa ‘{name}’, lalu centang ‘Sudah diperiksa’."},
    )
