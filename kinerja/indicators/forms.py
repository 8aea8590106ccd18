"""Forms of indicators and targets: figures as Indonesians type them, and rules that belong together."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from kinerja.common.numbers import MAX_DECIMALS, ReadingCode, format_number, is_percent, parse
from kinerja.indicators.aggregation import AggregationRefused, check_kind
from kinerja.indicators.agreements import PerformanceAgreement
from kinerja.indicators.arithmetic import HUNDRED
from kinerja.indicators.errors import TargetsLocked
from kinerja.indicators.kinds import Formula, Polarity
from kinerja.indicators.models import Indicator, PredicateBand, Target
from kinerja.indicators.scales import Scale


class FigureField(forms.CharField):
    """A number read by the parser of the entry sheet; a text with two readings is asked for again, more plainly."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "size": 8})

    def __init__(self, *, unit: str = "", **kwargs: Any) -> None:
        self.unit = unit
        kwargs.pop("max_digits", None)
        kwargs.pop("decimal_places", None)
        kwargs.pop("empty_value", None)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        reading = parse(str(value or ""), unit=self.unit, decimals=MAX_DECIMALS)
        if reading.code is ReadingCode.DOUBTFUL and reading.alternative is not None:
            other = format_number(reading.alternative)
            raise ValidationError(f"{reading.sentence} Tulis {_bare(reading.value)} atau {other}.")
        if not reading.saveable:
            raise ValidationError(reading.sentence)
        return reading.value

    def prepare_value(self, value: Any) -> Any:
        return _bare(value) if isinstance(value, Decimal) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


def _bare(value: Decimal | None) -> str:
    """Without thousands marks: "1250", "98,75"; a text that has one reading only."""
    return format_number(value).replace(".", "")


