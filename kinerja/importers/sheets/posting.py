"""A filled form as its sheet would have posted it: from here on the same reading, the same checks, the same writer."""

from collections.abc import Container, Iterable, Mapping
from decimal import Decimal

from django.http import QueryDict

from kinerja.common.numbers import MAX_DECIMALS, Reading, ReadingCode, format_number, parse, undoubtful
from kinerja.documents.entry_cells import Form, Found
from kinerja.documents.entry_columns import FIGURES
from kinerja.documents.entry_data import plain
from kinerja.importers.sheets.fitness import open_inputs, problems_of
from kinerja.importers.sheets.paper import Carried, Paper
from kinerja.submissions.forms.entry import name_of, rendered, was_written
from kinerja.submissions.forms.parts import MONEY
from kinerja.submissions.rows.checks import shown
from kinerja.submissions.rows.row import Row

CHOICE, READING, OTHER = "choice", "reading", "other"


def post_of(paper: Paper, rows: Iterable[Row], answers: Mapping[str, str]) -> QueryDict:
    """The inputs of every row that can be read; `answers` are the choices made on the page of the differences."""
    post = QueryDict(mutable=True)
    for row in rows:
        carried = paper.rows.get(row.pk)
        if carried is not None and not problems_of(row, carried):
            _post_row(post, row, carried, answers)
    return post


def rest_of(row: Row, carried: Carried, answers: Mapping[str, str], *, without: Container[str]) -> QueryDict:
    """The other inputs of a row in which some cannot be read: only to say what else is wrong with it."""
    post = QueryDict(mutable=True)
    _post_row(post, row, carried, answers, without)
    return post


def _post_row(
    post: QueryDict, row: Row, carried: Carried, answers: Mapping[str, str], without: Container[str] = ()
) -> None:
    post[name_of("version", row)] = carried.version
    keys = [key for key in open_inputs(row) if key not in without]
    texts = {key: _text(row, key, carried, answers) for key in keys}
    for key, text in texts.items():
        post[name_of(key, row)] = text
    if texts.get("no_data_reason"):
        post[name_of("no_data", row)] = "1"
    if choice := answers.get(name_of(CHOICE, row)):
        post[name_of(CHOICE, row)] = choice


def reading_of(row: Row, cell: Found) -> Reading | None:
    """How a text in the column of the value is understood; None for a number, a predicate, and what is computed."""
    if row.ratio or row.choices or cell.form != Form.TEXT:
        return None
    return _parsed(row, "value", cell.text)


def _text(row: Row, key: str, carried: Carried, answers: Mapping[str, str]) -> str:
    """A cell as somebody would have typed it, in the very letters of the sheet where nothing was changed."""
    cell, now = carried.cells[key], rendered(row)[key]
    if key in FIGURES:
        if cell.form == Form.NUMBER:
            return _number(row, key, Decimal(cell.text), carried.version)
        return _typed_number(row, key, cell, answers)
    text = format_number(Decimal(cell.text)) if cell.form in {Form.NUMBER, Form.PERCENT} else cell.text
    return now if plain(now) == " ".join(text.split()) else text


def _number(row: Row, key: str, value: Decimal, version: str) -> str:
    """A number is never read as a text: it is written so that its text means this number alone."""
    if key == "value" and row.choices:
        return format_number(value)  # the score of a predicate is not for typing
    text = shown(value, row.figure.definition) if key == "value" else format_number(value)
    if text == rendered(row)[key] or was_written(version, key, text):
        return text
    reading = _parsed(row, key, text)
    return text if reading.code == ReadingCode.OK and reading.value == value else undoubtful(value)


def _typed_number(row: Row, key: str, cell: Found, answers: Mapping[str, str]) -> str:
    """By the reading that was chosen; the very letters of the sheet where it is the figure of now."""
    if cell.form != Form.TEXT or (key == "value" and row.choices):
        return cell.text
    reading = _parsed(row, key, cell.text)
    other = key == "value" and answers.get(name_of(READING, row)) == OTHER and reading.alternative is not None
    value = reading.alternative if other else reading.value
    if value is not None and value == getattr(row.figure, key):
        return rendered(row)[key]
    return undoubtful(value) if other and value is not None else cell.text


def _parsed(row: Row, key: str, text: str) -> Reading:
    if key == "value":
        return parse(text, unit=row.measure, decimals=row.figure.definition["decimals"])
    return parse(text, unit=MONEY if key == "spent" else "", decimals=MAX_DECIMALS)


def said(key: str, cell: Found) -> str:
    """A cell as it is told to a person."""
    if cell.form == Form.NUMBER and key in FIGURES:
        return format_number(Decimal(cell.text))
    return cell.text
