"""Inputs in the looks of the house."""

from typing import Any

from django import forms


class Area(forms.Textarea):
    """Browsers post other line ends than the sheets have; unread they would count as a change."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed = super().value_from_datadict(data, files, name)
        return typed.replace("\r\n", "\n") if isinstance(typed, str) else typed


def area(rows: int = 2) -> forms.Textarea:
    return Area(attrs={"class": "form-control", "rows": rows})


def line(**attrs: str) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "form-control", **attrs})


def tick() -> forms.CheckboxInput:
    return forms.CheckboxInput(attrs={"class": "form-check-input"})


def day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"class": "form-control", "type": "date"})


class SeenForm(forms.Form):
    """What every form of the editor carries: the state of the draft that was on the screen."""

    use_required_attribute = False

    data_hash = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    @property
    def seen(self) -> str:
        return str(self.cleaned_data.get("data_hash", ""))


def choices(**kwargs: Any) -> forms.ChoiceField:
    """A list to choose from that looks like ours."""
    kwargs.setdefault("widget", forms.Select(attrs={"class": "form-select"}))
    said = {"invalid_choice": "Pilih dari daftar yang tersedia.", "required": "Pilih salah satu dari daftar."}
    kwargs.setdefault("error_messages", said)
    return forms.ChoiceField(**kwargs)


def differences(form: forms.BaseForm) -> list[tuple[str, str]]:
    """Cells in which the draft says something else than what was typed: (heading, what the draft says)."""
    changed = [form[name] for name in form.changed_data if name not in {"data_hash", "sure"}]
    return [(str(bound.label), _words(bound)) for bound in changed]


def _words(bound: forms.BoundField) -> str:
    value = bound.initial
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    options = dict(getattr(bound.field, "choices", ()))
    return str(options.get(value, value) or "(kosong)")
