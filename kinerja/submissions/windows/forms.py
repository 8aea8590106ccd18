"""The rule of a duty to report, and a leave to fill late."""

import datetime as dt
from typing import Any, ClassVar, cast

from django import forms

from kinerja.common.dates import format_date
from kinerja.periods.extensions import Extension
from kinerja.periods.models import Obligation
from kinerja.periods.queries import period_for, periods_due, read_slug
from kinerja.submissions.windows.ruling import RULE

FURTHEST = 366  # days
WHOLE = "Isi bilangan bulat antara -366 dan 366, atau kosongkan."
LONGEST = dt.timedelta(days=92)


class RuleForm(forms.ModelForm[Obligation]):
    """When the file opens by itself, and when units may fill it."""

    use_required_attribute = False

    class Meta:
        model = Obligation
        fields: ClassVar[list[str]] = RULE
        labels: ClassVar[dict[str, str]] = {
            "automatic": "Buka berkas secara otomatis",
            "opens_after": "Berkas dibuka hari ke-",
            "window_opens": "Pengisian dibuka hari ke-",
            "window_closes": "Pengisian unit ditutup akhir hari ke-",
            "planner_closes": "Penutupan perencana akhir hari ke-",
            "window_working": "Hari pengisian dihitung dalam hari kerja",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "automatic": "Berkas dimulai oleh aplikasi, sekalipun langkah pertamanya belum ada pelaksananya.",
            "opens_after": "Hari kalender sesudah akhir periode; angka minus berarti sebelumnya.",
            "window_opens": "Dihitung dari akhir periode. Kosongkan bila tidak dibatasi.",
            "window_closes": "Sesudahnya unit hanya mengisi dengan perpanjangan. Kosongkan bila tidak dibatasi.",
            "planner_closes": "Berlaku juga bagi isian yang dikembalikan; perbaikan yang dibuka sesudahnya mendapat tenggang sendiri.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in RULE:
            field = self.fields[name]
            if isinstance(field, forms.BooleanField):
                field.widget.attrs["class"] = "form-check-input"
                continue
            number = forms.IntegerField(
                label=field.label, help_text=field.help_text, required=field.required, min_value=-FURTHEST,
                max_value=FURTHEST, widget=forms.TextInput(attrs={"class": "form-control num", "inputmode": "text"}),
            )  # fmt: skip
            number.error_messages |= dict.fromkeys(("required", "invalid", "min_value", "max_value"), WHOLE)
            self.fields[name] = number


class ExtensionForm(forms.Form):
    """Who may fill which period until when, and why."""

    use_required_attribute = False

    period = forms.ChoiceField(
        label="Periode", widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"required": "Pilih periode.", "invalid_choice": "Pilih periode dari daftar."},
    )  # fmt: skip
    unit = forms.ChoiceField(
        label="Untuk", required=False, widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"invalid_choice": "Pilih unit dari daftar."},
    )  # fmt: skip
    until = forms.DateField(
        label="Sampai tanggal",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"}),
        error_messages={"required": "Isi tanggal terakhir pengisian.", "invalid": "Tulis tanggal, mis. 2026-10-12."},
    )  # fmt: skip
    reason = forms.CharField(
        label="Alasan", max_length=1000, widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        error_messages={"required": "Tulis alasan perpanjangan.", "max_length": "Ringkas alasan menjadi 1.000 huruf."},
        help_text="Alasan tercatat pada riwayat berkas dan dapat dibaca seluruh perangkat daerah.",
    )  # fmt: skip

    def __init__(self, *args: Any, duty: Obligation, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.duty, self.today = duty, today
        period, unit = (cast("forms.ChoiceField", self.fields[name]) for name in ("period", "unit"))
        period.choices = [(found.slug, found.name) for found in periods_due(duty, today)]
        units = duty.office.units.all()
        unit.choices = [("", "Seluruh perangkat daerah"), *((str(row.pk), row.name) for row in units)]

    def clean_until(self) -> dt.date:
        day: dt.date = self.cleaned_data["until"]
        if not self.today <= day <= self.today + LONGEST:
            raise forms.ValidationError(
                f"Pilih tanggal dari {format_date(self.today)} sampai {format_date(self.today + LONGEST)}."
            )
        return day

    @property
    def extension(self) -> Extension:
        """The leave asked for, not saved."""
        typed = self.cleaned_data
        found = read_slug(typed["period"])
        if found is None:
            raise ValueError(typed["period"])
        return Extension(
            office=self.duty.office, obligation=self.duty, unit_id=int(typed["unit"]) if typed["unit"] else None,
            period=period_for(found.kind, found.year, found.number), until=typed["until"], reason=typed["reason"].strip(),
        )  # fmt: skip
