"""What the public page asks for: a code, or a file to compare."""

from typing import Any

from django import forms

from kinerja.signing.codes import LENGTH, clean_code

LARGEST = 20 * 1024 * 1024


class CodeForm(forms.Form):
    """The code as printed, in whatever spelling it was typed."""

    use_required_attribute = False

    kode = forms.CharField(
        label="Kode periksa",
        max_length=40,
        error_messages={"required": "Isi kode periksa yang tercetak pada dokumen."},
        widget=forms.TextInput(
            attrs={
                "class": "code-field",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )

    def clean_kode(self) -> str:
        code = clean_code(self.cleaned_data["kode"])
        if not code:
            raise forms.ValidationError(
                f"Kode periksa terdiri atas {LENGTH} huruf dan angka. Periksa kembali yang tercetak."
            )
        return code


class CompareForm(forms.Form):
    """A PDF of at most 20 MB."""

    use_required_attribute = False

    berkas = forms.FileField(
        label="Berkas PDF",
        error_messages={
            "required": "Pilih berkas PDF yang ingin dicocokkan.",
            "empty": "Berkas ini kosong. Pilih berkas lain.",
        },
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )

    def clean_berkas(self) -> Any:
        file = self.cleaned_data["berkas"]
        if file.size > LARGEST:
            raise forms.ValidationError("Berkas lebih besar dari 20 MB. Pilih berkas yang lebih kecil.")
        return file
