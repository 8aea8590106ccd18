"""The form of a unit, downloaded, filled as somebody would fill it in Excel, and uploaded."""

import io
import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kinerja.documents.entry_columns import HEADER_ROW, PLACES, SHEET
from kinerja.submissions.models import Submission
from sop.offices.models import User
from tests.engine.graphs import World
from tests.kinerja.submissions.sheets import browser_of

Edit = Callable[[Worksheet], Any]


def address(submission: Submission, unit: int) -> str:
    return reverse("importers:sheet", args=[submission.pk, unit])


def clerk_of(world: World, number: int = 0) -> tuple[int, User]:
    unit = world.units[number].pk
    return unit, world.clerks[unit]


def download(world: World, submission: Submission, number: int = 0) -> bytes:
    unit, clerk = clerk_of(world, number)
    answer = browser_of(clerk).get(reverse("submissions:form_xlsx", args=[submission.pk, unit]))
    assert answer.status_code == 200
    return bytes(answer.content)


def typed(content: bytes, values: Mapping[str, Any] | None = None, edit: Edit | None = None) -> bytes:
    """`values` by column and row of the sheet ("value_1" is the first indicator); `edit` does anything else."""
    book = load_workbook(io.BytesIO(content))
    sheet = book[SHEET]
    for name, value in (values or {}).items():
        key, _, number = name.rpartition("_")
        sheet.cell(HEADER_ROW + int(number), PLACES[key]).value = value
    if edit:
        edit(sheet)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(
    world: World, submission: Submission, content: bytes, *, by: User | None = None, name: str = "isian.xlsx"
) -> Any:
    unit, clerk = clerk_of(world)
    file = SimpleUploadedFile(name, content)
    return browser_of(by or clerk).post(address(submission, unit), {"file": file})


def confirm(world: World, submission: Submission, page: Any, button: str = "save", **answers: str) -> Any:
    """Press the button of the page of differences; "copy" is the other one."""
    unit, clerk = clerk_of(world)
    sealed = re.search(r'name="sealed" value="([^"]+)"', page.content.decode())
    data = {"sealed": sealed[1] if sealed else "", button: "1", **answers}
    return browser_of(clerk).post(address(submission, unit), data)


def words(page: Any) -> str:
    """What a person reads on the page."""
    text = re.sub(r"<[^>]+>", " ", page.content.decode())
    return re.sub(r"\s+", " ", unescape(text))
