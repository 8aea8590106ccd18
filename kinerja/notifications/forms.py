"""How a person wants to be told by mail, and when an office is reminded."""

from typing import Any, ClassVar, cast

from django import forms

from kinerja.notifications.hooks.gateway import parts_of
from kinerja.notifications.hooks.models import MOST_DAYS, OfficeNotices
from kinerja.notifications.mail.models import Mode
from sop.errors import RuleError

DAYS = f"Isi bilangan 0 sampai {MOST_DAYS}."


class ChoiceForm(forms.Form):
    """The person's own address and choice."""

    use_required_attribute = False

    email = forms.EmailField(
        label="Alamat surel", required=False, max_length=254,
        widget=forms.EmailInput(attrs={"class": "form-control", "autocomplete": "email"}),
        error_messages={"invalid": "Tulis alamat surel lengkap, mis. nama@dinas.go.id.",
                        "max_length": "Tulis alamat surel yang lebih pendek."},
        help_text="Kosongkan bila Anda tidak ingin menerima surel.",
    )  # fmt: skip
    mode = forms.ChoiceField(
        label="Kirim surel", choices=Mode.choices, widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        error_messages={"required": "Pilih salah satu.", "invalid_choice": "Pilih salah satu."},
    )  # fmt: skip


class OfficeNoticesForm(forms.ModelForm[OfficeNotices]):
    """When people of an office are reminded, and where its chat listens."""

    use_required_attribute = False

    class Meta:
        model = OfficeNotices
        fields: ClassVar[list[str]] = ["remind_days", "escalate_days", "hook_url"]
        help_texts: ClassVar[dict[str, str]] = {
            "remind_days": "0 berarti tidak diingatkan sebelum tenggat.",
            "escalate_days": "0 berarti atasan diberi tahu begitu tenggat lewat.",
            "hook_url": "Gerbang obrolan milik kantor, mis. https://obrolan.dinas.go.id/kait. Kosongkan bila tidak dipakai.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"
            field.label = (field.label or "")[:1].upper() + (field.label or "")[1:]
        for name in ("remind_days", "escalate_days"):
            number = cast("forms.IntegerField", self.fields[name])
            number.widget = forms.TextInput(attrs={"class": "form-control num", "inputmode": "numeric"})
            number.error_messages |= dict.fromkeys(("required", "invalid", "min_value", "max_value"), DAYS)

    def clean_hook_url(self) -> str:
        url: str = self.cleaned_data["hook_url"].strip()
        try:
            if url:
                parts_of(url)
        except RuleError as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal
        return url
