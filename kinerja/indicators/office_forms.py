"""The forms an office fills itself: objectives and indicators, and their place in the tree."""

from decimal import Decimal
from typing import Any, ClassVar, cast

from django import forms

from kinerja.indicators.actions import DOWN, UP
from kinerja.indicators.forms import IndicatorForm
from kinerja.indicators.kinds import Formula
from kinerja.indicators.models import Level, Objective, Target
from kinerja.indicators.tree import in_order
from sop.offices.models import Office, Unit

# Sections of the form of an indicator with their fields, in their order; another field is one more word here.
SECTIONS = (
    ("Indikator", ("objective", "name", "definition", "units")),
    ("Satuan dan arah", ("measure", "decimals", "direction", "lowest", "highest", "strict_bounds")),
    ("Pembilang dan penyebut", ("numerator_name", "denominator_name", "factor")),
    ("Anggaran dan bukti dukung", ("budgeted", "evidence_required")),
    ("Cara menghitung capaian", ("formula", "scale", "aggregation", "zero_policy")),
)
FIELDS = tuple(name for _, names in SECTIONS for name in names)
HELP = {
    "objective": "Tujuan, sasaran, program, kegiatan, atau sub kegiatan yang diukur indikator ini.",
    "definition": "Apa yang dihitung dan dari mana datanya; tampil di samping isian.",
    "units": "Setiap unit yang dicentang mengisi realisasinya sendiri dan memiliki target sendiri.",
    "measure": "Misalnya %, orang, dokumen, Rp, atau Opini.",
    "decimals": "0 untuk bilangan bulat, paling banyak 6.",
    "direction": "Apakah realisasi yang lebih tinggi, lebih rendah, atau lebih dekat ke rentang yang lebih baik.",
    "lowest": "Realisasi di bawahnya ditandai untuk diperiksa kembali. Kosongkan bila realisasi dapat negatif.",
    "highest": "Realisasi di atasnya ditandai untuk diperiksa kembali. Isi 100 bila % ini bagian dari keseluruhan.",
    "strict_bounds": "Isian di luar batas tidak dapat dikirim. Centang untuk bagian dari keseluruhan, jumlah, dan lama waktu.",
    "formula": "Rumus yang dipakai pada laporan Anda. ‘Terhadap rentang’ meminta target dari–sampai.",
    "scale": "Hanya untuk nilai predikat: satu predikat per baris dengan nilainya, mis. WTP = 4.",
    "aggregation": "Bagaimana bulan atau triwulan menjadi angka tahun: dijumlahkan, nilai akhir, atau rata-rata.",
    "zero_policy": "Untuk rumus yang membagi dengan realisasi, bila realisasinya 0.",
}
REQUIRED = {
    "objective": "Pilih sasaran atau program.",
    "name": "Isi nama indikator.",
    "units": "Pilih sedikitnya satu unit pengisi.",
    "measure": "Isi satuan, mis. %.",
    "decimals": "Isi banyaknya angka desimal, 0 sampai 6.",
    "direction": "Pilih arah.",
    "formula": "Pilih rumus capaian.",
    "aggregation": "Pilih cara penggabungan periode.",
    "zero_policy": "Pilih perlakuan realisasi 0.",
}
UNLISTED = "Pilih dari daftar yang tersedia."


