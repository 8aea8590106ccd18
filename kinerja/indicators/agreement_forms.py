"""The forms of the Perjanjian Kinerja: the agreement itself, and the change of a target it has locked."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django import forms

from kinerja.common.dates import format_date
from kinerja.indicators.actions import Revision
from kinerja.indicators.agreements import PerformanceAgreement
from kinerja.indicators.goals import Goal, UnreadableGoal, read_goal
from kinerja.indicators.grid import Line
from kinerja.indicators.office_forms import UNLISTED, capitalised
from kinerja.periods.models import Period


class AgreementForm(forms.ModelForm[PerformanceAgreement]):
    """What stands on the signed paper, and the word that it locks the targets."""

    use_required_attribute = False

    declared = forms.BooleanField(
        label="Perjanjian Kinerja ini sudah ditandatangani kedua pihak; target tahun ini dikunci.",
        error_messages={"required": "Nyatakan bahwa Perjanjian Kinerja sudah ditandatangani."},
    )

    class Meta:
        model = PerformanceAgreement
        fields: ClassVar[list[str]] = ["number", "signed_on", "first_party", "second_party", "note"]
        widgets: ClassVar[dict[str, Any]] = {
            "signed_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts: ClassVar[dict[str, str]] = {
            "first_party": "Nama dan jabatan yang berjanji, seperti tertulis pada naskah.",
            "second_party": "Nama dan jabatan atasan yang menerima.",
        }
        error_messages: ClassVar[dict[str, dict[str, str]]] = {
            "number": {"required": "Isi nomor Perjanjian Kinerja."},
            "signed_on": {
                "required": "Isi tanggal penandatanganan.",
                "invalid": "Tulis tanggal, mis. 2026-01-31.",
            },
            "first_party": {"required": "Isi pihak pertama."},
            "second_party": {"required": "Isi pihak kedua."},
        }

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        capitalised(self)

    def clean_signed_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["signed_on"]
        if day > self.today:
            raise forms.ValidationError("Tanggal penandatanganan belum tiba. Periksa kembali tanggalnya.")
        return day


class RevisionForm(forms.Form):
    """The new target of one period of the row, with its day, its paper and its reason."""

    use_required_attribute = False

    period = forms.ChoiceField(
        label="Periode", error_messages={"required": "Pilih periode.", "invalid_choice": UNLISTED}
    )
    target = forms.CharField(
        label="Target baru", max_length=80, error_messages={"required": "Isi target yang baru."}
    )
    since = forms.DateField(
        label="Berlaku sejak",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": "Isi tanggal mulai berlaku.",
            "invalid": "Tulis tanggal, mis. 2026-07-01.",
        },
    )
    basis = forms.CharField(
        label="Nomor adendum atau dasar",
        max_length=120,
        help_text="Mis. adendum Perjanjian Kinerja 800/12/2026.",
        error_messages={"required": "Isi nomor adendum atau dasar perubahannya."},
    )
    reason = forms.CharField(
        label="Alasan",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasan perubahan target."},
    )

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)

    def __init__(self, data: Mapping[str, Any] | None = None, *, line: Line) -> None:
        shown = {f"{cell.period.kind}-{cell.period.number}": cell.seen for cell in line.cells}
        super().__init__(data, initial={"seen": json.dumps(shown, ensure_ascii=False)})
        self.line = line
        self.cells = {f"{cell.period.kind}-{cell.period.number}": cell for cell in line.cells}
        period = cast("forms.ChoiceField", self.fields["period"])
        period.choices = [
            (key, f"{cell.period.name}: {cell.seen or 'belum ada'}") for key, cell in self.cells.items()
        ]
        hint = f"Satuan {line.indicator.measure}."
        if line.labels:
            hint = f"Pilih salah satu: {', '.join(line.labels)}."
        elif line.is_range:
            hint = f"{hint} Tulis rentang dari–sampai, mis. 80–90."
        self.fields["target"].help_text = hint

    def clean_target(self) -> Goal:
        try:
            return read_goal(self.line.indicator, self.cleaned_data["target"])
        except UnreadableGoal as problem:
            raise forms.ValidationError(problem.sentence) from problem

    @property
    def chosen(self) -> Period:
        return self.cells[self.cleaned_data["period"]].period

    @property
    def since_words(self) -> str:
        return format_date(self.cleaned_data["since"])

    @property
    def revision(self) -> Revision:
        """What is asked for; the text of the target travels with the page, so that nobody is overwritten unseen."""
        typed = self.cleaned_data
        seen = _seen(typed["seen"]).get(typed["period"], "")
        return Revision(typed["target"], seen, typed["since"], typed["reason"], typed["basis"])


def _seen(text: str) -> dict[str, str]:
    try:
        shown = json.loads(text)
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in shown.items()} if isinstance(shown, dict) else {}
