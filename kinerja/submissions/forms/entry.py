"""Reading a posted sheet: what was typed in each row, what of it is new, what cannot be read, and what collides.

Not a Django form: a row knows what the server had written into it, and only what differs from that is read at all,
else a form without scripts would raise old doubts again and fill the ledger.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.http import QueryDict

from kinerja.common.numbers import MAX_WHOLE_DIGITS, Reading, ReadingCode, format_number, parse, storable
from kinerja.common.typed import tidy
from kinerja.indicators.arithmetic import achievement
from kinerja.submissions.entry.filling import RowInput
from kinerja.submissions.forms.parts import PARTS, read_parts, written
from kinerja.submissions.rows.derived import FIELDS, NUMBERS, numbers_of
from kinerja.submissions.rows.row import Row

REASON_LENGTH = 250
MINE, THEIRS = "mine", "theirs"
_TICKED = "1"


@dataclass(frozen=True)
class Problem:
    """Why a row was not saved: the id of the input it concerns and a sentence that says what to do."""

    anchor: str
    sentence: str


@dataclass(frozen=True)
class Clash:
    """A row somebody else changed meanwhile: triples of (what, theirs, mine), and a mark of their words."""

    fields: tuple[tuple[str, str, str], ...]
    mark: str


@dataclass(frozen=True)
class Read:
    """One posted row. `typed` is given back to the page where the row was not saved; `changes` is what to save."""

    row: Row
    seen: str
    typed: Mapping[str, str]
    changes: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    clash: Clash | None = None
    reading: Reading | None = None

    @property
    def readable(self) -> bool:
        return not self.problems and self.clash is None

    @property
    def input(self) -> RowInput:
        return RowInput(self.row.pk, self.row.figure.version, self.changes)

    @property
    def doubtful(self) -> bool:
        return self.reading is not None and self.reading.code == ReadingCode.DOUBTFUL


def read_sheet(rows: Iterable[Row], post: QueryDict) -> list[Read]:
    """Every row that was on the posted page; rows a filter had hidden are not touched."""
    return [read_row(row, post) for row in rows if f"version-{row.pk}" in post]


def read_row(row: Row, post: Mapping[str, Any]) -> Read:
    """What this row brings: its new texts, or why it cannot be saved."""
    seen, typed = post.get(f"version-{row.pk}", ""), _typed(row, post)
    now = rendered(row)
    mine = {
        name: text
        for name, text in typed.items()
        if _mark(text) != _seen(seen, name) and not _says(row, name, text, now[name])
    }
    if not mine:
        return Read(row, seen, typed)
    theirs = [name for name in mine if _mark(now[name]) != _seen(seen, name)]
    choice, _, mark = post.get(f"choice-{row.pk}", "").partition(".")
    clash = _clash(theirs, now, typed)
    if clash is not None and mark == clash.mark:
        mine = mine if choice == MINE else {name: mine[name] for name in mine if name not in theirs}
        clash = None
    if clash is not None:
        return Read(row, seen, typed, clash=clash)
    return _understood(row, seen, typed, mine)


def rendered(row: Row) -> dict[str, str]:
    """What the page writes into the inputs of a row, by field."""
    figure = row.figure
    texts = {name: getattr(figure, name) for name in FIELDS if name not in {*NUMBERS, "no_data"}}
    return {
        "value": row.text,
        **{name: written(getattr(figure, name)) for name in PARTS},
        "no_data": _TICKED if figure.no_data else "",
        **{n: tidy(t) for n, t in texts.items()},
    }


def version_of(row: Row, seen: Mapping[str, str] = MappingProxyType({})) -> str:
    """The version of a row as its page saw it, with a mark of each text: "7.3f2a….…".

    `seen` names the texts that stood there where these are not the present ones.
    """
    marks = {**rendered(row), **seen}
    return ".".join([str(row.figure.version), *(_mark(marks[name]) for name in FIELDS)])


def was_written(version: str, field_name: str, text: str) -> bool:
    """Whether the page of this version had this text in this input."""
    return _seen(version, field_name) == _mark(tidy(text))


def name_of(field_name: str, row: Row) -> str:
    """Name and id of an input: "value-12"."""
    return f"{field_name}-{row.pk}"


def _typed(row: Row, post: Mapping[str, Any]) -> dict[str, str]:
    """The posted texts; a box that is not ticked is not posted, any other absent input counts as untouched."""
    now = rendered(row)
    texts = {name: tidy(post.get(name_of(name, row), now[name])) for name in FIELDS}
    texts |= {name: now[name] for name in set(NUMBERS) - set(numbers_of(row.figure.definition))}
    texts["no_data"] = _TICKED if post.get(name_of("no_data", row)) else ""
    if post.get("use_alternative") == str(row.pk) and (other := alternative(row)):
        texts["value"] = other
    return texts


def alternative(row: Row) -> str:
    """The other reading of a doubtful value as text ("1,25" for 1.250); "" where there is none."""
    other = second_look(row).alternative
    return "" if row.choices or other is None else f"{other:f}".replace(".", ",")


def second_look(row: Row) -> Reading:
    """The saved value read once more as people write it, so that a doubt about it can be told on any later page."""
    return _read(row, format_number(row.figure.value))


def _says(row: Row, name: str, text: str, now: str) -> bool:
    """Whether a text says what stands there already: "98,7" is the figure that is written 98,70."""
    if text == now or name != "value" or row.choices:
        return text == now
    reading = _read(row, text)
    return bool(now) and reading.saveable and reading.value == row.figure.value


def _understood(row: Row, seen: str, typed: Mapping[str, str], mine: Mapping[str, str]) -> Read:
    changes: dict[str, Any] = {name: mine[name] for name in mine if name not in {*NUMBERS, "no_data"}}
    reading = None if row.choices or "value" not in mine else _read(row, mine["value"])
    problems = _figures(row, mine, reading, changes)
    if "no_data" in mine:
        changes["no_data"] = bool(mine["no_data"])
    if not problems:
        problems += _no_data_problems(row, typed)
    if not problems and not typed["no_data"] and typed["no_data_reason"]:
        # A value has taken the place of "tidak ada data": its reason would contradict it. The ledger keeps it.
        changes["no_data_reason"] = ""
    return Read(row, seen, typed, changes, tuple(problems), None, reading)


def _figures(
    row: Row, mine: Mapping[str, str], reading: Reading | None, changes: dict[str, Any]
) -> list[Problem]:
    """Put the figures that were typed into the changes; returns what cannot be saved."""
    problems: list[Problem] = []
    if "value" in mine:
        changes["value"], sentence = _value(row, mine["value"], reading)
        problems += [Problem(name_of("value", row), sentence)] if sentence else []
    parts = read_parts(row, mine)
    changes |= parts.figures
    problems += [Problem(name_of(name, row), sentence) for name, sentence in parts.problems.items()]
    if row.ratio and not problems and (sentence := _too_far(row, parts.value)):
        problems.append(Problem(name_of("numerator", row), f"‘{row.name}’: {sentence}"))
    return problems


def _read(row: Row, text: str) -> Reading:
    return parse(text, unit=row.measure, decimals=row.figure.definition["decimals"])


def _value(row: Row, text: str, reading: Reading | None) -> tuple[Decimal | None, str]:
    """The value of a typed text and, where it cannot be saved, the sentence that names the row."""
    if reading is not None:
        sentence = reading.sentence if not reading.saveable else _too_far(row, reading.value)
        return reading.value, f"‘{row.name}’: {sentence}" if sentence else ""
    if not text:
        return None, ""
    if text in row.choices:
        return Decimal(row.figure.definition["scale"][text]), ""
    return None, f"‘{row.name}’: Pilih salah satu: {', '.join(row.choices)}."


def _too_far(row: Row, value: Decimal | None) -> str:
    """A slip of the keyboard may pass as a figure while its percentage fits no column of the database."""
    definition = row.figure.definition
    result = achievement(row.case.target, value, definition["formula"], definition["zero_policy"]).value
    if result is None or storable(result).adjusted() < MAX_WHOLE_DIGITS:
        return ""
    return "Periksa banyaknya angka; capaiannya terlalu jauh dari target untuk dihitung."


def _no_data_problems(row: Row, typed: Mapping[str, str]) -> list[Problem]:
    """Zero, empty and "tidak ada data" are three different things; the last owes its reason."""
    reason = name_of("no_data_reason", row)
    if len(typed["no_data_reason"]) > REASON_LENGTH:
        return [
            Problem(reason, f"Ringkas alasan untuk ‘{row.name}’ menjadi paling banyak {REASON_LENGTH} huruf.")
        ]
    figures = [name for name in numbers_of(row.figure.definition) if name != "spent"]
    entered = next((name for name in figures if typed[name]), "")
    if not typed["no_data"]:
        if typed["no_data_reason"] and not entered:
            sentence = f"Centang ‘Tidak ada data’ untuk ‘{row.name}’, atau kosongkan alasannya."
            return [Problem(name_of("no_data", row), sentence)]
        return []
    if entered:
        what = " dan ".join(LABELS[name].lower() for name in figures)
        sentence = f"Kosongkan {what} ‘{row.name}’, atau hapus centang ‘Tidak ada data’."
        return [Problem(name_of(entered, row), sentence)]
    if not typed["no_data_reason"]:
        return [Problem(reason, f"Tulis alasan mengapa tidak ada data untuk ‘{row.name}’.")]
    return []


def _clash(names: list[str], now: Mapping[str, str], typed: Mapping[str, str]) -> Clash | None:
    if not names:
        return None
    told = tuple((LABELS[name], _said(name, now[name]), _said(name, typed[name])) for name in names)
    return Clash(told, _mark("\n".join(now[name] for name in names)))


def _said(name: str, text: str) -> str:
    if name == "no_data":
        return "ya" if text else "tidak"
    return text or "kosong"


def _seen(version: str, name: str) -> str:
    """The mark this field had when the page was made; "" where that cannot be read: then the row collides, and asks."""
    marks = version.split(".")[1:]
    return marks[FIELDS.index(name)] if len(marks) == len(FIELDS) else ""


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


LABELS = {
    "value": "Realisasi",
    "numerator": "Pembilang",
    "denominator": "Penyebut",
    "spent": "Realisasi anggaran",
    "no_data": "Tidak ada data",
    "no_data_reason": "Alasan tidak ada data",
    "explanation": "Penjelasan",
    "helped": "Faktor pendorong",
    "hindered": "Faktor penghambat",
    "follow_up": "Tindak lanjut",
}
