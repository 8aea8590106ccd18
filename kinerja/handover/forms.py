"""The layout for one application: its columns line by line, and how figures are written."""

from typing import Any, ClassVar, cast

from django import forms

from kinerja.handover.models import FIXED, SOURCES, Mapping
from kinerja.indicators.models import Level
from sop.offices.models import Unit

LINES, SPARE = 20, 5  # columns of a layout; empty lines offered below those in use
PLACES = 6  # decimals; no figure is kept with more
_TEXT = {"class": "form-control"}
_SELECT = {"class": "form-select"}


class MappingForm(forms.ModelForm[Mapping]):
    """A line without a source is no column; lines are read by their order, the same order as they stand."""

    use_required_attribute = False

    class Meta:
        model = Mapping
        fields = (
            "name",
            "unit",
            "level",
            "mark",
            "decimals",
            "percent",
            "separator",
            "encoding",
            "letterhead",
            "used",
        )
        labels: ClassVar = {"used": "Dapat dipilih pada berkas"}
        help_texts: ClassVar = {
            "decimals": "Kosongkan untuk menulis angka seperti ditandatangani.",
            "name": "Misalnya SILAKIP, SIPD-RI, esr, atau e-Monev.",
        }
        widgets: ClassVar = {
            "name": forms.TextInput(attrs=_TEXT),
            "decimals": forms.TextInput(attrs={"class": "form-control num", "inputmode": "numeric"}),
            **{
                name: forms.Select(attrs=_SELECT)
                for name in ("unit", "level", "mark", "separator", "encoding")
            },
            **{
                name: forms.CheckboxInput(attrs={"class": "form-check-input"})
                for name in ("percent", "letterhead", "used")
            },
        }
        error_messages: ClassVar = {"name": {"required": "Isi nama aplikasi tujuan."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = cast("forms.ModelChoiceField[Unit]", self.fields["unit"])
        unit.queryset, unit.empty_label = Unit.objects.filter(office=self.instance.office), "Semua unit"
        cast("forms.ChoiceField", self.fields["level"]).choices = [("", "Semua tingkat"), *Level.choices]
        self.count = min(LINES, max(self._posted(), len(self.instance.columns) + SPARE))
        for number in range(self.count):
            kept = self.instance.columns[number] if number < len(self.instance.columns) else {}
            self._line(number, kept)

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.Meta.fields]

    @property
    def lines(self) -> list[tuple[int, list[forms.BoundField]]]:
        """Number, and the fields for order, source, heading and fixed text."""
        names = ("order", "source", "heading", "text")
        return [(number + 1, [self[f"{name}-{number}"] for name in names]) for number in range(self.count)]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        same = Mapping.objects.filter(office=self.instance.office, name__iexact=name).exclude(
            pk=self.instance.pk
        )
        if same.exists():
            raise forms.ValidationError("Aplikasi ini sudah ada pada daftar.")
        return name

    def clean_decimals(self) -> int | None:
        number: int | None = self.cleaned_data["decimals"]
        if number is not None and number > PLACES:
            raise forms.ValidationError(f"Isi bilangan 0 sampai {PLACES}.")
        return number

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        lines = [
            (cleaned.get(f"order-{n}") or n + 1, n) for n in range(self.count) if cleaned.get(f"source-{n}")
        ]
        if not lines:
            raise forms.ValidationError("Pilih isi untuk sedikitnya satu kolom.")
        self.instance.columns = [
            {"source": cleaned[f"source-{n}"], "heading": cleaned.get(f"heading-{n}", ""), "text": cleaned.get(f"text-{n}", "")}
            for _, n in sorted(lines)
        ]  # fmt: skip
        return cleaned

    def _posted(self) -> int:
        """Lines up to the last that was sent."""
        return max((n + 1 for n in range(LINES) if f"source-{n}" in self.data), default=0)

    def _line(self, number: int, kept: dict[str, str]) -> None:
        choices = [("", "Tidak dipakai"), *SOURCES.items()]
        words = f"kolom {number + 1}"
        numbered = forms.TextInput(
            attrs={"class": "form-control num", "inputmode": "numeric", "aria-label": f"Urutan {words}"}
        )
        self.fields[f"order-{number}"] = forms.IntegerField(
            min_value=1, max_value=99, required=False, initial=number + 1, widget=numbered,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), f"Isi urutan {words} dengan bilangan 1 sampai 99."),
        )  # fmt: skip
        self.fields[f"source-{number}"] = forms.ChoiceField(
            choices=choices, required=False, initial=kept.get("source", ""), widget=forms.Select(attrs=_SELECT | {"aria-label": f"Isi {words}"}),
        )  # fmt: skip
        for name, label in (("heading", "Judul"), ("text", SOURCES[FIXED])):
            widget = forms.TextInput(attrs=_TEXT | {"aria-label": f"{label} {words}"})
            self.fields[f"{name}-{number}"] = forms.CharField(
                required=False, max_length=120, initial=kept.get(name, ""), widget=widget
            )
