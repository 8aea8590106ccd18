"""The sheets Sasaran and Indikator: each row goes through the form of its screen, so that the same rules hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet

from kinerja.documents.cells import Grid
from kinerja.importers.plans import words
from kinerja.importers.plans.report import Report
from kinerja.importers.plans.tables import Table, find_table
from kinerja.importers.plans.words import plain
from kinerja.indicators import actions
from kinerja.indicators.models import Indicator, Objective
from kinerja.indicators.office_forms import FIELDS, ObjectiveForm, OfficeIndicatorForm
from sop.offices.models import Office, User

LONG = 10


@dataclass(frozen=True)
class Line:
    """One row of a sheet, with what it is called in the list of changes."""

    table: Table
    row: int
    kind: str
    name_heading: str

    def text(self, heading: str) -> str:
        return self.table.text(self.row, heading)

    def refuse(self, heading: str, sentence: str, report: Report) -> None:
        report.refuse(self.table.grid, self.row, self.table.column(heading), sentence)


def load_objectives(office: Office, grids: dict[str, Grid], report: Report, *, by: User) -> None:
    """Add and change nodes of the tree, in the order of the sheet: a parent stands above its children."""
    names = tuple(ObjectiveForm.Meta.fields)
    for line in _lines(grids, words.OBJECTIVES, ObjectiveForm(office=office), names, (), report):
        known, node = _known(line, Objective.objects.filter(office=office), report)
        if known:
            blank = ObjectiveForm(instance=node, office=office)
            data = _data(line, blank, names, node, report)
            form = ObjectiveForm(data, instance=node, office=office)
            if data is not None and _sound(line, form, report):
                actions.save_objective(form.instance, by=by)


def load_indicators(office: Office, grids: dict[str, Grid], report: Report, *, by: User) -> None:
    """Add and change indicators; one that is no longer used is switched off, never deleted."""
    blank = OfficeIndicatorForm(office=office)
    for line in _lines(grids, words.INDICATORS, blank, FIELDS, (words.IN_USE,), report):
        known, row = _known(line, Indicator.objects.filter(office=office).prefetch_related("units"), report)
        if not known:
            continue
        form = OfficeIndicatorForm(instance=row, office=office)
        data = _data(line, form, FIELDS, row, report)
        bound = OfficeIndicatorForm(data, instance=row, office=office)
        if data is not None and _sound(line, bound, report):
            row = actions.save_indicator(bound.instance, bound.cleaned_data["units"], by=by)
        if row is not None and row.pk:
            _switch(line, row, report, by=by)


def _lines(
    grids: dict[str, Grid],
    sheet: str,
    form: forms.BaseForm,
    names: Sequence[str],
    more: Sequence[str],
    report: Report,
) -> list[Line]:
    headings = [words.ID, *(words.heading(form, name) for name in names), *more]
    table = find_table(grids, sheet, headings, headings[1:], report)
    return [Line(table, row, sheet, words.heading(form, "name")) for row in table.rows()] if table else []


def _known(line: Line, own: QuerySet[Any], report: Report) -> tuple[bool, Any]:
    """Whether the row can be used, and what it is about: named by its ID, else by its name; None for a new one."""
    said = line.text(words.ID)
    if said:
        row = (
            own.filter(pk=int(said)).first()
            if said.isascii() and said.isdigit() and len(said) < LONG
            else None
        )
        if row is None:
            sentence = f"ID ‘{said}’ bukan milik perangkat daerah ini. Kosongkan untuk baris baru."
            line.refuse(words.ID, sentence, report)
        return row is not None, row
    heading = line.name_heading
    same = [row for row in own if plain(row.name) == plain(line.text(heading))]
    if len(same) > 1:
        line.refuse(heading, "Beberapa butir bernama sama. Isi ID-nya seperti pada hasil unduhan.", report)
        return False, None
    return True, same[0] if same else None


def _data(
    line: Line, form: forms.BaseForm, names: Sequence[str], row: Any, report: Report
) -> dict[str, Any] | None:
    """What the form is given; None where the row changes nothing or a cell cannot be read."""
    data: dict[str, Any] = {}
    changed: list[tuple[str, str, str]] = []
    for name in names:
        heading, field = words.heading(form, name), form.fields[name]
        text, value = line.text(heading), words.value_of(row, name) if row else None
        before = words.as_text(words.write(field, value)) if row else ""
        same = plain(text) == plain(before)
        if not same:
            changed.append((heading, before, text))
        with report.at(line.table.grid, line.row, line.table.column(heading)):
            data[name] = words.kept(field, value, text) if row and same else words.read(field, text)
    if not changed or len(data) < len(names):
        return None
    _tell(line, changed, row, report)
    return data


def _tell(line: Line, changed: Sequence[tuple[str, str, str]], row: Any, report: Report) -> None:
    if row is None:
        report.change(f"{line.kind} baru", line.text(line.name_heading), "", "ditambahkan")
    for heading, before, after in changed if row else ():
        report.change(line.kind, f"{row.name}: {heading}", before, after)


def _sound(line: Line, form: forms.BaseForm, report: Report) -> bool:
    """The rules of the screen; each refusal at the cell of its field."""
    for name, sentences in form.errors.items():
        heading = words.heading(form, name) if name in form.fields else line.name_heading
        for sentence in sentences:
            line.refuse(heading, str(sentence), report)
    return not form.errors


def _switch(line: Line, indicator: Indicator, report: Report, *, by: User) -> None:
    said = plain(line.text(words.IN_USE)) or words.YES
    if said not in {words.YES, words.NO}:
        line.refuse(words.IN_USE, "Tulis ya atau tidak.", report)
    elif (said == words.YES) != indicator.active:
        was = words.YES if indicator.active else words.NO
        report.change(line.kind, f"{indicator.name}: {words.IN_USE}", was, said)
        actions.set_active(indicator, active=said == words.YES, by=by)
