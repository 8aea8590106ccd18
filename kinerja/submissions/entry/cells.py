"""Saving one cell of a sheet while the rest is still being typed. One transaction, one event, and none for a repeat."""

import datetime as dt
import json
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.http import Http404

from kinerja.submissions.entry.filling import record_figures
from kinerja.submissions.errors import SomebodyElse
from kinerja.submissions.figures import Figure
from kinerja.submissions.forms.cell import Cell, read_cell
from kinerja.submissions.forms.entry import Read
from kinerja.submissions.holding import repeated
from kinerja.submissions.models import Submission
from kinerja.submissions.rows.row import Row
from kinerja.submissions.rows.sheet import rows_of
from sop.ledger.models import Event
from sop.offices.models import User
from sop.runs.errors import AlreadyMoved

TRIES = 3


@dataclass(frozen=True)
class Kept:
    """What became of a cell: how it was read, and its row as it stands now."""

    read: Read
    row: Row


@dataclass(frozen=True)
class Author:
    """Who wrote what stands in a cell, in which capacity, and when."""

    name: str
    capacity: str
    at: dt.datetime


def save_cell(submission: Submission, figure: int, cell: Cell, *, unit: int, by: User) -> Kept:
    """Save what can be read; a clash on the chain of events is nobody's fault and is tried again.

    Raises Http404 for a row of another sheet, SomebodyElse where the page is another person's, NotFilling or
    NotYourStep where the sheet may not be changed, SameKeyOtherContent where the key was used for something else.
    """
    if cell.user != by.pk:
        raise SomebodyElse(by.name)
    for _ in range(TRIES - 1):
        try:
            return _save(submission, figure, cell, unit=unit, by=by)
        except (AlreadyMoved, IntegrityError):
            continue
    return _save(submission, figure, cell, unit=unit, by=by)


@transaction.atomic
def _save(submission: Submission, figure: int, cell: Cell, *, unit: int, by: User) -> Kept:
    Submission.objects.select_for_update(no_key=True).values_list("pk").get(pk=submission.pk)
    row = next(iter(rows_of(submission, unit=unit, figure=figure)), None)
    if row is None:
        raise Http404
    if repeated(submission, cell.sent, by):
        return Kept(Read(row, "", {}), row)
    read = read_cell(row, cell)
    inputs = [read.input] if read.readable and read.changes else []
    changed = record_figures(submission, inputs, unit=unit, by=by, sent=cell.sent)
    return Kept(read, row.changed(changed[0]) if changed else row)


def author_of(submission: Submission, figure: Figure, column: str) -> Author | None:
    """Who last changed this column of the row, as the ledger tells it; None where it still is as it was opened."""
    events = Event.objects.filter(
        run=submission.run_id, kind="figures", text__contains=f'"figure":{figure.pk},'
    )
    for text, at in events.order_by("-seq").values_list("text", "at"):
        told = json.loads(text)
        if any(change["figure"] == figure.pk and column in change["new"] for change in told["changes"]):
            return Author(told["by"]["name"], told["by"]["capacity"], at)
    return None
