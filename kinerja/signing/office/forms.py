"""What a keeper chooses for his office, and the NIK of an official."""

from typing import Any

from django import forms
from django.conf import settings
from django.views.decorators.debug import sensitive_variables

from kinerja.signing.providers.client import is_allowed
from kinerja.signing.setups import REMOTE, SigningSetup

DIGITS = 16


class SetupForm(forms.ModelForm[SigningSetup]):
    """Papers are sent only to addresses that the administrator of the server allows."""

    use_required_attribute = False

    class Meta:
        model = SigningSetup
        fields = ["head", "paraf", "base_url"]
        labels = {
            "head": "Tanda tangan kepala",
            "paraf": "Paraf",
            "base_url": "Alamat layanan (Esign Client Service)",
        }
        help_texts = {
            "base_url": "Hanya untuk BSrE, misalnya https://esign.contoh.go.id. Akun untuk memasukinya diatur administrator server."
        }
        widgets = {
            "head": forms.Select(attrs={"class": "form-select"}),
            "paraf": forms.Select(attrs={"class": "form-select"}),
            "base_url": forms.TextInput(attrs={"class": "form-control", "inputmode": "url", "autocomplete": "off"}),
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = {cleaned.get("head"), cleaned.get("paraf")} & REMOTE
        address = cleaned.get("base_url", "")
        if len(chosen) > 1:
            self.add_error("paraf", "Pilih versi BSrE yang sama untuk tanda tangan dan paraf.")
        if chosen and not address:
            self.add_error("base_url", "Isi alamat layanan tanda tangan elektronik.")
        if address and not is_allowed(address):
            self.add_error("base_url", _not_allowed())
        return cleaned


class NikForm(forms.Form):
    """Typed anew each time: what is on record is never shown."""

    use_required_attribute = False

    nik = forms.CharField(
        label="NIK",
        max_length=30,
        help_text="Enam belas angka pada KTP elektronik. Disimpan tersandi; yang tampil hanya empat angka terakhir.",
        error_messages={"required": "Isi NIK."},
        widget=forms.TextInput(
            attrs={"class": "form-control", "inputmode": "numeric", "autocomplete": "off"}
        ),
    )

    @sensitive_variables()
    def clean_nik(self) -> str:
        nik = "".join(self.cleaned_data["nik"].split())
        if len(nik) != DIGITS or not nik.isascii() or not nik.isdigit():
            raise forms.ValidationError(f"NIK terdiri atas {DIGITS} angka. Periksa kembali.")
        return nik


def _not_allowed() -> str:
    known = ", ".join(settings.ESIGN_ORIGINS)
    if known:
        return f"Alamat ini belum diizinkan administrator server. Yang diizinkan: {known}."
    return "Administrator server belum mengizinkan satu alamat pun. Minta dia mengatur ESIGN_ORIGINS."
