"""What an uploaded form would change, before anything is stored: each cell with the old and the new, and what forbids it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from kinerja.common.numbers import ReadingCode, format_number
from kinerja.documents.entry_columns import COLUMNS, FIGURES, INPUTS, PLACES, said_place
from kinerja.importers.sheets.fitness import problems_of
from kinerja.importers.sheets.paper import Carried, Paper
from kinerja.importers.sheets.posting import OTHER, READING, post_of, reading_of, rest_of, said
from kinerja.indicators.arithmetic import achievement
from kinerja.indicators.ratios import legible
from kinerja.submissions.forms.entry import Clash, Read, name_of, read_row, read_sheet, rendered, was_written
from kinerja.submissions.rows.checks import SETTLING, entry_warnings, shown
from kinerja.submissions.rows.row import Row

NONE = "kosong"
_HEADINGS = {column.key: column.heading for column in COLUMNS}
_KEYS = {"no_data": "no_data_reason"}  # the box of the sheet is no column of the form
_REASON = f"isi kolom ‘{_HEADINGS['no_data_reason']}’"
_WORDS = {
    "pilih ‘Tidak ada data’ dan tulis alasannya": _REASON,
    "pilih ‘Tidak ada data’": _REASON,
    "buka Keterangan lalu centang ‘Tidak ada data’": _REASON,
}


@dataclass(frozen=True)
class Difference:
    """One cell that would change; `remarks` are warnings and the achievement that would follow."""

    place: str
    label: str
    old: str
    new: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """What is wrong with a cell, and what stands in it."""

    key: str
    place: str
    label: str
    text: str
    sentence: str


@dataclass(frozen=True)
class Doubt:
    """A text that can be read as two numbers: the name of the choice, both readings, and whether the second is chosen."""

    name: str
    sentence: str
    literal: str
    other: str
    is_other: bool


@dataclass(frozen=True)
class Item:
    """One row of the form that brings something."""

    row: Row
    carried: Carried
    findings: tuple[Finding, ...] = ()
    differences: tuple[Difference, ...] = ()
    clash: Clash | None = None
    doubt: Doubt | None = None


@dataclass(frozen=True)
class Review:
    """All of them, in the order of the sheet. `stray` rows of the workbook belong to no row of the sheet."""

    paper: Paper
    items: tuple[Item, ...]

    @cached_property
    def wrong(self) -> list[Item]:
        return [item for item in self.items if item.findings]

    @cached_property
    def clashing(self) -> list[Item]:
        return [item for item in self.items if item.clash]

    @cached_property
    def doubtful(self) -> list[Item]:
        return [item for item in self.items if item.doubt]

    @cached_property
    def ready(self) -> list[Item]:
        """Rows that can be saved; of those that collide, the ones for which a choice is made."""
        return [item for item in self.items if not item.findings]

    @property
    def changes(self) -> int:
        return sum(len(item.differences) for item in self.ready)

    @property
    def findings(self) -> list[tuple[str, str]]:
        """Everything that is wrong: (address, sentence)."""
        cells = [(finding.place, finding.sentence) for item in self.wrong for finding in item.findings]
        return [*cells, *self.paper.stray]

    @property
    def is_open(self) -> bool:
        """Whether something is left that was not, or cannot be, saved."""
        return bool(self.findings or self.clashing)


def review_of(paper: Paper, rows: list[Row], answers: Mapping[str, str] | None = None) -> Review:
    """Compare a form with the rows as they are now."""
    answers = answers or {}
    reads = {read.row.pk: read for read in read_sheet(rows, post_of(paper, rows, answers))}
    carried = [(row, paper.rows[row.pk]) for row in rows if row.pk in paper.rows]
    items = [_item(row, line, reads.get(row.pk), answers) for row, line in carried]
    return Review(paper, tuple(item for item in items if item.findings or item.differences or item.clash))


def _item(row: Row, carried: Carried, read: Read | None, answers: Mapping[str, str]) -> Item:
    told = _told(row, carried, read, answers)
    if read is None or told:
        findings = (_found(row, carried, key, told[key]) for key in sorted(told, key=PLACES.__getitem__))
        return Item(row, carried, tuple(findings))
    names = _changed(row, read)
    final = next((name for name in reversed(names) if name in {"value", "numerator", "denominator"}), "")
    differences = tuple(
        _difference(row, carried, read, name, last=name == final and read.clash is None) for name in names
    )
    doubt = _doubt(row, carried, answers) if "value" in names and read.clash is None else None
    return Item(row, carried, (), differences, read.clash, doubt)


def _told(row: Row, carried: Carried, read: Read | None, answers: Mapping[str, str]) -> dict[str, str]:
    """By column what is wrong with a row: what cannot be read at all, and what the sheet would refuse of the rest."""
    unfit = problems_of(row, carried)
    rest = read or read_row(row, rest_of(row, carried, answers, without=unfit))
    return {_key(problem.anchor): problem.sentence for problem in rest.problems} | unfit


def _found(row: Row, carried: Carried, key: str, sentence: str) -> Finding:
    cell = carried.cells.get(key)
    text = said(key, cell) if cell else ""
    sentence = sentence.removeprefix(f"‘{row.name}’: ")
    for on_screen, here in _WORDS.items():
        sentence = sentence.replace(on_screen, here)
    return Finding(key, said_place(carried.number, key), _HEADINGS[key], text, sentence)


def _key(anchor: str) -> str:
    name = anchor.rpartition("-")[0]
    return _KEYS.get(name, name)


def _changed(row: Row, read: Read) -> list[str]:
    """The columns that would change; an equal value in other letters is no change."""
    keys = [column.key for column in INPUTS]
    if read.clash is None:
        return [key for key in keys if key in read.changes and read.changes[key] != getattr(row.figure, key)]
    now = rendered(row)
    return [
        key
        for key in keys
        if read.typed[key] != now[key] and not was_written(read.seen, key, read.typed[key])
    ]


def _difference(row: Row, carried: Carried, read: Read, key: str, *, last: bool) -> Difference:
    new = read.typed[key]
    if key in FIGURES and key in read.changes:
        figure = read.changes[key]
        new = shown(figure, row.figure.definition) if key == "value" else format_number(figure)
    remarks = tuple(_remarks(row, read.changes)) if last else ()
    old = rendered(row)[key]
    return Difference(said_place(carried.number, key), _HEADINGS[key], old or NONE, new or NONE, remarks)


def _remarks(row: Row, changes: Mapping[str, Any]) -> Iterator[str]:
    """What would follow from a new value: the quotient, the achievement, and what looks odd."""
    figure, definition = row.figure, row.figure.definition
    value = changes.get("value", figure.value)
    if row.ratio:
        parts = [changes.get(name, getattr(figure, name)) for name in ("numerator", "denominator")]
        value = row.ratio.value(*parts)
        if value is not None:
            yield f"Realisasi menjadi {shown(legible(value, definition), definition)}."
    result = achievement(row.case.target, value, definition["formula"], definition["zero_policy"])
    if result.value is not None:
        yield f"Capaian {format_number(result.value, 2)}%."
    texts = [changes.get(name, getattr(figure, name)) for name in SETTLING]
    for flag in entry_warnings(replace(row.case, value=value, no_data=False, explained=any(texts))):
        yield f"{flag.sentence} {flag.advice}".strip()


def _doubt(row: Row, carried: Carried, answers: Mapping[str, str]) -> Doubt | None:
    reading = reading_of(row, carried.cells["value"])
    if reading is None or reading.code != ReadingCode.DOUBTFUL:
        return None
    name, text = name_of(READING, row), carried.cells["value"].text
    readings = format_number(reading.value), format_number(reading.alternative)
    sentence = f"‘{text}’ pada {said_place(carried.number, 'value')} dapat dibaca dua cara."
    return Doubt(name, sentence, *readings, answers.get(name) == OTHER)
