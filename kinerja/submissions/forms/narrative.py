"""The introductory text of the report."""

import hashlib

from django import forms

from kinerja.submissions.forms.act import textarea

LONGEST = 20_000


def fingerprint(text: str) -> str:
    """The sha256 of a text, by which the text that was on the page is known again."""
    return hashlib.sha256(text.encode()).hexdigest()


class NarrativeForm(forms.Form):
    """Uraian laporan; an empty text takes it away."""

    use_required_attribute = False

    version = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label="Uraian laporan",
        required=False,
        max_length=LONGEST,
        widget=textarea(12),
        help_text="Dicetak pada Bab A laporan. Pisahkan alinea dengan satu baris kosong.",
        error_messages={"max_length": "Ringkas uraian menjadi paling banyak 20.000 huruf."},
    )

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")
