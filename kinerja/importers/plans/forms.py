"""What the page asks for: a workbook, then the decision."""

from pathlib import PurePath
from typing import Any

from django import forms

LARGEST = 1024 * 1024


class BookForm(forms.Form):
    use_required_attribute = False

    file = forms.FileField(
        label="Berkas XLSX",
        help_text="Berkas hasil unduhan halaman ini yang sudah diisi, paling besar 1 MB.",
        error_messages={
            "required": "Belum ada berkas. Pilih berkas XLSX.",
            "empty": "Berkas ini kosong. Pilih berkas lain.",
        },
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ".xlsx"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if PurePath(file.name).suffix.lower() != ".xlsx":
            raise forms.ValidationError(
                "Pilih berkas XLSX. Dari LibreOffice simpan sebagai ‘Excel 2007-365 (.xlsx)’."
            )
        if file.size > LARGEST:
            raise forms.ValidationError("Berkas lebih besar dari 1 MB. Salin tabelnya ke templat yang baru.")
        return file


class DecisionForm(forms.Form):
    sealed = forms.CharField()