class ScaleField(forms.CharField):
    """Predicates, one on a line: "WTP = 4"; stored as {"WTP": 4}."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return "\n".join(f"{label} = {score}" for label, score in value.items())
        return value

    def to_python(self, value: Any) -> Any:
        found: dict[str, int] = {}
        for line in filter(None, map(str.strip, str(value or "").splitlines())):
            label, _, score = (part.strip() for part in line.rpartition("="))
            if not label or not score.isascii() or not score.isdigit():
                raise forms.ValidationError(
                    f"Tulis ‘{line}’ sebagai predikat = bilangan bulat, mis. WTP = 4."
                )
            found[label] = int(score)
        return found

    def validate(self, value: Any) -> None:
        """An empty scale is none; whether one is needed is asked by the form."""


class ObjectiveForm(forms.ModelForm[Objective]):
    """A node of the tree; its parent is another node of the office that does not hang below it."""

    use_required_attribute = False

    class Meta:
        model = Objective
        fields: ClassVar[list[str]] = ["level", "parent", "code", "name"]
        help_texts: ClassVar[dict[str, str]] = {
            "parent": "Tempat butir ini bergantung, mis. sasaran di bawah tujuannya. Kosong untuk yang teratas.",
            "code": "Kode pada Renstra atau RKPD, bila ada.",
        }
        error_messages: ClassVar[dict[str, dict[str, str]]] = {
            "level": {"required": "Pilih tingkat.", "invalid_choice": UNLISTED},
            "parent": {"invalid_choice": UNLISTED},
            "name": {"required": "Isi uraiannya."},
        }

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.office = office
        own = list(Objective.objects.filter(office=office).order_by("order", "pk"))
        below = {self.instance.pk, *(row.pk for row, _ in in_order(_below(own, self.instance.pk)))}
        parent = cast("forms.ModelChoiceField[Any]", self.fields["parent"])
        parent.queryset = (
            Objective.objects.filter(office=office).exclude(pk__in=below - {None}).order_by("order", "pk")
        )
        parent.empty_label = "Tidak ada (teratas)"
        capitalised(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        levels, parent = list(Level.values), cleaned.get("parent")
        if parent and cleaned.get("level") and levels.index(parent.level) > levels.index(cleaned["level"]):
            self.add_error("parent", f"{parent.get_level_display()} tidak dapat menjadi induk tingkat ini.")
        return cleaned


class OfficeIndicatorForm(IndicatorForm):
    """The same rules as in the administration, inside one office and explained."""

    use_required_attribute = False

    scale = ScaleField(label="Skala predikat", required=False)

    class Meta(IndicatorForm.Meta):
        fields: ClassVar[list[str]] = list(FIELDS)
        widgets: ClassVar[dict[str, Any]] = {
            "units": forms.CheckboxSelectMultiple,
            "definition": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.office = office
        if self.instance.pk is None:
            self.initial["lowest"] = Decimal(0)  # hardly any figure of an office is negative
        objective, units = (
            cast("forms.ModelChoiceField[Any]", self.fields[name]) for name in ("objective", "units")
        )
        objective.queryset = Objective.objects.filter(office=office).order_by("order", "pk")
        objective.empty_label = "Pilih sasaran atau program"
        units.queryset = Unit.objects.filter(office=office).order_by("order", "pk")
        for name, field in self.fields.items():
            field.help_text = HELP.get(name, field.help_text)
            field.error_messages["required"] = REQUIRED.get(name, "Isi kolom ini.")
            field.error_messages["invalid_choice"] = field.error_messages["invalid"] = UNLISTED
            field.error_messages["invalid_pk_value"] = UNLISTED
        self.fields["decimals"].error_messages["invalid"] = REQUIRED["decimals"]
        capitalised(self)

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings."""
        return [(title, [self[name] for name in names]) for title, names in SECTIONS]

    def clean(self) -> dict[str, Any]:
        """Targets that are there must stay readable: figures, ranges and predicates do not become each other."""
        cleaned = super().clean()
        before, after = self.initial.get("formula"), cleaned.get("formula")
        reshaped = self.instance.pk and after and _shape(before) != _shape(after)
        if reshaped and Target.objects.filter(indicator=self.instance.pk).exists():
            self.add_error(
                "formula",
                "Indikator ini sudah memiliki target. Hentikan pemakaiannya, lalu buat indikator baru dengan rumus ini.",
            )
        return cleaned


class WayForm(forms.Form):
    """Naik or Turun."""

    arah = forms.ChoiceField(choices=[(UP, "Naik"), (DOWN, "Turun")])


class UseForm(forms.Form):
    """Whether an indicator is used from now on."""

    pakai = forms.ChoiceField(choices=[("ya", "Pakai lagi"), ("tidak", "Hentikan")])


def _shape(formula: str | None) -> str:
    """Whether targets are figures, ranges or predicates."""
    return formula if formula in {Formula.RANGE, Formula.PREDICATE} else "figure"


def _below(rows: list[Objective], pk: int | None) -> list[Objective]:
    """Everything that hangs below a node."""
    found = [row for row in rows if pk is not None and row.parent_id == pk]
    return found + [deeper for row in found for deeper in _below(rows, row.pk)]


def capitalised(form: forms.BaseForm) -> None:
    """Names of the tables begin small; labels begin with a capital."""
    for field in form.fields.values():
        field.label = str(field.label)[:1].upper() + str(field.label)[1:]
