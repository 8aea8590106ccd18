"""The decision of the second person."""

from typing import Any

from django import forms

from sop.offices.forms.fields import REASON_LENGTH

CHOICES = [("setuju", "Setujui"), ("tolak", "Tolak")]


class DecisionForm(forms.Form):
    """Which button was pressed, and why; a refusal needs its reason."""

    use_required_attribute = False

    decision = forms.ChoiceField(choices=CHOICES, error_messages={"required": "Pilih Setujui atau Tolak."})
    note = forms.CharField(
        label="Catatan",
        required=False,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
        help_text="Bagaimana Anda memastikan permintaan ini, atau mengapa ditolak. Terbaca oleh semua pegawai kantor ini.",
    )

    @property
    def grants(self) -> bool:
        return bool(self.cleaned_data["decision"] == "setuju")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("decision") == "tolak" and not self.cleaned_data.get("note", "").strip():
            self.add_error("note", "Tulis mengapa Anda menolak.")
        return cleaned
