"""The uploaded form given back: every input as it was filled, with what is wrong in red, noted, and listed."""

from collections.abc import Iterable
from decimal import Decimal

from kinerja.documents.entry_book import entry_workbook
from kinerja.documents.entry_cells import Form, Found
from kinerja.documents.entry_data import Content
from kinerja.importers.sheets.paper import Carried
from kinerja.importers.sheets.review import Item, Review
from kinerja.submissions.desk import Desk
from kinerja.submissions.entry.sheet_book import Typed, book_of
from kinerja.submissions.rows.row import Row

CLASH = "{label} sudah diubah orang lain menjadi ‘{theirs}’ sejak formulir ini diunduh. Pilihannya diberikan saat diunggah lagi."


def returned_book(desk: Desk, rows: Iterable[Row], review: Review) -> bytes:
    """A form that can be corrected and uploaded again: it keeps the versions on which it was filled."""
    items = {item.row.pk: item for item in review.items}
    typed = {pk: _typed(line, items.get(pk)) for pk, line in review.paper.rows.items()}
    return entry_workbook(book_of(desk, rows, typed=typed, findings=review.findings))


def _typed(carried: Carried, item: Item | None) -> Typed:
    cells = {key: _content(cell) for key, cell in carried.cells.items()}
    return Typed(carried.version, cells, _marks(item) if item else {})


def _content(cell: Found) -> Content:
    return Decimal(cell.text) if cell.form in {Form.NUMBER, Form.PERCENT} else cell.text


def _marks(item: Item) -> dict[str, str]:
    marks = {finding.key: f"{finding.label}: {finding.sentence}" for finding in item.findings}
    if item.clash:
        marks["value"] = " ".join(
            CLASH.format(label=label, theirs=theirs) for label, theirs, _ in item.clash.fields
        )
    return marks
