"""The form of a paper, built from its fields; those of its cancelling, its number, and of how an office numbers."""

import datetime as dt
from typing import Any, ClassVar

from django import forms

from kinerja.common.typed import tidy
from kinerja.letters.fields import NATURES, NUMBER, Field, fields_of, missing_in
from kinerja.letters.kinds import LetterKind, NumberKind
from kinerja.letters.layout import MOST_SPARE
from kinerja.letters.models import LONGEST, Letter, NumberScheme, State
from kinerja.letters.patterns import PLACES, Parts, fault_of, write_number

_LINE, _TEXT, _CODE = 250, 10_000, 30
LAST = dt.date(2026, 8, 1)  # of all months, VIII is the longest
UNREADABLE = "Tulis tanggal lengkap, mis. 3-10-2026."


class LetterForm(forms.Form):
    """Every field may be left empty in a draft; what is owed is asked when the paper is issued."""

    use_required_attribute = False

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.letter = letter
        self.shown = [
            field for field in fields_of(letter.kind) if not (keeps_number(letter) and field.group == NUMBER)
        ]
        for field in self.shown:
            self.fields[field.name] = _input(field)
        self.initial = {**letter.content, "version": letter.version, **self.initial}

    @property
    def content(self) -> dict[str, str]:
        """What was typed, as it is stored: dates as ISO text."""
        return {
            name: value.isoformat() if isinstance(value, dt.date) else str(value if value is not None else "")
            for name, value in self.cleaned_data.items()
            if name != "version"
        }

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings, in the order in which the headings first occur."""
        found: dict[str, list[forms.BoundField]] = {}
        for field in self.shown:
            found.setdefault(field.group, []).append(self[field.name])
        return list(found.items())

    def ask_for_the_missing(self) -> bool:
        """Mark what is owed and empty; whether there was any."""
        owed = missing_in(self.letter.kind, self.content)
        for field in fields_of(self.letter.kind):
            if field.label in owed:
                self.add_error(field.name, f"Isi “{field.label}”.")
        return bool(owed)


def keeps_number(letter: Letter) -> bool:
    """Whether it takes the place of a paper whose number still counts: no other one is to be chosen then."""
    old = letter.replaces
    return bool(old and old.number and old.state != State.CANCELLED)


def _input(field: Field) -> forms.Field:
    common: dict[str, Any] = {"label": field.label, "required": False, "help_text": field.help}
    if field.widget == "date":
        date = forms.DateInput(format="%Y-%m-%d", attrs={"class": "form-control", "type": "date"})
        return forms.DateField(**common, widget=date, error_messages={"invalid": UNREADABLE})
    if field.widget == "choice":
        select = forms.Select(attrs={"class": "form-select"})
        unlisted = {"invalid_choice": "Pilih dari daftar yang tersedia."}
        return forms.ChoiceField(
            **common, choices=[(text, text) for text in NATURES], widget=select, error_messages=unlisted
        )
    if field.widget == "count":
        number = forms.NumberInput(attrs={"class": "form-control", "inputmode": "numeric"})
        whole = dict.fromkeys(("invalid", "min_value", "max_value"), f"Isi bilangan 0 sampai {MOST_SPARE}.")
        return forms.IntegerField(
            **common, min_value=0, max_value=MOST_SPARE, widget=number, error_messages=whole
        )
    if field.widget == "text":
        area = forms.Textarea(attrs={"class": "form-control", "rows": field.rows})
        return TidyField(**common, max_length=_TEXT, widget=area)
    longest = {"own_number": LONGEST, "classification": _CODE}.get(field.name, _LINE)
    return TidyField(**common, max_length=longest, widget=forms.TextInput(attrs={"class": "form-control"}))


class TidyField(forms.CharField):
    """Text with line ends as we store them."""

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.error_messages["max_length"] = f"Ringkas menjadi paling banyak {max_length} huruf."

    def to_python(self, value: Any) -> str:
        return tidy(str(value or ""))


class KindForm(forms.Form):
    """Which paper is made, at which step."""

    kind = forms.ChoiceField(choices=LetterKind.choices)
    step = forms.CharField(required=False)


class ReasonForm(forms.Form):
    """Why a paper or a number is called off."""

    use_required_attribute = False

    reason = TidyField(
        label="Alasan",
        max_length=1000,
        help_text="Tercatat pada riwayat.",
        error_messages={"required": "Tulis alasan pembatalan."},
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
    )


class OwnNumberForm(forms.Form):
    """A number: the next one, or the one that the office's own book gave."""

    use_required_attribute = False

    own_number = TidyField(
        label="Nomor dari buku agenda",
        required=False,
        max_length=LONGEST,
        help_text="Kosongkan untuk mengambil nomor berikutnya.",
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )


