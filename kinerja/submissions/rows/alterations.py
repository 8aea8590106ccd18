"""What happened to one row, cell by cell, as the ledger tells it: who, when, from what to what. Two queries a page."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.shortcuts import get_object_or_404

from kinerja.common.numbers import format_number
from kinerja.submissions.figures import Figure
from kinerja.submissions.forms.entry import LABELS
from kinerja.submissions.models import Submission
from kinerja.submissions.rows.checks import shown
from kinerja.submissions.rows.derived import NUMBERS
from sop.ledger.models import Event

LATEST = 100  # events told of one row; the history of the file holds the rest


@dataclass(frozen=True)
class Alteration:
    """One field of the row before and after; a text that was not there is "" and shown as such."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    """What one person changed in the row at one moment."""

    at: dt.datetime
    who: str
    capacity: str
    alterations: tuple[Alteration, ...]


def figure_of(submission: Submission, unit: int, pk: int) -> Figure:
    """The row, if it belongs to this unit of this file; Http404 for any other. One query."""
    rows = Figure.objects.filter(submission=submission, unit=unit).select_related("unit")
    return get_object_or_404(rows, pk=pk)


def entries_of(submission: Submission, figure: Figure) -> list[Entry]:
    """Newest first, at most LATEST events. One query."""
    events = Event.objects.filter(
        run=submission.run_id, kind="figures", text__contains=f'"figure":{figure.pk},'
    )
    found = events.order_by("-seq").values_list("at", "text")[:LATEST]
    return [entry for at, text in found for entry in _entries(at, json.loads(text), figure)]


def _entries(at: dt.datetime, data: Mapping[str, Any], figure: Figure) -> Iterator[Entry]:
    by = data["by"]
    for change in data["changes"]:
        if change["figure"] == figure.pk:
            fields = [name for name in LABELS if name in change["new"]]
            altered = tuple(_alteration(name, change, figure) for name in fields)
            yield Entry(at, by["name"], by["capacity"], altered)


def _alteration(name: str, change: Mapping[str, Any], figure: Figure) -> Alteration:
    old, new = (_said(name, change[when].get(name), figure) for when in ("old", "new"))
    return Alteration(LABELS[name], old, new)


def _said(name: str, value: Any, figure: Figure) -> str:
    """A stored value as its column writes it."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if value is None or name not in NUMBERS:
        return value or ""
    number = Decimal(value)
    return shown(number, figure.definition) if name == "value" else format_number(number)
