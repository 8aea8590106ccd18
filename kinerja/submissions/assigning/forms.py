"""To whom an open step is given, and why."""

import secrets
from typing import Any, cast

from django import forms
from django.http import QueryDict

from kinerja.submissions.assigning.acts import Asked
from kinerja.submissions.forms.act import KEY_LENGTH, content_hash, textarea
from kinerja.submissions.holding import Sent

BACK = "kembalikan"  # the choice that gives the step back to its column
AGAIN = "Muat ulang halaman, lalu kirim kembali."


class AssignForm(forms.Form):
    """`people`: pairs of pk and name; `assigned`: whether the step has been given away, so that it can come back."""

    use_required_attribute = False

    key = forms.CharField(max_length=KEY_LENGTH, widget=forms.HiddenInput, error_messages={"required": AGAIN})
    expected_seq = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": AGAIN})
    to = forms.ChoiceField(
        label="Tugaskan kepada",
        widget=forms.Select(attrs={"class": "form-select"}),
        help_text="Pegawai kantor ini yang belum menjadi pelaksana langkah dan tidak ikut mengisi data yang diperiksa.",
        error_messages={
            "required": "Pilih pegawai yang akan mengerjakan langkah ini.",
            "invalid_choice": "Pegawai itu tidak dapat mengerjakan langkah ini. Pilih dari daftar.",
        },
    )
    reason = forms.CharField(
        label="Alasan",
        max_length=1000,
        widget=textarea(3),
        help_text="Tercatat pada riwayat berkas dan terbaca oleh yang ditugaskan.",
        error_messages={
            "required": "Tulis alasan penugasan langkah ini.",
            "max_length": "Ringkas alasan menjadi paling banyak 1.000 huruf.",
        },
    )

    def __init__(
        self, *args: Any, people: list[tuple[int, str]], assigned: bool, seq: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update({"key": secrets.token_urlsafe(18), "expected_seq": seq})
        back = [(BACK, "Kembalikan kepada pelaksana menurut SOP")] if assigned else []
        cast("forms.ChoiceField", self.fields["to"]).choices = [("", "Pilih pegawai"), *back, *people]

    @property
    def gives_back(self) -> bool:
        return bool(self.cleaned_data["to"] == BACK)

    def asked(self, step_run: int, post: QueryDict) -> Asked:
        """What the act is asked; call it on a form that has been checked."""
        data = self.cleaned_data
        return Asked(step_run, data["expected_seq"], data["reason"], Sent(data["key"], content_hash(post)))
