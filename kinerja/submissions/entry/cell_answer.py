"""What a saved cell is answered with: everything its row shows, so that the page never has to be loaded again."""

import datetime as dt
from typing import Any

from kinerja.common.dates import format_clock, format_moment_short
from kinerja.common.numbers import format_number
from kinerja.submissions.entry.cells import Kept, author_of
from kinerja.submissions.errors import NotFilling
from kinerja.submissions.forms.cell import Cell
from kinerja.submissions.forms.entry import alternative, rendered, second_look
from kinerja.submissions.forms.lines import Line
from kinerja.submissions.models import Submission
from kinerja.submissions.rows.row import Row

Answer = tuple[dict[str, Any], int]


def answer(submission: Submission, cell: Cell, kept: Kept, *, doubted: bool) -> Answer:
    """The body and the status: 200 saved, 409 somebody else was there, 422 it cannot be read."""
    if kept.read.clash:
        return _conflict(submission, cell, kept.row), 409
    if kept.read.problems:
        return _refused(kept), 422
    return _saved(submission, cell, kept.row, doubted=doubted), 200


def locked(refusal: NotFilling) -> Answer:
    """The sheet is closed: why, and who holds the file."""
    body = {
        "code": "locked",
        "reason": refusal.sentence,
        "sentence": refusal.sentence,
        "holder": refusal.holder,
    }
    return body, 409


def text_of(row: Row, column: str) -> str:
    """What stands in a cell, as its input is written."""
    return rendered(row)["no_data_reason" if column == "no_data" else column]


def _saved(submission: Submission, cell: Cell, row: Row, *, doubted: bool) -> dict[str, Any]:
    figure, zone = row.figure, str(submission.run.office.zone)
    at = figure.entered_at
    state = Line(row, {}, "", doubted=doubted).state
    return {
        "version": figure.version,
        "text": text_of(row, cell.column),
        "echo": row.echo,
        "money": _money(row),
        "achievement": "" if figure.achievement is None else f"{format_number(figure.achievement, 2)}%",
        "achievement_note": figure.achievement_note if row.text else "",
        "band": {"label": row.band.label, "tone": row.band.tone} if row.band else None,
        "warnings": [f"{flag.sentence} {flag.advice}".strip() for flag in row.warnings],
        "doubt": {"sentence": second_look(row).sentence, "alternative": alternative(row)}
        if doubted
        else None,
        "filled": figure.filled,
        "explanations": row.explanations,
        "sparkline": row.history.sparkline,
        "answered": row.thread is not None and row.thread.answered,
        "state": {"key": state.key, "text": state.text, "icon": state.icon},
        "saved_at": _iso(at),
        "clock": format_clock(at, zone) if at else "",
        "when": format_moment_short(at, zone) if at else "",
    }


def _money(row: Row) -> dict[str, str]:
    """What the new figures say about the money, by the places of the page that tell it."""
    if row.budget is None:
        return {}
    return {"absorbed": row.budget.absorbed_text or "–", "efficiency": row.budget.efficiency or "–"}


def _conflict(submission: Submission, cell: Cell, row: Row) -> dict[str, Any]:
    zone = str(submission.run.office.zone)
    author = author_of(submission, row.figure, cell.column)
    name = author.name if author else "Orang lain"
    clock = f" pukul {format_clock(author.at, zone)}" if author else ""
    theirs = text_of(row, cell.column) or "kosong"
    return {
        "code": "conflict",
        "sentence": f"{name} mengubah isian ini{clock} menjadi {theirs}. Isian Anda {cell.text.strip() or 'kosong'}.",
        "text": text_of(row, cell.column),
        "version": row.figure.version,
        "by": name,
        "capacity": author.capacity if author else "",
        "at": _iso(author.at if author else None),
    }


def _refused(kept: Kept) -> dict[str, Any]:
    reading = kept.read.reading
    code = reading.code.value if reading is not None and not reading.saveable else "contradiction"
    other = reading.alternative if reading is not None else None
    return {
        "code": code,
        "sentence": kept.read.problems[0].sentence,
        "alternative": format_number(other).replace(".", "") if other is not None else "",
        "version": kept.row.figure.version,
    }


def _iso(at: dt.datetime | None) -> str:
    return at.isoformat() if at else ""
