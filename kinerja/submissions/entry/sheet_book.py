"""The form of a unit as a workbook that is filled outside and loaded back: its cells, its identity and its seal.

Nothing that lasts depends on the seal: with another key, a form that was given out is only refused and fetched anew.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.signing import Signer
from django.utils.crypto import constant_time_compare

from kinerja.common.headings import heading
from kinerja.documents.entry_columns import FIGURES, INPUTS, LOCKED
from kinerja.documents.entry_data import BookRow, Content, EntryBook, plain
from kinerja.documents.parts import Amount
from kinerja.periods.queries import full_name
from kinerja.submissions.desk import Desk
from kinerja.submissions.entry.sheet_paper import TITLE, target_of
from kinerja.submissions.forms.entry import version_of
from kinerja.submissions.papers.report import stationery
from kinerja.submissions.rows.derived import numbers_of
from kinerja.submissions.rows.row import Row

# Forms that are out in the offices were sealed under this name; it stays whatever the module is called.
SALT = "kinerja.submissions.sheet_book"
Meta = tuple[str, str, str]


@dataclass(frozen=True)
class Typed:
    """What somebody has put into the inputs of a row since its `version`, and what is wrong with it, by key."""

    version: str
    cells: Mapping[str, Content]
    marks: Mapping[str, str] = field(default_factory=dict)


def book_of(
    desk: Desk,
    rows: Iterable[Row],
    *,
    typed: Mapping[int, Typed] | None = None,
    findings: Sequence[tuple[str, str]] = (),
) -> EntryBook:
    """The form as it stands, or with what was `typed` into it and is given back with its marks."""
    typed, rows = typed or {}, list(rows)
    made = [_book_row(row, typed.get(row.pk)) for row in rows]
    meta = [
        (str(row.pk), typed[row.pk].version if row.pk in typed else version_of(row), locks(book_row.cells))
        for row, book_row in zip(rows, made, strict=True)
    ]
    identity = identity_of(desk)
    office = desk.submission.run.office
    return EntryBook(
        office=stationery(office),
        author=office.name,
        titles=(TITLE.upper(), called(desk)),
        rows=made,
        identity=identity,
        seal=seal_of(identity, meta),
        meta=meta,
        findings=findings,
    )


def identity_of(desk: Desk) -> str:
    """What a workbook belongs to; its words are only for telling a person."""
    return json.dumps(
        {"submission": desk.submission.pk, "unit": desk.unit.pk, "called": called(desk)}, ensure_ascii=False
    )


def called(desk: Desk) -> str:
    """Such as "Bidang 1, Triwulan III 2026 (Juli–September), Dinas Dukcapil"."""
    return f"{desk.unit.name}, {full_name(desk.submission.period)}, {desk.submission.run.office.name}"


def seal_of(identity: str, meta: Iterable[Meta]) -> str:
    """Over the identity and every row's id, version and locked cells."""
    return Signer(salt=SALT).signature("\n".join([identity, *("\t".join(line) for line in meta)]))


def is_sealed(identity: str, meta: Iterable[Meta], seal: str) -> bool:
    return constant_time_compare(seal_of(identity, meta), seal)


def locks(cells: Mapping[str, Content]) -> str:
    """A mark of each locked cell, in the order of the columns."""
    return ".".join(lock(plain(cells.get(column.key))) for column in LOCKED)


def lock(text: str) -> str:
    """The mark of one cell by its plain content."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def inputs_of(row: Row) -> dict[str, Content]:
    """What stands in the inputs of a row; a predicate by its label."""
    contents: dict[str, Content] = {}
    for column in INPUTS:
        value = getattr(row.figure, column.key)
        contents[column.key] = row.text if column.key == "value" and row.choices else value
    return contents


def _book_row(row: Row, typed: Typed | None) -> BookRow:
    locked: dict[str, Content] = {
        "number": Decimal(row.number),
        "name": row.name,
        "measure": row.measure,
        "target": target_of(row),
        "before": _before(row),
        "objective": heading(row.level, row.objective),
        "formula": row.formula,
        "ceiling": row.budget.ceiling if row.budget else None,
    }
    definition = row.figure.definition
    return BookRow(
        id=row.pk,
        cells={**locked, **(typed.cells if typed else inputs_of(row))},
        decimals=definition["decimals"],
        formula=definition["formula"],
        choices=tuple(row.choices),
        marks=typed.marks if typed else {},
        closed=frozenset(FIGURES) - frozenset(numbers_of(definition)),
        factor=row.ratio.factor if row.ratio else None,
    )


def _before(row: Row) -> Content:
    if row.choices or row.before is None:
        return row.before_text
    return Amount(row.before.value, decimals=row.figure.definition["decimals"], missing="")
