"""Sending a file back: which way, why, which units, and what to mend in which rows."""

from typing import Any

from django import forms

from kinerja.submissions.forms.act import StepForm, textarea
from kinerja.submissions.returns.returning import RowNotes, Way
from sop.procedures.definition import Move

LONGEST = 2000


class ReturnForm(StepForm):
    """The reason is always owed; units where the way leads to a step that is done per unit."""

    reason = forms.CharField(
        label="Alasan pengembalian",
        max_length=LONGEST,
        widget=textarea(3),
        help_text="Dibaca oleh yang menerima berkas. Sebutkan apa yang perlu diperbaiki.",
        error_messages={
            "required": "Tulis alasan pengembalian.",
            "max_length": "Ringkas alasan menjadi paling banyak 2.000 huruf.",
        },
    )

    def __init__(self, *args: Any, ways: list[Way], notes: RowNotes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ways, self.notes = ways, notes
        del self.fields["note"]  # the reason says it all
        returning = self.turn.case.submission.run.returning
        self.initial.setdefault("reason", returning.get("reason", ""))
        if any(way.offers_units for way in ways):
            self.fields["units"] = _units_field(notes)
            self.initial.update(units=[str(pk) for pk in returning.get("units") or notes.noted_units])
        for row in notes.rows:
            self.fields[_name(row.figure)] = _note_field(row.name)
            self.initial[_name(row.figure)] = row.mine

    def _only(self) -> Move | None:
        return self.ways[0].move if len(self.ways) == 1 else None

    @property
    def way(self) -> Way | None:
        """The way that was chosen."""
        return next((way for way in self.ways if self.chosen and way.move.key == self.chosen.key), None)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.way and self.way.owes_units and not self.units:
            self.add_error("units", "Pilih sedikitnya satu unit yang isiannya dibuka kembali.")
        return cleaned

    @property
    def units(self) -> tuple[int, ...]:
        """The pk of the chosen units; none where the way offers none."""
        offered = self.way is not None and self.way.offers_units
        return tuple(int(pk) for pk in self.cleaned_data.get("units", ())) if offered else ()

    @property
    def units_field(self) -> forms.BoundField | None:
        return self["units"] if "units" in self.fields else None

    @property
    def remarks(self) -> dict[int, tuple[bool, str]]:
        """New words on rows, as `filling.judge` takes them; what stands there already is not said again."""
        typed = {row.figure: self.cleaned_data[_name(row.figure)].strip() for row in self.notes.rows}
        return {
            row.figure: (False, typed[row.figure])
            for row in self.notes.rows
            if typed[row.figure] not in {"", row.mine}
        }

    @property
    def row_fields(self) -> list[tuple[str, list[tuple[Any, forms.BoundField]]]]:
        """Name of the unit, and its rows with their fields."""
        return [
            (name, [(row, self[_name(row.figure)]) for row in self.notes.rows if row.unit == pk])
            for pk, name in self.notes.units
        ]


def _name(figure: int) -> str:
    return f"catatan_{figure}"


def _units_field(notes: RowNotes) -> forms.Field:
    return forms.MultipleChoiceField(
        label="Unit yang dibuka kembali",
        required=False,
        choices=[(str(pk), name) for pk, name in notes.units],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        error_messages={"invalid_choice": "Pilih unit dari daftar ini."},
    )


def _note_field(name: str) -> forms.Field:
    return forms.CharField(
        label=f"Catatan untuk {name}",
        required=False,
        max_length=LONGEST,
        widget=textarea(1),
        error_messages={"max_length": "Ringkas catatan menjadi paling banyak 2.000 huruf."},
    )
