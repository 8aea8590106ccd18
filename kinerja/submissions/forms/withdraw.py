"""Taking a sent part back: the reason, which may be left out."""

import secrets
from typing import Any

from django import forms

from kinerja.submissions.forms.act import textarea
from sop.procedures.definition import WITHDRAW_KEY
from sop.runs.engine import Request


class WithdrawForm(forms.Form):
    """`key` makes a repeat count once."""

    use_required_attribute = False

    key = forms.CharField(
        max_length=64,
        widget=forms.HiddenInput,
        error_messages={"required": "Muat ulang halaman, lalu kirim kembali."},
    )
    reason = forms.CharField(
        label="Alasan (boleh kosong)",
        required=False,
        max_length=2000,
        widget=textarea(2),
        help_text="Tanpa alasan tercatat ‘Ditarik kembali oleh pengirim’.",
        error_messages={"max_length": "Ringkas alasan menjadi paling banyak 2.000 huruf."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["key"] = secrets.token_urlsafe(18)

    def request(self, step_run: int, *, content: str) -> Request:
        """What the engine is asked; call it on a form that has been checked."""
        return Request(
            step_run, WITHDRAW_KEY, 0, reason=self.cleaned_data["reason"], key=self.cleaned_data["key"],
            content=content,
        )  # fmt: skip