class SchemeForm(forms.ModelForm[NumberScheme]):
    """How an office numbers one kind of paper."""

    use_required_attribute = False

    class Meta:
        model = NumberScheme
        fields: ClassVar[list[str]] = ["pattern", "classification", "unit_code", "digits", "first", "timing"]
        labels: ClassVar[dict[str, str]] = {
            "pattern": "Susunan nomor", "classification": "Kode klasifikasi", "unit_code": "Kode unit",
            "digits": "Banyaknya angka nomor urut", "first": "Nomor pertama tahun ini", "timing": "Nomor diberikan",
        }  # fmt: skip
        help_texts: ClassVar[dict[str, str]] = {
            "pattern": "Bagian yang dapat dipakai: " + ", ".join(f"{{{place}}}" for place in PLACES) + ".",
            "classification": "Kode bawaan; dapat diganti pada tiap naskah.",
            "digits": "3 menulis 007; 1 menulis 7.",
            "first": "Untuk kantor yang sudah memakai nomor tahun ini. Tahun berikutnya mulai dari 1.",
        }
        widgets: ClassVar[dict[str, Any]] = {
            "pattern": forms.TextInput(attrs={"class": "form-control"}),
            "classification": forms.TextInput(attrs={"class": "form-control"}),
            "unit_code": forms.TextInput(attrs={"class": "form-control"}),
            "digits": forms.NumberInput(attrs={"class": "form-control", "min": 1, "max": 6}),
            "first": forms.NumberInput(attrs={"class": "form-control", "min": 1}),
            "timing": forms.RadioSelect,
        }

    def __init__(self, *args: Any, year: int, begun: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        self.initial["first"] = self.instance.beginning(year)
        for name, sentence in (
            ("pattern", "Tulis susunan nomor."),
            ("digits", "Isi 1 sampai 6."),
            ("first", "Isi bilangan mulai dari 1."),
        ):
            self.fields[name].error_messages |= dict.fromkeys(
                ("required", "invalid", "min_value", "max_value"), sentence
            )
        self.fields["timing"].error_messages |= {
            "required": "Pilih kapan nomor diberikan.",
            "invalid_choice": "Pilih dari daftar.",
        }
        if self.instance.kind == NumberKind.REPORT:
            del self.fields["timing"]  # always after the signature, since the signed bytes stay
        if begun:
            self.fields["first"].disabled = True
            self.fields[
                "first"
            ].help_text = "Nomor tahun ini sudah berjalan, sehingga nomor pertamanya tidak berubah lagi."

    def clean_pattern(self) -> str:
        pattern: str = self.cleaned_data["pattern"]
        if fault := fault_of(pattern):
            raise forms.ValidationError(fault)
        return pattern

    def clean(self) -> dict[str, Any]:
        """The longest number must fit into the register."""
        typed = super().clean() or self.cleaned_data
        parts = Parts(10**6 - 1, LAST, "0" * _CODE, typed.get("unit_code", ""), 6)
        pattern = typed.get("pattern", "")
        if pattern and len(write_number(pattern, parts)) > LONGEST:
            self.add_error("pattern", f"Ringkas susunannya: nomor paling panjang {LONGEST} huruf.")
        return typed

    def clean_digits(self) -> int:
        digits: int = self.cleaned_data["digits"]
        if digits not in range(1, 7):
            raise forms.ValidationError("Isi 1 sampai 6.")
        return digits

    def clean_first(self) -> int:
        first: int = self.cleaned_data["first"]
        if first < 1:
            raise forms.ValidationError("Isi bilangan mulai dari 1.")
        self.instance.first_year = self.year
        return first
