"""Where a finished file is put: classification, place, and how long it is kept (retensi)."""

from collections.abc import Mapping
from typing import Any

from django import forms

from kinerja.submissions.figures import ArchiveRecord, Disposition
from kinerja.submissions.forms.act import RecordsMixin

CLASSIFICATION = "000.8.6.3"  # akuntabilitas kinerja instansi (Permendagri 83/2022)
NAMES = ("classification", "number", "location", "active_years", "inactive_years", "disposition")
_LONGEST_YEARS = 99


def filing_fields() -> dict[str, forms.Field]:
    """The fields of an archive record, in their order."""
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
    return {name: getattr(last, name) for name in NAMES if name != "number"}


def filing_record(cleaned: Mapping[str, Any]) -> ArchiveRecord:
    """The record, not saved; `act()` completes it."""
    return ArchiveRecord(**{name: cleaned[name] for name in NAMES})


def _years(label: str) -> forms.IntegerField:
    sentence = f"Isi {label.lower()} dengan bilangan 0 sampai {_LONGEST_YEARS}."
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=_LONGEST_YEARS,
        widget=forms.TextInput(attrs={"class": "form-control num", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence),
    )


class FilingForm(RecordsMixin):
    """A step that files: the record of the archive, and whatever else the step owes (Musi Rawas 11: a receipt)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= filing_fields()
        for name, value in filing_initial(self.turn.case.submission.office_id).items():
            self.initial.setdefault(name, value)

    @property
    def filing_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in NAMES]

    @property
    def filing(self) -> ArchiveRecord:
        return filing_record(self.cleaned_data)
