"""One entry of a fixture becomes one row: its values read, its references followed, its rules checked."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from sop.procedures.files import Entry
from sop.procedures.findings import Finding, Level
from sop.procedures.keys import MODELS, SHEET, Key, plain

Follow = Callable[[str, Key], models.Model | None]
FLOW_COLUMN = "Alur"


class Refused(Exception):
    """The entry cannot become a row; `findings` says why (none where the cause was reported elsewhere)."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(len(findings))
        self.findings = findings


def check_fields(entry: Entry) -> None:
    """Refuse fields that the model does not have, references left out, and values of another kind."""
    fields = {field.name: field for field in _fields(entry)}
    known = ", ".join(fields)
    findings = [
        complaint(entry, "", f"Isian ‘{name}’ tidak dikenal.", f"Yang ada: {known}.")
        for name in entry.fields
        if name not in fields
    ]
    for field in fields.values():
        findings += _kind(entry, field)
    if findings:
        raise Refused(findings)


def _kind(entry: Entry, field: models.Field[Any, Any]) -> Iterator[Finding]:
    value = entry.fields.get(field.name)
    if isinstance(field, models.ForeignKey):
        if value is None and not field.null:
            yield complaint(entry, field.name, f"{_capital(field.verbose_name)} wajib diisi.")
    elif field.name not in entry.fields:
        return
    elif _is_text(field) and not isinstance(value, str) and field.name not in entry.written:
        yield complaint(entry, field.name, f"‘{value}’ bukan teks.", "Tulis nilainya di antara tanda kutip.")
    elif field.name == "labels" and not _is_labels(value):
        yield complaint(entry, field.name, "Label tercetak harus berupa pasangan kunci dan teks.")


def _is_text(field: models.Field[Any, Any]) -> bool:
    return isinstance(field, models.CharField | models.TextField)


def _is_labels(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in (*value, *value.values()))


def apply(entry: Entry, row: models.Model, follow: Follow) -> dict[str, tuple[Any, Any]]:
    """Write the values of the entry on the row; gives what changed as {field: (before, after)}.

    A field of the sheet that the entry leaves out takes its default: the file says the whole sheet. Staffing keeps it.
    """
    refusals: list[Refused] = []
    changed: dict[str, tuple[Any, Any]] = {}
    for field in _fields(entry):
        if field.name not in entry.fields and not isinstance(row, SHEET):
            continue
        before = getattr(row, field.attname)
        try:
            setattr(row, field.name, _value(entry, field, follow))
        except Refused as refused:
            refusals.append(refused)
            continue
        after = getattr(row, field.attname)
        if before != after:
            changed[field.name] = (before, after)
    if refusals:
        raise Refused([finding for refused in refusals for finding in refused.findings])
    return changed


def check_rules(entry: Entry, row: models.Model) -> None:
    """Refuse what the model refuses: length, choices, uniqueness, constraints, `clean()`."""
    try:
        row.full_clean()
    except ValidationError as problem:
        raise Refused(list(_worded(entry, problem))) from problem


def complaint(entry: Entry, name: str, sentence: str, advice: str = "") -> Finding:
    """An error at this entry; `name` is the field it is about."""
    return Finding(Level.ERROR, _step(entry), _column(entry, name), sentence, advice, entry.place)


def _fields(entry: Entry) -> list[models.Field[Any, Any]]:
    fields: list[models.Field[Any, Any]] = [
        field for field in MODELS[entry.model]._meta.concrete_fields if not field.primary_key
    ]
    return fields


def _step(entry: Entry) -> str:
    """The row of the sheet an entry belongs to: its own place, or the last part of the key of its step."""
    if entry.model == "sop.step":
        return str(entry.fields.get("position", ""))
    key = entry.fields.get("step", entry.fields.get("source"))
    return str(key[-1]) if isinstance(key, list) and key else ""


def _column(entry: Entry, name: str) -> str:
    if entry.model == "sop.flow":
        return FLOW_COLUMN
    field = next((field for field in _fields(entry) if field.name == name), None)
    return str(field.verbose_name) if field else ""


def _value(entry: Entry, field: models.Field[Any, Any], follow: Follow) -> Any:
    if field.name not in entry.fields:
        return field.get_default()
    value = entry.fields[field.name]
    if _is_text(field) and not isinstance(value, str):
        # YAML reads 1. as a number, NO as false and 2025-01-15 as a date: what is printed are the letters.
        value = entry.written[field.name]
    if isinstance(field, models.ForeignKey):
        return _reference(entry, field, value, follow)
    try:
        return field.to_python(value)
    except (ValidationError, OverflowError) as problem:  # .inf is a number of YAML, but of no field
        sentence = f"‘{value}’ tidak dapat dibaca sebagai {field.verbose_name}."
        raise Refused([complaint(entry, field.name, sentence)]) from problem


def _reference(
    entry: Entry, field: models.ForeignKey[Any, Any], value: Any, follow: Follow
) -> models.Model | None:
    if value is None:
        return None
    if not isinstance(value, list):
        sentence = f"Rujukan ‘{value}’ harus ditulis sebagai daftar, mis. [kode-perangkat-daerah, …]."
        raise Refused([complaint(entry, field.name, sentence)])
    row = follow(str(field.related_model._meta.label_lower), plain(value))
    if row is None:
        words = ", ".join(str(part) for part in value)
        sentence = f"{_capital(field.verbose_name)} [{words}] tidak ada, di berkas ini maupun di aplikasi."
        raise Refused([complaint(entry, field.name, sentence, "Periksa ejaan dan nomornya.")])
    return row


def _worded(entry: Entry, problem: ValidationError) -> Iterator[Finding]:
    """Complaints of Django in our own words; those of our own rules as they are."""
    for name, errors in problem.error_dict.items():
        field = "" if name == NON_FIELD_ERRORS else name
        for error in errors:
            yield complaint(entry, field, _sentence(entry, field, error))


def _sentence(entry: Entry, name: str, error: ValidationError) -> str:
    params = error.params or {}
    limit = params.get("limit_value")
    match error.code:
        case "blank" | "null":
            return "Wajib diisi."
        case "max_length":
            return f"Terlalu panjang: {params.get('show_value')} huruf, paling banyak {limit}."
        case "min_value" | "max_value":
            return f"‘{entry.fields.get(name)}’ di luar batas {limit}."
        case "invalid_choice":
            field = next(field for field in _fields(entry) if field.name == name)
            known = ", ".join(f"‘{value}’" for value, _ in field.flatchoices)
            return f"‘{params.get('value')}’ tidak dikenal. Pilih dari: {known}."
        case "invalid":
            return f"‘{entry.fields.get(name)}’ tidak dapat dipakai di sini."
        case _:
            return " ".join(error.messages)


def _capital(text: Any) -> str:
    words = str(text)
    return words[:1].upper() + words[1:]
