"""The arrows of a row as a small set of forms; rows may be added and removed without scripts."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict

from sop.procedures.editing.content import Arrow
from sop.procedures.editing.forms.widgets import choices, line, tick
from sop.procedures.phases import EFFECT_LABELS
from sop.procedures.steps import Step

END = "selesai"
PREFIX = "alur"
MOST = 20


class ArrowForm(forms.Form):
    use_required_attribute = False

    label = forms.CharField(label="Label (mis. Ya, Tidak)", required=False, max_length=60, widget=line())
    effects = forms.MultipleChoiceField(
        label="Akibat pada data kinerja",
        choices=list(EFFECT_LABELS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )
    is_return = forms.BooleanField(label="Pengembalian (alasan wajib)", required=False, widget=tick())
    drawn = forms.BooleanField(label="Tergambar pada naskah", required=False, initial=True, widget=tick())

    def __init__(self, *args: Any, targets: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"] = choices(label="Menuju", required=False, choices=targets)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("DELETE"):
            return cleaned
        target = cleaned.get("target")
        if target == "":
            self.add_error("target", "Pilih ke mana alur ini menuju, atau centang ‘Hapus alur ini’.")
        if target == END and cleaned.get("is_return"):
            self.add_error("target", "Pengembalian harus menuju sebuah langkah, bukan selesai.")
        return cleaned

    @property
    def arrow(self) -> Arrow:
        typed = self.cleaned_data
        return Arrow(
            target=None if typed["target"] == END else int(typed["target"]),
            label=typed["label"],
            effects=tuple(typed["effects"]),
            is_return=typed["is_return"],
            drawn=typed["drawn"],
        )


class BaseArrows(forms.BaseFormSet[ArrowForm]):
    def add_fields(self, form: ArrowForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Hapus alur ini"
        form.fields["DELETE"].widget = tick()

    def arrows(self) -> list[Arrow]:
        """The arrows as typed; blank rows and those to be removed left out."""
        typed = [(form, form.cleaned_data) for form in self.forms]
        return [form.arrow for form, cells in typed if cells.get("target") and not cells.get("DELETE")]


ArrowSet = forms.formset_factory(ArrowForm, formset=BaseArrows, extra=1, can_delete=True, max_num=MOST)


def targets_of(step: Step) -> list[tuple[str, str]]:
    """Where an arrow may lead, in words: the rows of the same sheet, then the end."""
    rows = step.version.steps.order_by("position")
    return [("", "– pilih –"), *((str(row.pk), _name(row)) for row in rows), (END, "Selesai")]


def _name(row: Step) -> str:
    return f"Langkah {row.number or row.position} {row.activity[:60]}".strip()


def stored(step: Step) -> list[dict[str, Any]]:
    """The arrows of a row as this set of forms begins with them."""
    return [
        {
            "target": str(flow.target_id) if flow.target_id else END,
            "label": flow.label,
            "effects": flow.effects,
            "is_return": flow.is_return,
            "drawn": flow.drawn,
        }
        for flow in step.flows_out.order_by("order")
    ]


def arrows_form(step: Step, data: Mapping[str, Any] | None = None) -> BaseArrows:
    """What was posted stands for itself: compared with other people's arrows a row might pass for a blank one."""
    initial = None if data is not None else stored(step)
    made = ArrowSet(data, initial=initial, prefix=PREFIX, form_kwargs={"targets": targets_of(step)})
    return cast(BaseArrows, made)


def with_another_row(post: QueryDict) -> QueryDict:
    """What was posted with one more blank arrow below."""
    data = post.copy()
    name = f"{PREFIX}-TOTAL_FORMS"
    count = min(int(data.get(name) or 0), MOST - 1)
    data[name] = str(count + 1)
    data[f"{PREFIX}-{count}-drawn"] = "on"
    return data
