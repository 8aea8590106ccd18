"""The scan of a wet-signed paper, or the file as it was signed elsewhere."""

from typing import Any

from django import forms

from kinerja.signing.models import SignedCopy, SignedDocument
from kinerja.submissions.evidence.refusals import Refused
from kinerja.submissions.papers.copies import ACCEPTED, receive_copy


class CopyForm(forms.Form):
    """One file; after validation `copy` is the unsaved row and its bytes lie on the disk."""

    use_required_attribute = False

    file = forms.FileField(
        label="Pindaian atau berkas bertanda tangan",
        help_text="PDF, JPG, atau PNG, paling besar 10 MB. Berkas disimpan apa adanya dan tidak dapat diganti.",
        error_messages={"required": "Pilih berkas yang akan diunggah.", "empty": "Berkas ini kosong. Pilih berkas lain."},
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ACCEPTED}),
    )  # fmt: skip

    def __init__(self, *args: Any, document: SignedDocument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document = document
        self.copy: SignedCopy | None = None

    def clean_file(self) -> Any:
        try:
            self.copy = receive_copy(self.document, self.cleaned_data["file"])
        except Refused as refused:
            raise forms.ValidationError(refused.sentence) from refused
        return self.cleaned_data["file"]
