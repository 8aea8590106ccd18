"""Taking back a correction begun by mistake: the reason, which is owed and stands in its history."""

import secrets
from typing import Any

from django import forms

from kinerja.submissions.forms.act import textarea


class TakeBackForm(forms.Form):
    """`key` makes a repeat count once."""

    use_required_attribute = False

    key = forms.CharField(
        max_length=64,
        widget=forms.HiddenInput,
        error_messages={"required": "Muat ulang halaman, lalu kirim kembali."},
    )
    reason = forms.CharField(
        label="Alasan penarikan",
        max_length=1000,
        widget=textarea(3),
        help_text="Tercatat pada riwayat revisi. Misalnya: periode yang keliru dipilih; dokumen lama sudah benar.",
        error_messages={
            "required": "Tulis alasan penarikan: mengapa perbaikan ini tidak jadi dilanjutkan.",
            "max_length": "Ringkas alasan menjadi paling banyak 1.000 huruf.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["key"] = secrets.token_urlsafe(18)
