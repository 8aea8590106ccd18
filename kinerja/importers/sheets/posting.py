"""A filled form as its sheet would have posted it: from here on the same reading, the same checks, the same writer."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.http import QueryDict

from kinerja.common.numbers import Reading, ReadingCode, format_number, parse, undoubtful
from kinerja.documents.entry_cells import Form, Found
from kinerja.documents.entry_columns import INPUTS
from kinerja.documents.entry_data import plain
from kinerja.importers.sheets.paper import Carried, Paper
from kinerja.submissions.checks import shown
from kinerja.submissions.forms.entry import name_of, rendered, was_written
from kinerja.submissions.rows import Row

CHOICE, READING, OTHER = "choice", "reading", "other"


def post_of(paper: Paper, rows: Iterable[Row], answers: Mapping[str, str]) -> QueryDict:
    """The inputs of every row that can be read; `answers` are the choices made on the page of the differences."""
    post = QueryDict(mutable=True)
    for row in rows:
        carried = paper.rows.get(row.pk)
        if carried is not None and not carried.problems and not contradiction(carried):
            _post_row(post, row, carried, answers)
    return post


def contradiction(carried: Carried) -> bool:
    """A value and the reason why there is none."""
    return bool(carried.cells["value"].text and carried.cells["no_data_reason"].text)


def _post_row(post: QueryDict, row: Row, carried: Carried, answers: Mapping[str, str]) -> None:
    post[name_of("version", row)] = carried.version
    texts = {column.key: _text(row, column.key, carried) for column in INPUTS}
    reading = reading_of(row, carried.cells["value"])
    if reading is not None:
        texts["value"] = _read(row, reading, texts["value"], answers)
    for key, text in texts.items():
        post[name_of(key, row)] = text
    if texts["no_data_reason"]:
        post[name_of("no_data", row)] = "1"
    if choice := answers.get(name_of(CHOICE, row)):
        post[name_of(CHOICE, row)] = choice


def _read(row: Row, reading: Reading, text: str, answers: Mapping[str, str]) -> str:
    """A typed figure by the reading that was chosen; the very letters of the sheet where it is the figure of now."""
    other = answers.get(name_of(READING, row)) == OTHER and reading.alternative is not None
    value = reading.alternative if other else reading.value
    if value is not None and value == row.figure.value:
        return row.text
    return undoubtful(value) if other and value is not None else text


def reading_of(row: Row, cell: Found) -> Reading | None:
    """How a text in the column of the value is understood; None for a number, and for a predicate."""
    if row.choices or cell.form != Form.TEXT:
        return None
    return parse(cell.text, unit=row.measure, decimals=row.figure.definition["decimals"])


def _text(row: Row, key: str, carried: Carried) -> str:
    """A cell as somebody would have typed it, in the very letters of the sheet where nothing was changed."""
    cell, now = carried.cells[key], rendered(row)[key]
    if cell.form == Form.NUMBER and key == "value":
        return _figure(row, Decimal(cell.text), carried.version)
    text = format_number(Decimal(cell.text)) if cell.form in {Form.NUMBER, Form.PERCENT} else cell.text
    return now if plain(now) == " ".join(text.split()) else text


def _figure(row: Row, value: Decimal, version: str) -> str:
    """A number is never read as a text: it is written so that its text means this number alone."""
    if row.choices:
        return format_number(value)  # the score of a predicate is not for typing
    definition = row.figure.definition
    text = shown(value, definition)
    if text == row.text or was_written(version, "value", text):
        return text
    reading = parse(text, unit=row.measure, decimals=definition["decimals"])
    return text if reading.code == ReadingCode.OK and reading.value == value else undoubtful(value)


def said(row: Row, key: str, cell: Found) -> str:
    """A cell as it is told to a person."""
    if cell.form == Form.NUMBER and key == "value" and not row.choices:
        return format_number(Decimal(cell.text))
    return cell.text
