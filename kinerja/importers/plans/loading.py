"""A workbook is tried out whole, shown, and only then stored: all of it or nothing."""

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core import signing
from django.db import transaction

from kinerja.documents.cells import Grid, read_book
from kinerja.documents.packed import UnreadableBook
from kinerja.importers.plans import words
from kinerja.importers.plans.definitions import load_indicators, load_objectives
from kinerja.importers.plans.report import Report
from kinerja.importers.plans.targets import load_targets
from kinerja.importers.plans.words import plain
from kinerja.indicators.actions import hold
from kinerja.indicators.errors import StalePlan
from sop.offices.models import Office, User

SALT = "kinerja.importers.plans"
LASTS = 4 * 60 * 60
READ = {plain(name) for name in (words.OBJECTIVES, words.INDICATORS, words.TARGETS)}
NO_SHEETS = (
    "Berkas tidak memuat lembar Sasaran, Indikator, atau Target. Unduh berkasnya dari halaman ini, lalu isi."
)


@dataclass(frozen=True)
class Book:
    """The sheets of an uploaded file that are read, on their way from the check to the decision."""

    name: str
    grids: dict[str, Grid]


def open_book(name: str, data: bytes) -> Book:
    """The sheets we know; UnreadableBook where there are none or the file is not safe."""
    grids = {key: grid for key, grid in read_book(data).items() if key in READ}
    if not grids:
        raise UnreadableBook(NO_SHEETS)
    return Book(name, grids)


def examine(book: Book, office: Office, year: int, *, by: User) -> Report:
    """What storing the workbook would find and change; nothing is kept of it."""
    with transaction.atomic():
        report = _load(book, office, year, by)
        transaction.set_rollback(True)
    return report


@transaction.atomic
def store(book: Book, office: Office, year: int, *, agreed: str, by: User) -> Report:
    """Store what was shown; StalePlan where the plan has changed since, so that it would do something else."""
    report = _load(book, office, year, by)
    if digest(report) != agreed or not report.clean:
        raise StalePlan
    return report


def digest(report: Report) -> str:
    """A short name of everything a report says."""
    return hashlib.sha256(repr((report.findings, report.changes)).encode()).hexdigest()


def seal(book: Book, office: Office, year: int, agreed: str, user: User) -> str:
    sheets = {key: _packed(grid) for key, grid in book.grids.items()}
    content = {
        "user": user.pk, "office": office.pk, "year": year, "name": book.name, "agreed": agreed, "sheets": sheets,
    }  # fmt: skip
    return signing.dumps(content, salt=SALT, compress=True)


def unseal(sealed: str, office: Office, year: int, user: User) -> tuple[Book, str] | None:
    """The workbook again with what was shown; None where it is too old, altered, or checked for something else."""
    try:
        content = signing.loads(sealed, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    if (content["user"], content["office"], content["year"]) != (user.pk, office.pk, year):
        return None
    grids = {key: _unpacked(sheet) for key, sheet in content["sheets"].items()}
    return Book(content["name"], grids), content["agreed"]


def _load(book: Book, office: Office, year: int, by: User) -> Report:
    hold(office)
    report = Report()
    load_objectives(office, book.grids, report, by=by)
    load_indicators(office, book.grids, report, by=by)
    load_targets(office, year, book.grids, report, by=by)
    return report


def _packed(grid: Grid) -> dict[str, Any]:
    cells = [
        [row, column, text, str(grid.numbers[row, column]) if (row, column) in grid.numbers else None]
        for (row, column), text in grid.cells.items()
    ]
    return {"name": grid.name, "cells": cells}


def _unpacked(sheet: dict[str, Any]) -> Grid:
    grid = Grid(sheet["name"])
    for row, column, text, number in sheet["cells"]:
        grid.cells[row, column] = text
        if number is not None:
            grid.numbers[row, column] = Decimal(number)
    return grid
