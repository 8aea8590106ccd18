"""Where a finished file is put: classification, place, and how long it is kept (retensi).

Where the office keeps a list of classifications, one of them is chosen and says how long; else all is typed.
"""

from collections.abc import Mapping
from typing import Any

from django import forms

from kinerja.submissions.classifications import Classification
from kinerja.submissions.figures import ArchiveRecord, Disposition
from kinerja.submissions.forms.brought import BroughtMixin

CLASSIFICATION = "000.8.6.3"  # akuntabilitas kinerja instansi (Permendagri 83/2022)
RETENTION = ("active_years", "inactive_years", "disposition")
NAMES = ("classification", "number", "location", *RETENTION)
SHARED = tuple(name for name in NAMES if name != "number")  # what several files may have in common
_LONGEST_YEARS = 99


class ClassificationField(forms.ModelChoiceField[Classification]):
    """The lines of the office's list, each with how long it keeps."""

    def __init__(self, office: int) -> None:
        super().__init__(
            Classification.objects.filter(office=office, in_use=True), to_field_name="code", empty_label="Pilih",
            label="Kode klasifikasi", widget=forms.Select(attrs={"class": "form-select"}),
            error_messages={
                "required": "Pilih kode klasifikasi.", "invalid_choice": "Pilih kode klasifikasi dari daftar.",
            },
            help_text="Masa simpan dan nasib akhir mengikuti klasifikasi yang dipilih.",
        )  # fmt: skip

    def label_from_instance(self, row: Any) -> str:
        return f"{row} ({row.kept})"


def filing_fields(office: int) -> dict[str, forms.Field]:
    """The fields of an archive record of this office, in their order. One query."""
    fields = _fields()
    if not Classification.objects.filter(office=office, in_use=True).exists():
        return fields
    fields["classification"] = ClassificationField(office)
    return {name: field for name, field in fields.items() if name not in RETENTION}


def _fields() -> dict[str, forms.Field]:
    text = {"class": "form-control"}
    return {
        "classification": forms.CharField(
            label="Kode klasifikasi", max_length=40, widget=forms.TextInput(attrs=text),
            error_messages={"required": "Isi kode klasifikasi."},
            help_text="000.8.6.3: akuntabilitas kinerja instansi. Sesuaikan dengan ketentuan daerah.",
        ),
        "number": forms.CharField(
            label="Nomor arsip (boleh kosong)", max_length=80, required=False, widget=forms.TextInput(attrs=text)
        ),
        "location": forms.CharField(
            label="Lokasi simpan", max_length=200, widget=forms.TextInput(attrs=text),
            error_messages={"required": "Isi lokasi simpan."}, help_text="Misalnya: Ruang arsip, rak 3, boks 12.",
        ),
        "active_years": _years("Retensi aktif (tahun)"),
        "inactive_years": _years("Retensi inaktif (tahun)"),
        "disposition": forms.ChoiceField(
            label="Nasib akhir", choices=Disposition.choices, widget=forms.Select(attrs={"class": "form-select"}),
            error_messages={"required": "Pilih nasib akhir.", "invalid_choice": "Pilih nasib akhir dari daftar."},
        ),
    }  # fmt: skip


def filing_initial(office: int) -> dict[str, Any]:
    """What this office wrote the last time, the number apart. One query."""
    last = ArchiveRecord.objects.filter(office=office).order_by("-filed_at").first()
    if last is None:
        return {
            "classification": CLASSIFICATION,
            "active_years": 2,
            "inactive_years": 3,
            "disposition": Disposition.DESTROY,
        }
    return {name: getattr(last, name) for name in SHARED}


def filing_record(cleaned: Mapping[str, Any]) -> ArchiveRecord:
    """The record, not saved; `act()` completes it."""
    given = {name: cleaned[name] for name in NAMES if name in cleaned}
    chosen = given["classification"]
    if isinstance(chosen, Classification):
        given |= {name: getattr(chosen, name) for name in RETENTION}
        given |= {"classification": chosen.code, "classified_as": chosen.name}
    return ArchiveRecord(**given)


def _years(label: str) -> forms.IntegerField:
    sentence = f"Isi {label.lower()} dengan bilangan 0 sampai {_LONGEST_YEARS}."
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=_LONGEST_YEARS,
        widget=forms.TextInput(attrs={"class": "form-control num", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence),
    )


class FilingForm(BroughtMixin):
    """A step that files: the record of the archive, and whatever else the step owes (Musi Rawas 11: a receipt)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= filing_fields(self.turn.case.submission.office_id)
        for name, value in filing_initial(self.turn.case.submission.office_id).items():
            self.initial.setdefault(name, value)

    @property
    def filing_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in NAMES if name in self.fields]

    @property
    def filing(self) -> ArchiveRecord:
        return filing_record(self.cleaned_data)
