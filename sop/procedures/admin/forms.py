"""Forms of the workbench: boxes to tick instead of JSON."""

from typing import Any, ClassVar

from django import forms

from sop.procedures.labels import LABELS, label
from sop.procedures.models import SopVersion
from sop.procedures.phases import EFFECT_LABELS
from sop.procedures.steps import Flow

PREFIX = "label_"


class FlowForm(forms.ModelForm[Flow]):
    """The effects stand in the order in which they may follow each other, so ticking is enough."""

    effects = forms.MultipleChoiceField(
        label="Akibat",
        choices=list(EFFECT_LABELS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Flow
        fields: ClassVar[list[str]] = [
            "order",
            "target",
            "label",
            "effects",
            "is_return",
            "drawn",
            "basis",
        ]


class BaseVersionForm(forms.ModelForm[SopVersion]):
    """The printed headings as fields of their own; what is left as offered is not stored."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in LABELS:
            if PREFIX + key in self.fields:
                self.fields[PREFIX + key].initial = label(self.instance.labels, key)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        stored = self.instance.labels
        printed = {key: cleaned.get(PREFIX + key, label(stored, key)) for key in LABELS}
        self.instance.labels = {
            key: text for key, text in printed.items() if key in stored or text != LABELS[key]
        }
        return cleaned


# A class per key cannot be written out without repeating LABELS.
VersionForm: type[BaseVersionForm] = type(
    "VersionForm",
    (BaseVersionForm,),
    {
        PREFIX + key: forms.CharField(label=text or key, required=False, strip=False)
        for key, text in LABELS.items()
    },
)
