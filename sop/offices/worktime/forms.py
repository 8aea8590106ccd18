"""Forms of working time: a week of hours, a day off, how deadlines are counted, and what is tried out."""

import datetime as dt
from typing import Any

from django import forms

from sop.offices.forms.fields import REASON_LENGTH, date_field, reason_field, text_field
from sop.offices.models import Holiday, HolidayKind, Office, WorkHours
from sop.offices.worktime.series import WEEK, Day, Series

PARTS = {"opens": "Masuk", "break_from": "Istirahat dari", "break_to": "Istirahat sampai", "closes": "Pulang"}
CLOCK = "Tulis jam seperti 07.30 atau 07:30."
FORMATS = ["%H:%M", "%H.%M", "%H:%M:%S"]
OWN_KINDS = [
    (HolidayKind.LOCAL, "Libur, hanya untuk kantor ini"),
    (HolidayKind.WORKING, "Tetap masuk kerja pada hari libur umum"),
]


def time_field(label: str) -> forms.TimeField:
    """An hour by the browser's own field; empty is allowed."""
    widget = forms.TimeInput(format="%H:%M", attrs={"class": "form-control", "type": "time"})
    return forms.TimeField(
        label=label, required=False, input_formats=FORMATS, widget=widget, error_messages={"invalid": CLOCK}
    )


