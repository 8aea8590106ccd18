"""The forms of the archive: a line of the JRA, a proposal to destroy, and its berita acara."""

import datetime as dt
from typing import Any, ClassVar, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from kinerja.archive.models import Disposal
from kinerja.submissions.classifications import Classification
from kinerja.submissions.evidence.inspection import inspect
from kinerja.submissions.evidence.refusals import Refused

YEARS = 99
_TEXT = {"class": "form-control"}
_YEARS = forms.TextInput(attrs={"class": "form-control num", "inputmode": "numeric"})


def _years(label: str) -> forms.IntegerField:
    sentence = f"Isi {label.lower()} dengan bilangan 0 sampai {YEARS}."
    messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence)
    return forms.IntegerField(
        label=label, min_value=0, max_value=YEARS, widget=_YEARS, error_messages=messages
    )


class ClassificationForm(forms.ModelForm[Classification]):
    """One line of the office's list."""

    use_required_attribute = False
    active_years = _years("Retensi aktif (tahun)")
    inactive_years = _years("Retensi inaktif (tahun)")

    class Meta:
        model = Classification
        fields = ("code", "name", "active_years", "inactive_years", "disposition", "in_use")
        labels: ClassVar = {"in_use": "Dapat dipilih saat mengarsipkan"}
        widgets: ClassVar = {
            "code": forms.TextInput(attrs=_TEXT),
            "name": forms.TextInput(attrs=_TEXT),
            "disposition": forms.Select(attrs={"class": "form-select"}),
            "in_use": forms.CheckboxInput(attrs={"class": "form-check-input"}),
        }
        error_messages: ClassVar = {
            "code": {"required": "Isi kode klasifikasi."},
            "name": {"required": "Isi nama klasifikasi."},
            "disposition": {
                "required": "Pilih nasib akhir.",
                "invalid_choice": "Pilih nasib akhir dari daftar.",
            },
        }

    def clean_code(self) -> str:
        """Each code once in an office; said beside its field."""
        code: str = self.cleaned_data["code"].strip()
        others = Classification.objects.filter(office=self.instance.office, code=code).exclude(
            pk=self.instance.pk
        )
        if others.exists():
            raise forms.ValidationError("Kode ini sudah ada pada daftar.")
        return code


class ProposalForm(forms.Form):
    """Which records, judged by whom."""

    use_required_attribute = False
    members = forms.CharField(
        label="Panitia penilai arsip", max_length=2000, widget=forms.Textarea(attrs=_TEXT | {"rows": 3}),
        help_text="Satu orang setiap baris: nama, jabatan.", error_messages={"required": "Isi nama panitia penilai arsip."},
    )  # fmt: skip
    note = forms.CharField(
        label="Pertimbangan (boleh kosong)", max_length=2000, required=False,
        widget=forms.Textarea(attrs=_TEXT | {"rows": 2}),
    )  # fmt: skip
    records = forms.TypedMultipleChoiceField(
        label="Berkas", coerce=int,
        error_messages={
            "required": "Pilih sedikitnya satu berkas.",
            "invalid_choice": "Salah satu berkas sudah tidak dapat diusulkan. Periksa daftarnya.",
        },
    )  # fmt: skip

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.TypedMultipleChoiceField", self.fields["records"]).choices = choices


class MinutesForm(forms.Form):
    """The berita acara, and the plain word that its destruction cannot be undone."""

    use_required_attribute = False
    number = forms.CharField(
        label="Nomor berita acara", max_length=80, widget=forms.TextInput(attrs=_TEXT),
        error_messages={"required": "Isi nomor berita acara."},
    )  # fmt: skip
    dated = forms.DateField(
        label="Tanggal berita acara", widget=forms.DateInput(attrs=_TEXT | {"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Isi tanggal berita acara.", "invalid": "Tulis tanggal berita acara seperti 05/10/2026.",
        },
    )  # fmt: skip
    scan = forms.FileField(
        label="Pindaian bertanda tangan (PDF)", widget=forms.FileInput(attrs=_TEXT | {"accept": ".pdf"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "missing", "empty"), "Pilih PDF berita acara yang sudah ditandatangani."
        ),
    )  # fmt: skip
    sure = forms.BooleanField(
        label="Saya mengerti bahwa berkasnya dihapus dan tidak dapat dikembalikan.",
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
        error_messages={"required": "Centang pernyataan bahwa pemusnahan tidak dapat dibatalkan."},
    )

    def __init__(self, *args: Any, disposal: Disposal, day: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.disposal, self.day = disposal, day

    def clean_dated(self) -> dt.date:
        """Between the proposal and today."""
        dated: dt.date = self.cleaned_data["dated"]
        proposed = self.disposal.proposed_at.astimezone(self.disposal.office.tz).date()
        if not proposed <= dated <= self.day:
            raise forms.ValidationError(
                "Tanggal berita acara tidak boleh sebelum usulnya atau sesudah hari ini."
            )
        return dated

    def clean_scan(self) -> bytes:
        """The bytes of a PDF that could be opened, as evidence is examined."""
        file: UploadedFile[bytes] = self.cleaned_data["scan"]
        content = bytes(file.read())
        try:
            inspect("berita-acara.pdf", content)
        except Refused as refused:
            raise forms.ValidationError(refused.sentence) from refused
        return content
