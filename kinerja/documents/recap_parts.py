"""A recap too long for one drawing: cut into parts of so many lines, drawn one by one, and put together in one file.

WeasyPrint takes a quarter of a megabyte for each line it lays out; part by part that is given back. What is put together is a copy
for convenience: it carries no tags, claims no PDF/A and is never signed.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import ceil

from pypdf import PdfWriter

from kinerja.documents.recap import RecapData, RecapGroup
from kinerja.documents.recap_page import COLUMNS

LINES = 150  # of one part


def rows_in(data: RecapData) -> int:
    """Rows of the recap."""
    return sum(len(group.rows) for group in data.groups)


def lines_in(data: RecapData) -> int:
    """Lines of the drawing: a wide recap stands in several tables with all rows each."""
    return rows_in(data) * _tables(data)


def parts_of(data: RecapData) -> list[RecapData]:
    """The recap in parts that go on counting; means and rules stand in the last. A short one is its only part."""
    most = max(1, LINES // _tables(data))
    chunks = list(_chunks(data.groups, most))
    if len(chunks) <= 1:
        return [data]
    parts, first = [], 1
    for number, groups in enumerate(chunks, start=1):
        last = number == len(chunks)
        part = replace(
            data,
            groups=groups,
            first=first,
            part=f"Bagian {number} dari {len(chunks)}",
            lacking=data.lacking if number == 1 else (),
            means=data.means if last else (),
            rules=data.rules if last else (),
        )
        parts.append(part)
        first += rows_in(part)
    return parts


def put_together(title: str, author: str, drawn: Iterable[bytes]) -> bytes:
    """One file of these, each with a bookmark."""
    writer = PdfWriter()
    for number, content in enumerate(drawn, start=1):
        writer.append(io.BytesIO(content), outline_item=f"Bagian {number}", import_outline=False)
    writer.add_metadata({"/Title": title, "/Author": author})
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _tables(data: RecapData) -> int:
    return max(1, ceil((len(data.columns) + bool(data.total_label)) / COLUMNS))


def _chunks(groups: Iterable[RecapGroup], most: int) -> Iterator[tuple[RecapGroup, ...]]:
    """Groups of so many rows in all; a group that is cut has its headings again."""
    chunk: list[RecapGroup] = []
    room = most
    for group in groups:
        rows = group.rows
        while rows:
            chunk.append(RecapGroup(group.headings, rows[:room]))
            rows, room = rows[room:], room - len(rows[:room])
            if not room:
                yield tuple(chunk)
                chunk, room = [], most
    if chunk:
        yield tuple(chunk)
