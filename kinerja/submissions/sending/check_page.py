"""Everything the last look before sending shows, put together for its template."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse

from kinerja.periods.queries import full_name
from kinerja.submissions.case.turns import Turn
from kinerja.submissions.evidence.page import evidence_address
from kinerja.submissions.evidence.queries import owes_files
from kinerja.submissions.forms.send import CHANGED, SendForm
from kinerja.submissions.rows.owed import debts_of, first_field
from kinerja.submissions.rows.row import Row
from kinerja.submissions.rows.sheet import counts, grouped
from kinerja.submissions.rows.told_values import values_at

UNSURE = "Bacaan angka belum Anda pastikan."


@dataclass(frozen=True)
class Warned:
    """A row with warnings, the way to its cell, and its tick."""

    row: Row
    href: str
    text: str
    tick: forms.BoundField


@dataclass(frozen=True)
class Answered:
    """What became of an objection: the value when it was raised, the value now, and what was written."""

    row: Row
    href: str
    was: str

    @property
    def moved(self) -> bool:
        return bool(self.was)


def page(turn: Turn, unit: int, rows: list[Row], form: SendForm, *, outdated: bool) -> dict[str, Any]:
    """The context of `entry/check.html`. One query, and none in a file that was never sent back."""
    case, threads = turn.case, _threads(turn, rows)
    problems = [("#periksa", CHANGED)] if outdated else form.problems if form.is_bound else []
    return {
        "case": case,
        "turn": turn,
        "submission": case.submission,
        "period": full_name(case.submission.period),
        "groups": grouped(rows),
        "counts": counts(rows),
        "warned": _warned(rows, form),
        "threads": threads,
        "standing": _standing(threads),
        "bare": sum(not row.evidence.current for row in rows),
        "form": form,
        "problems": problems,
        "owed": form.owed,
        "back": reverse("submissions:entry", args=[case.submission.pk, unit]),
        "onward": turn.text_of(turn.forward[0]),
    }


def _standing(threads: list[Answered]) -> str:
    """How far the objections have come, where no row was changed; "" where one was."""
    states = [item.row.thread for item in threads if item.row.thread]
    if any(thread.changed for thread in states):
        return ""
    replied = sum(thread.answered for thread in states)
    if replied:
        return f"{replied} catatan sudah ditanggapi; angkanya tidak berubah."
    return f"Belum ada perubahan atas {len(states)} catatan."


def owed(rows: list[Row]) -> list[tuple[str, str]]:
    """What must be done before sending: (address of the cell, sentence)."""
    owing = [(cell(row, debt.field), debt.sentence) for row in rows for debt in debts_of(row.figure)]
    unanswered = [
        (cell(row), f"Tanggapi catatan pada ‘{row.name}’: ubah angkanya atau tulis penjelasan.")
        for row in rows
        if row.returned
    ]
    return owing + unanswered + unproven(rows)


def unproven(rows: list[Row]) -> list[tuple[str, str]]:
    """Rows that may not be handed on without a file: (address of the row's evidence, sentence)."""
    return [
        (evidence_address(row.figure), f"Unggah sedikitnya satu bukti dukung untuk ‘{row.name}’.")
        for row in rows
        if owes_files(row.figure, row.evidence)
    ]


def warned(rows: list[Row], doubts: Collection[int]) -> list[tuple[int, str, str]]:
    """Rows that still have warnings: pk, name, and the warnings in words."""
    return [
        (row.pk, row.name, text)
        for row in rows
        if (
            text := " ".join(
                [*(flag.sentence for flag in row.warnings), *([UNSURE] if row.pk in doubts else [])]
            )
        )
    ]


def cell(row: Row, field: str = "") -> str:
    """The address of an input of the row on its sheet: that of its figure where none is named."""
    figure = row.figure
    sheet = reverse("submissions:entry", args=[figure.submission_id, figure.unit_id])
    return f"{sheet}#{field or first_field(figure)}-{row.pk}"


def _warned(rows: list[Row], form: SendForm) -> list[Warned]:
    known = {row.pk: row for row in rows}
    return [Warned(known[pk], cell(known[pk]), text, form.ticks[pk]) for pk, _name, text in form.warned]


def _threads(turn: Turn, rows: list[Row]) -> list[Answered]:
    """The objections that came back, with what has changed since."""
    open_ones = [row for row in rows if row.thread and not row.thread.accepted]
    moments = {row.pk: row.thread.at for row in open_ones if row.thread}
    was = values_at(turn.case.submission, moments)
    return [
        Answered(row, cell(row), (row.written(was[row.pk]) or "kosong") if row.pk in was else "")
        for row in open_ones
    ]