class IndicatorForm(forms.ModelForm[Indicator]):
    """Refuses what makes no number, and keeps units and sasaran inside the office."""

    lowest = FigureField(label="Batas bawah wajar", required=False)
    highest = FigureField(label="Batas atas wajar", required=False)
    factor = FigureField(
        label="Pengali",
        required=False,
        help_text="100 untuk persen, 1.000 untuk per seribu, 1 untuk rata-rata.",
    )

    class Meta:
        model = Indicator
        fields: ClassVar[list[str]] = [
            "office", "objective", "units", "name", "definition", "measure", "decimals", "direction", "formula",
            "aggregation", "zero_policy", "scale", "lowest", "highest", "strict_bounds", "numerator_name",
            "denominator_name", "factor", "budgeted", "evidence_required", "order", "active",
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._check_arithmetic(cleaned)
        self._check_office(cleaned)
        lowest, highest = cleaned.get("lowest"), cleaned.get("highest")
        if lowest is not None and highest is not None and lowest > highest:
            self.add_error("highest", "Batas atas harus lebih besar daripada batas bawah.")
        return cleaned

    def clean_factor(self) -> Decimal:
        """Left empty it is that of a share in percent."""
        factor: Decimal | None = self.cleaned_data["factor"]
        return HUNDRED if factor is None else factor

    def _check_arithmetic(self, cleaned: dict[str, Any]) -> None:
        formula, kind, scale = cleaned.get("formula"), cleaned.get("aggregation"), cleaned.get("scale") or {}
        if not formula or not kind:
            return
        try:
            check_kind(kind, formula)
        except AggregationRefused as refusal:
            self.add_error("aggregation", refusal.sentence)
        if formula == Formula.PREDICATE and not scale:
            self.add_error("scale", 'Isi skala predikat, mis. {"WTP": 4, "WDP": 3}.')
        if scale and not _readable(scale):
            self.add_error(
                "scale", 'Tulis skala sebagai {"predikat": bilangan bulat}, setiap bilangan berbeda.'
            )

    def _check_office(self, cleaned: dict[str, Any]) -> None:
        office, objective = cleaned.get("office"), cleaned.get("objective")
        if office and objective and objective.office_id != office.pk:
            self.add_error("objective", "Pilih sasaran dari perangkat daerah yang sama.")
        if office and any(unit.office_id != office.pk for unit in cleaned.get("units") or ()):
            self.add_error("units", "Pilih unit dari perangkat daerah yang sama.")


def direction_warning(indicator: Indicator) -> str:
    """A sentence where direction and formula point different ways; "" where they agree."""
    usual = Formula(indicator.formula).polarity
    if Polarity(indicator.direction) is usual:
        return ""
    return (
        f"Rumus ‘{Formula(indicator.formula).label}’ dipakai untuk indikator yang {usual.label}, sedangkan arah yang "
        f"dipilih {Polarity(indicator.direction).label}. Periksa kembali keduanya."
    )


def bounds_warning(indicator: Indicator) -> str:
    """A sentence where a percentage may pass for more than the whole; "" where it is bounded or cannot be doubted."""
    if not is_percent(indicator.measure) or (indicator.highest is not None and indicator.strict_bounds):
        return ""
    return (
        "Satuan indikator ini %, tetapi isian di atas 100 % masih dapat dikirim. Bila ia bagian dari keseluruhan, "
        "isi batas 0 dan 100, lalu centang ‘Batas wajib’."
    )


class TargetForm(forms.ModelForm[Target]):
    """A figure or a range, for a unit of the indicator's own office."""

    value = FigureField(label="Target", required=False)
    lower = FigureField(label="Rentang dari", required=False)
    upper = FigureField(label="Rentang sampai", required=False)
    budget = FigureField(label="Pagu setahun (Rp)", required=False, unit="Rp")

    class Meta:
        model = Target
        fields: ClassVar[list[str]] = [
            "indicator",
            "unit",
            "kind",
            "year",
            "number",
            "value",
            "lower",
            "upper",
            "budget",
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        indicator, unit = cleaned.get("indicator") or self.instance.indicator, cleaned.get("unit")
        if indicator and unit and unit.office_id != indicator.office_id:
            self.add_error("unit", "Pilih unit dari perangkat daerah indikator ini.")
        self._check_figure(cleaned)
        self._check_lock(indicator, cleaned)
        return cleaned

    def _check_lock(self, indicator: Indicator | None, cleaned: dict[str, Any]) -> None:
        """The database refuses it too; here it is said in words. A budget follows the DPA and is never locked."""
        if not set(self.changed_data) - {"budget"}:
            return
        years = {cleaned.get("year"), self.initial.get("year")}
        if indicator and (agreement := _agreement(indicator.office_id, years)):
            self.add_error(None, TargetsLocked(agreement.year, agreement.number).sentence)

    def _check_figure(self, cleaned: dict[str, Any]) -> None:
        """The database lets a row without any figure pass: there an unknown answer counts as yes."""
        typed = [cleaned[name] is not None for name in ("value", "lower", "upper") if name in cleaned]
        if typed not in ([True, False, False], [False, True, True]) and not self.errors:
            self.add_error("value", "Isi target, atau isi rentang dari dan sampai.")


class TargetFormSet(forms.BaseInlineFormSet[Target, Indicator, Any]):
    """Locked targets stay."""

    def clean(self) -> None:
        super().clean()
        years = {form.instance.year for form in self.deleted_forms if form.instance.pk}
        if years and (agreement := _agreement(self.instance.office_id, years)):
            raise ValidationError(TargetsLocked(agreement.year, agreement.number).sentence)


class BandForm(forms.ModelForm[PredicateBand]):
    lower = FigureField(label="Batas bawah (%)")

    class Meta:
        model = PredicateBand
        fields: ClassVar[list[str]] = ["office", "lower", "label", "tone"]


def _agreement(office: int, years: Iterable[int | None]) -> PerformanceAgreement | None:
    """One that locks any of these years."""
    wanted = [year for year in years if year]
    return PerformanceAgreement.objects.filter(office=office, year__in=wanted).first()


def _readable(scale: object) -> bool:
    """Whether each predicate has a whole number of its own; a float is no figure."""
    if not isinstance(scale, dict) or not all(type(score) is int for score in scale.values()):
        return False
    try:
        Scale.from_data(scale)
    except ValueError:
        return False
    return True
