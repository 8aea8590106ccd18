"""Workbooks: the form of a unit made and read, as multiples of one of a tenth of its rows."""

import dataclasses
from collections.abc import Iterator
from itertools import cycle, islice

from kinerja.documents.entry_book import entry_workbook
from kinerja.documents.entry_cells import read_entry_book
from kinerja.documents.entry_data import EntryBook
from kinerja.management.benchmark.timing import Line, least_cpu
from kinerja.management.benchmark.world import World
from kinerja.management.demo.walker import walk
from kinerja.submissions.desk import entry_desk
from kinerja.submissions.entry.sheet_book import book_of
from kinerja.submissions.rows.sheet import rows_of

FILL_STEP = 4
ROWS, TENFOLD, LINEAR = 300, 10, 14


def lines(world: World) -> Iterator[Line]:
    """3,000 rows may take 3 s to make and 2 s to read."""
    submission = walk(world.begin(), FILL_STEP, guide=world.guide)
    desk = entry_desk(world.people[f"pengolah-data-{world.unit.code}"], submission.pk, world.unit.pk)
    book = book_of(desk, rows_of(desk.submission, unit=world.unit.pk))
    small, large = _grown(book, ROWS), _grown(book, ROWS * TENFOLD)
    made = least_cpu(lambda: entry_workbook(large), rounds=3, warm_up=1)
    base = least_cpu(lambda: entry_workbook(small), rounds=3, warm_up=1)
    yield Line("form of 3,000 rows against 300, made", made / base, LINEAR, f"{made:.2f} s of 3 s")
    base, read = _reading(entry_workbook(small)), _reading(entry_workbook(large))
    yield Line("form of 3,000 rows against 300, read", read / base, LINEAR, f"{read:.2f} s of 2 s")


def _reading(content: bytes) -> float:
    return least_cpu(lambda: read_entry_book(content), rounds=3, warm_up=1)


def _grown(book: EntryBook, size: int) -> EntryBook:
    """The same rows over and over."""
    return dataclasses.replace(
        book, rows=list(islice(cycle(book.rows), size)), meta=list(islice(cycle(book.meta), size))
    )
