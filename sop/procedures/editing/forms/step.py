"""The form of one row: its cells as on the sheet, who does it, and what the work there is."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from sop.durations.amounts import header_unit
from sop.durations.grammar import parse
from sop.durations.standard import Kind
from sop.durations.totals import amounts_text
from sop.durations.wording import describe
from sop.procedures.editing.content import Arrow, Content
from sop.procedures.editing.drafts import step_token
from sop.procedures.editing.forms.widgets import SeenForm, area, choices, line, tick
from sop.procedures.labels import label
from sop.procedures.models import Actor
from sop.procedures.steps import QualityStandard, Source, Step, StepRole

CELLS = ["number", "activity", "note", "nature", "starts", "fills", "per_unit", "is_meeting", "record"]
STANDARD = ("requirements", "time", "output")
ROLE = "peran_"
ROLES = [("", "Tidak ikut"), *StepRole.choices]


class StepForm(SeenForm, forms.ModelForm[Step]):
    """`actors` are the columns of the sheet; each has a list with the part it takes."""

    requirements = forms.CharField(required=False, strip=False, widget=area())
    time = forms.CharField(required=False, max_length=150, widget=line())
    output = forms.CharField(required=False, strip=False, widget=area())

    class Meta:
        model = Step
        fields: ClassVar[list[str]] = [*CELLS, "table_heading"]
        labels: ClassVar[dict[str, str]] = {
            "number": "Nomor tercetak",
            "activity": "Kegiatan",
            "note": "Keterangan",
            "nature": "Jenis",
            "starts": "Langkah mulai",
            "fills": "Pada langkah ini angka diisi",
            "per_unit": "Dikerjakan tiap unit sendiri-sendiri",
            "is_meeting": "Rapat",
            "record": "Yang dicatat saat selesai",
            "table_heading": "Judul di atas baris ini (bila tabel baru dimulai di sini)",
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "number": line(),
            "activity": area(3),
            "note": area(),
            "nature": forms.Select(attrs={"class": "form-select"}),
            "record": forms.Select(attrs={"class": "form-select"}),
            "table_heading": line(),
            **{name: tick() for name in ("starts", "fills", "per_unit", "is_meeting")},
        }

    def __init__(self, data: Mapping[str, Any] | None = None, *, step: Step) -> None:
        standard = QualityStandard.objects.filter(step=step).first() or QualityStandard()
        initial: dict[str, Any] = {name: getattr(standard, name) for name in STANDARD}
        self.marks = {mark.actor_id: mark for mark in step.step_actors.all()}
        self.actors = list(step.version.actors.order_by("order"))
        initial["data_hash"] = step_token(step)
        super().__init__(data, instance=step, initial=initial)
        self._use_headings(step, standard.time if data is None else str(data.get("time", "")))
        for actor in self.actors:
            self.fields[f"{ROLE}{actor.pk}"] = self._role(actor)
        if any(mark.source == Source.INFERRED for mark in self.marks.values()):
            self.fields["sure"] = forms.BooleanField(
                label="Pelaksana sudah dipastikan (tanda dugaan dihapus)", required=False, widget=tick()
            )

    def _use_headings(self, step: Step, time: str) -> None:
        """The cells are called as on the sheet; below the time stands how it is read."""
        labels = step.version.labels
        for name in STANDARD:
            self.fields[name].label = label(labels, f"col_{name}") or label({}, f"col_{name}")
        found = parse(time, header_unit(label(labels, "col_time")))
        bare = step.version.sop.office.bare_day_is_working
        amounts = amounts_text(found) if found.kind is Kind.FIXED else ""
        said = "; ".join(filter(None, [amounts, describe(found, bare_day_is_working=bare)]))
        self.reading = f"Terbaca: {said}"
        self.fields["time"].help_text = self.reading

    def _role(self, actor: Actor) -> forms.ChoiceField:
        mark = self.marks.get(actor.pk)
        return choices(label=str(actor), choices=ROLES, required=False, initial=mark.role if mark else "")

    @property
    def role_fields(self) -> list[forms.BoundField]:
        return [self[f"{ROLE}{actor.pk}"] for actor in self.actors]

    def content(self, arrows: list[Arrow]) -> Content:
        typed = self.cleaned_data
        return Content(
            cells={name: typed[name] for name in [*CELLS, "table_heading"]},
            standard={name: typed[name] for name in STANDARD},
            roles={actor.pk: typed[f"{ROLE}{actor.pk}"] for actor in self.actors},
            arrows=arrows,
            sure=typed.get("sure", False),
        )
