"""Fields and sentences that the forms of this package share."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

REASON_LENGTH = 250
DATE = {"invalid": "Tulis tanggal yang ada dalam kalender."}


def date_field(label: str, *, required: bool = True, help_text: str = "", owed: str = "") -> forms.DateField:
    """A date by the browser's own field."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"class": "form-control", "type": "date"}),
        error_messages=DATE | {"required": owed or f"Isi {label.lower()}."},
    )


def text_field(
    label: str, length: int, *, required: bool = True, help_text: str = "", **widget: Any
) -> forms.CharField:
    """One line of text."""
    return forms.CharField(
        label=label,
        max_length=length,
        required=required,
        help_text=help_text,
        widget=forms.TextInput(attrs={"class": "form-control", **widget}),
        error_messages={
            "required": f"Isi {label[0].lower()}{label[1:]}.",
            "max_length": f"Ringkas menjadi paling banyak {length} huruf.",
        },
    )


def reason_field(label: str = "Alasan") -> forms.CharField:
    """Why something that others will feel is done."""
    return forms.CharField(
        label=label,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
        help_text="Tersimpan pada riwayat perubahan, terbaca oleh semua pegawai kantor ini.",
        error_messages={
            "required": "Tulis alasannya; alasan ini tersimpan pada riwayat perubahan.",
            "max_length": f"Ringkas alasan menjadi paling banyak {REASON_LENGTH} huruf.",
        },
    )


def choose_from(form: forms.BaseForm, name: str, rows: QuerySet[Any], *, what: str) -> None:
    """Let a field choose among these rows; `what` is how the sentences call one ("jabatan")."""
    field = cast("forms.ModelChoiceField[Any]", form.fields[name])
    field.queryset = rows
    field.empty_label = f"Pilih {what}"
    field.widget.attrs["class"] = "form-select"
    field.error_messages |= {
        "required": f"Pilih {what}nya.",
        "invalid_choice": f"Pilih {what} dari daftar.",
    }


class ReasonForm(forms.Form):
    """An act that needs nothing but its reason."""

    use_required_attribute = False

    reason = reason_field()
