"""The words of the workbook: its sheets, its headings, and what a cell of each kind of field says."""

import re
from decimal import Decimal
from typing import Any

from django import forms

from kinerja.documents.plan_book import Figure
from kinerja.periods.models import Period, PeriodKind

OBJECTIVES, INDICATORS, TARGETS, GUIDE = "Sasaran", "Indikator", "Target", "Petunjuk"
ID = "ID"
IN_USE = "Dipakai"
YES, NO = "ya", "tidak"
INDICATOR, UNIT = "Indikator", "Unit"
BETWEEN = "; "

Cell = str | Figure


class Unreadable(ValueError):
    """Says in a sentence what to write in the cell."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def plain(text: str) -> str:
    """For comparing names: small letters, single spaces."""
    return re.sub(r"\s+", " ", text).strip().casefold()


def heading(form: forms.BaseForm, name: str) -> str:
    """A column is called as the field on the screen."""
    return str(form.fields[name].label)


def period_heading(period: Period) -> str:
    """TW I 2026, Sep 2026, Tahun 2026."""
    return period.name if period.kind == PeriodKind.YEAR else period.short


def value_of(row: Any, name: str) -> Any:
    """The value of a field as its column is written; several rows as a list."""
    value = getattr(row, name)
    return list(value.all()) if hasattr(value, "all") else value


def write(field: forms.Field, value: Any) -> Cell:
    """What the cell of a field says for a value of its model; choices in words, several rows by their names."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return BETWEEN.join(str(one) for one in value)
    if isinstance(field, forms.ModelChoiceField):
        return "" if value is None else str(value.name)
    if isinstance(field, forms.ChoiceField):
        return dict(_options(field)).get(str(value), "")
    if isinstance(field, forms.BooleanField):
        return YES if value else NO
    if isinstance(value, Decimal | int):
        return Figure(Decimal(value), 0)
    return str(field.prepare_value(value) if value is not None else "")


def as_text(cell: Cell) -> str:
    """As a form is typed: what `write` puts into a cell and what `Table.text` reads from it are the same."""
    return short(cell.value) if isinstance(cell, Figure) else cell


def read(field: forms.Field, text: str) -> Any:
    """What a form is given for the text of a cell; Unreadable where no choice is called so."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        names = [part for part in re.split(r"[;\n]", text) if part.strip()]
        return [_named(field, name) for name in names]
    if isinstance(field, forms.ModelChoiceField):
        return _named(field, text) if text else ""
    if isinstance(field, forms.ChoiceField):
        return _chosen(field, text)
    if isinstance(field, forms.BooleanField):
        return "on" if plain(text) == YES else ""
    return text


def kept(field: forms.Field, value: Any, text: str) -> Any:
    """What a form is given for a cell that was not touched: names need not be looked up again."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return [one.pk for one in value]
    if isinstance(field, forms.ModelChoiceField):
        return "" if value is None else value.pk
    return read(field, text)


def choices_of(field: forms.Field) -> list[str]:
    """The words a list offers; none where anything may be written or several are named."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return []
    if isinstance(field, forms.ModelChoiceField):
        return [str(row.name) for row in _rows(field)]
    if isinstance(field, forms.ChoiceField):
        return [label for value, label in _options(field) if value]
    return [YES, NO] if isinstance(field, forms.BooleanField) else []


def short(number: Decimal) -> str:
    """A figure as the forms read it: no thousands, comma for decimals, so that it has one reading only."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".").replace(".", ",") if "." in text else text


def _named(field: forms.ModelChoiceField[Any], name: str) -> int:
    """The one row of this name or code."""
    wanted = plain(name)
    found = [row for row in _rows(field) if wanted in {plain(row.name), plain(row.code) or None}]
    if len(found) > 1:
        raise Unreadable(f"Beberapa butir bernama ‘{name.strip()}’. Tulis kodenya.")
    if not found:
        raise Unreadable(f"‘{name.strip()}’ tidak dikenal. Tulis nama atau kodenya seperti tercatat.")
    return int(found[0].pk)


def _rows(field: forms.ModelChoiceField[Any]) -> list[Any]:
    return [] if field.queryset is None else list(field.queryset)


def _options(field: forms.ChoiceField) -> list[tuple[str, str]]:
    return [(str(value), str(label)) for value, label in list(field.choices)]  # type: ignore[arg-type]


def _chosen(field: forms.ChoiceField, text: str) -> str:
    for value, label in _options(field):
        if plain(text) in {plain(label), plain(value)}:
            return value
    known = ", ".join(choices_of(field))
    raise Unreadable(f"‘{text}’ bukan pilihan. Pilih salah satu: {known}.")
