"""Forms of one button, and of what happens to the arrows of a row that goes."""

from collections.abc import Mapping
from typing import Any

from django import forms

from sop.procedures.editing.forms.arrows import END, targets_of
from sop.procedures.editing.forms.widgets import SeenForm, choices
from sop.procedures.steps import Flow, Step

DROP = "hapus"


class MoveForm(SeenForm):
    arah = forms.ChoiceField(choices=[("naik", "Naik"), ("turun", "Turun")])


class InsertForm(SeenForm):
    """`after` is the row above the new one; blank in a sheet without rows."""

    after = forms.IntegerField(required=False)


class DeleteForm(SeenForm):
    """One list for each arrow that leads to the row: where it leads from now on, or that it goes."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, step: Step, seen: str) -> None:
        super().__init__(data, initial={"data_hash": seen})
        into = step.flows_in.exclude(source=step).select_related("source").order_by("source__position")
        self.arrows = list(into)
        onward = step.flows_out.filter(is_return=False).exclude(target=step).order_by("order").first()
        targets = [pair for pair in targets_of(step) if pair[0] not in {"", str(step.pk)}]
        for arrow in self.arrows:
            self.fields[f"alur_{arrow.pk}"] = self._choice(arrow, targets, onward)

    def _choice(self, arrow: Flow, targets: list[tuple[str, str]], onward: Flow | None) -> forms.ChoiceField:
        offered = [pair for pair in targets if not (arrow.is_return and pair[0] == END)]
        instead = DROP if arrow.is_return or onward is None else str(onward.target_id or END)
        kind = "Pengembalian" if arrow.is_return else "Alur"
        said = f" ‘{arrow.label}’" if arrow.label else ""
        return choices(
            label=f"{kind}{said} dari langkah {arrow.source.number or arrow.source.position}",
            choices=[*offered, (DROP, "Hapus alur ini")],
            initial=instead,
        )

    @property
    def redirect(self) -> dict[int, int | None]:
        """Arrows that stay, with their new row (None: the end)."""
        typed = {arrow.pk: self.cleaned_data[f"alur_{arrow.pk}"] for arrow in self.arrows}
        return {pk: None if to == END else int(to) for pk, to in typed.items() if to != DROP}
