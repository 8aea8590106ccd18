"""What the page "Muat SOP" asks for: a file, then a decision."""

from pathlib import PurePath
from typing import Any

from django import forms

from kinerja.importers import texts
from kinerja.importers.papers import FIXTURES
from kinerja.importers.reading import BOOK

WRITTEN = (".doc", ".docx", ".odt", ".pdf", ".rtf", ".txt")
READABLE = "Pilih berkas YAML, JSON, atau templat XLSX."


class UploadForm(forms.Form):
    """One SOP file of a kind that can be read."""

    use_required_attribute = False

    file = forms.FileField(
        label="Berkas SOP",
        help_text="YAML atau JSON paling besar 1 MB, templat XLSX paling besar 2 MB.",
        error_messages={
            "required": f"Belum ada berkas. {READABLE}",
            "empty": "Berkas ini kosong. Pilih berkas lain.",
        },
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ".yaml,.yml,.json,.xlsx"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        kind = PurePath(file.name).suffix.lower()
        if kind in WRITTEN:
            raise forms.ValidationError(
                "Berkas Word, PDF, dan teks belum dapat dibaca langsung. Unduh templat XLSX, salin tabel langkah "
                "dari naskah ke lembar Langkah, lalu unggah templat itu."
            )
        if kind not in LIMITS:
            raise forms.ValidationError(f"Berkas ‘{file.name}’ bukan jenis yang dapat dibaca. {READABLE}")
        if file.size > LIMITS[kind]:
            size = LIMITS[kind] // texts.LARGEST
            raise forms.ValidationError(f"Berkas lebih besar dari {size} MB. Pilih berkas yang lebih kecil.")
        return file


LIMITS = {**dict.fromkeys(FIXTURES, texts.LARGEST), BOOK: 2 * texts.LARGEST}


class SheetForm(forms.Form):
    """A filled form of a unit."""

    use_required_attribute = False

    file = forms.FileField(
        label="Formulir yang sudah diisi",
        help_text="XLSX paling besar 2 MB, dari Excel atau LibreOffice.",
        error_messages={
            "required": "Belum ada berkas. Pilih formulir XLSX yang sudah diisi.",
            "empty": "Berkas ini kosong. Pilih berkas lain.",
        },
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ".xlsx"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if PurePath(file.name).suffix.lower() != BOOK:
            raise forms.ValidationError(
                f"Berkas ‘{file.name}’ bukan XLSX. Buka formulirnya, lalu simpan sebagai ‘Excel Workbook (.xlsx)’."
            )
        if file.size > LIMITS[BOOK]:
            raise forms.ValidationError(
                "Berkas lebih besar dari 2 MB. Unduh formulir yang baru, lalu isi ulang."
            )
        return file


class DecisionForm(forms.Form):
    """The checked file, sealed, and what to do with it."""

    sealed = forms.CharField()
    action = forms.ChoiceField(choices=[("draft", "Simpan sebagai rancangan"), ("publish", "Terbitkan")])