class SeriesForm(forms.Form):
    """A week of hours. A weekday without any time is a day on which the office is closed."""

    use_required_attribute = False

    label = text_field("Nama", 60, required=False, help_text="Misalnya Ramadan 1448 H.")
    since = date_field("Berlaku mulai", required=False)
    until = date_field("Berlaku sampai", required=False)
    begins = date_field(
        "Jam baru berlaku mulai",
        required=False,
        help_text="Hari sebelumnya tetap dihitung dengan jam lama. Kosongkan hanya untuk memperbaiki salah catat: "
        "waktu nyata pada kepatuhan yang sudah lewat ikut dihitung ulang.",
    )
    reason = reason_field("Dasar perubahan")

    def __init__(self, *args: Any, lasting: Series | None, **kwargs: Any) -> None:
        """`lasting`: the week without an end that is being changed; None where the dates are typed."""
        super().__init__(*args, **kwargs)
        self.lasting = lasting
        if lasting:
            for name in ("label", "since", "until"):
                del self.fields[name]
        else:
            del self.fields["begins"]
            self.fields["since"].required = True
        for day in WEEK:
            for part, label in PARTS.items():
                self.fields[f"{part}_{day}"] = time_field(f"{label}, {WorkHours.NAMES[day]}")

    @staticmethod
    def filled_from(series: Series) -> dict[str, Any]:
        """What stands in the form of this week at first."""
        times = {f"{part}_{day.weekday}": getattr(day, part) for day in series.days for part in PARTS}
        return {"label": series.label, "since": series.since, "until": series.until} | times

    @property
    def rows(self) -> list[tuple[str, list[tuple[str, forms.BoundField]]]]:
        """For each weekday its name and its four fields, each with its short name."""
        return [
            (WorkHours.NAMES[day], [(short, self[f"{part}_{day}"]) for part, short in PARTS.items()])
            for day in WEEK
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for day in WEEK:
            self._clean_day(day)
        if not self.errors and not any(day.opens for day in self._days()):
            self.add_error(
                None,
                "Isi jam kerja sedikitnya satu hari; untuk menutup kantor pada tanggal tertentu catat hari libur.",
            )
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", "Tanggal selesai tidak boleh sebelum tanggal mulai.")
        return data

    @property
    def series(self) -> Series:
        """The week that was typed, of a form without refusals: lasting hours hold from their day on, before it the old ones."""
        data = self.cleaned_data
        if self.lasting is None:
            return Series(data["label"], data["since"], data["until"], self._days())
        if data["begins"] is None:
            return Series(self.lasting.label, self.lasting.since, None, self._days())
        return Series("", data["begins"], None, self._days())

    def _days(self) -> tuple[Day, ...]:
        return tuple(Day(day, *(self.cleaned_data.get(f"{part}_{day}") for part in PARTS)) for day in WEEK)

    def _clean_day(self, day: int) -> None:
        """Refuse what no clock could follow, at the field where it is seen."""
        opens, pause, back, closes = (self.cleaned_data.get(f"{part}_{day}") for part in PARTS)
        if any(f"{part}_{day}" in self.errors for part in PARTS) or not any((opens, pause, back, closes)):
            return
        if name_and_text := _odd(opens, pause, back, closes):
            part, text = name_and_text
            self.add_error(f"{part}_{day}", f"{WorkHours.NAMES[day]}: {text}")


def _odd(
    opens: dt.time | None, pause: dt.time | None, back: dt.time | None, closes: dt.time | None
) -> tuple[str, str] | None:
    """Which part of a day does not fit, and why; None where all do."""
    if opens is None or closes is None:
        return (
            "opens" if opens is None else "closes",
            "isi jam masuk dan jam pulang, atau kosongkan semuanya.",
        )
    if opens >= closes:
        return "closes", "jam masuk harus sebelum jam pulang."
    if (pause is None) != (back is None):
        return (
            "break_from" if pause is None else "break_to",
            "isi awal dan akhir istirahat, atau kosongkan keduanya.",
        )
    if pause is not None and back is not None and not opens <= pause < back <= closes:
        return "break_from", "istirahat harus berada di antara jam masuk dan jam pulang."
    return None


class DayForm(forms.ModelForm[Holiday]):
    """A day off of one office, or a public one on which it works."""

    use_required_attribute = False

    date = date_field("Tanggal")
    name = text_field("Keterangan", 150, help_text="Misalnya Hari jadi daerah, dengan nomor surat edarannya.")
    kind = forms.ChoiceField(label="Berlaku sebagai", choices=OWN_KINDS, widget=forms.RadioSelect)

    class Meta:
        model = Holiday
        fields = ["date", "name", "kind"]


class RulesForm(forms.ModelForm[Office]):
    """How the deadlines of an office are counted."""

    use_required_attribute = False
    reason = forms.CharField(
        label="Dasar perubahan", required=False, max_length=REASON_LENGTH,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )  # fmt: skip

    class Meta:
        model = Office
        fields = ["zone", "bare_day_is_working", "shift_calendar_deadlines", "reopened_grace_days"]
        labels = {
            "zone": "Zona waktu kantor",
            "bare_day_is_working": "“Hari” tanpa kata “kerja” dihitung hari kerja",
            "shift_calendar_deadlines": "Tenggat tanggal yang jatuh pada hari libur digeser ke hari kerja berikutnya",
            "reopened_grace_days": "Hari kerja bagi isian yang dibuka kembali setelah tenggat tanggalnya lewat",
        }
        widgets = {
            "zone": forms.Select(attrs={"class": "form-select"}),
            "bare_day_is_working": forms.CheckboxInput(attrs={"class": "form-check-input"}),
            "shift_calendar_deadlines": forms.CheckboxInput(attrs={"class": "form-check-input"}),
            "reopened_grace_days": forms.NumberInput(attrs={"class": "form-control", "min": 0, "max": 30}),
        }


class TrialForm(forms.Form):
    """A time as an SOP writes it, and when the step opens, on the office's clock."""

    use_required_attribute = False

    waktu = text_field(
        "Waktu menurut SOP",
        200,
        help_text="Seperti tertulis pada mutu baku, misalnya “2 hari” atau “maksimal tanggal 5”.",
    )
    tanggal = date_field("Langkah dibuka tanggal")
    jam = forms.TimeField(
        label="Pukul", input_formats=FORMATS, error_messages={"required": CLOCK, "invalid": CLOCK},
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "form-control", "type": "time"}),
    )  # fmt: skip
    akhir = date_field(
        "Akhir periode yang dilaporkan", required=False, help_text="Hanya bagi tenggat bertanggal."
    )

    @property
    def opened(self) -> dt.datetime:
        return dt.datetime.combine(self.cleaned_data["tanggal"], self.cleaned_data["jam"])
