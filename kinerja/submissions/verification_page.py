"""Everything the page of verification shows, put together for its template."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from kinerja.periods.queries import full_name, period_before
from kinerja.submissions.case import Turn
from kinerja.submissions.case_page import strip_of
from kinerja.submissions.forms.verification import REASONS, Verdict, VerifyForm
from kinerja.submissions.judging import ALL, FLAGGED, OBJECTED, OPEN, Tally, fits, tally
from kinerja.submissions.rows import called
from kinerja.submissions.verdicts import Line, bundles, lines_of, rows_for
from kinerja.submissions.wording import button_for
from sop.procedures.definition import Move

FILTER = "saring"


@dataclass(frozen=True)
class Way:
    """A button at the foot: its words and key; a return leads to a page of its own."""

    text: str
    key: str
    address: str = ""


def page(turn: Turn, form: VerifyForm, *, chosen: str, verdicts: Sequence[Verdict] = ()) -> dict[str, Any]:
    """The context of `verification/page.html`. Six queries."""
    submission, rows = turn.case.submission, rows_for(turn)
    lines = lines_of(rows, verdicts)
    visible = [line for line in lines if line.problem or fits(line.checked, chosen)]
    counted = tally(rows)
    return {
        "turn": turn,
        "case": turn.case,
        "submission": submission,
        "strip": strip_of(turn.case),
        "period": full_name(submission.period),
        "now_name": called(submission.period, submission.period),
        "before_name": called(period_before(submission.period), submission.period),
        "bundles": bundles(visible),
        "tally": counted,
        "chips": _chips(turn, counted, chosen),
        "hidden": len(lines) - len(visible),
        "next": next((line.checked.row.pk for line in visible if not line.checked.judged), None),
        "reasons": REASONS,
        "form": form,
        "problems": _problems(lines, form),
        "may_judge": not turn.case.is_entrant,
        "why_not": why_not(counted),
        **_ways(turn, lines),
    }


def why_not(counted: Tally) -> str:
    """Why the file cannot be verified yet; "" where it can."""
    if counted.objected:
        return f"{counted.objected} baris perlu perbaikan. Kembalikan berkas ini agar unit memperbaikinya."
    if counted.left:
        return f"Nilai {counted.left} baris lagi sebelum meneruskan berkas."
    return ""


def address(turn: Turn, chosen: str) -> str:
    """The page with this filter."""
    query = f"?{urlencode({FILTER: chosen})}" if chosen else ""
    return f"{reverse('submissions:verify', args=[turn.case.submission.pk, turn.step_run.pk])}{query}"


def _problems(lines: Sequence[Line], form: VerifyForm) -> list[tuple[str, str]]:
    rows = [
        (f"#{line.verdict.problem.anchor}", line.problem)
        for line in lines
        if line.verdict and line.verdict.problem
    ]
    if not form.is_bound:
        return rows
    general = [("#kaki", str(sentence)) for sentence in form.non_field_errors()]
    return rows + general + [(f"#{field.auto_id}", str(text)) for field in form for text in field.errors]


def _ways(turn: Turn, lines: Sequence[Line]) -> dict[str, Any]:
    """The buttons: the way that verifies is primary, other ways forward stand beside it, returns to the left."""
    verifying = [move for move in turn.forward if "verify" in move.effects]
    beside = [move for move in turn.forward if move not in verifying]
    primary = verifying[0] if verifying else None
    return {
        "primary": _way(turn, primary) if primary else None,
        "initials": primary is not None and "paraf" in primary.effects,
        "beside": [_way(turn, move) for move in (*verifying[1:], *beside)],
        "returns": [_return(turn, move, lines) for move in turn.returns],
    }


def _way(turn: Turn, move: Move) -> Way:
    return Way(button_for(move, turn.case.definition), move.key)


def _return(turn: Turn, move: Move, lines: Sequence[Line]) -> Way:
    """A return with the units of the objections chosen already, and how many notes go with it."""
    objected = [line.checked.row.figure.unit_id for line in lines if line.checked.objected]
    query = urlencode([("move", move.key), *(("unit", unit) for unit in dict.fromkeys(objected))])
    notes = f" ({len(objected)} catatan)" if objected else ""
    return Way(f"{button_for(move, turn.case.definition)}{notes}", move.key, f"{turn.return_url}?{query}")


def _chips(turn: Turn, counted: Tally, chosen: str) -> list[tuple[str, str, int, bool]]:
    """Label, address, number and whether it is the present one; a filter that would show nothing is left out."""
    offered = [
        (ALL, "Semua", counted.total),
        (OPEN, "Belum dinilai", counted.left),
        (FLAGGED, "Perlu perhatian", counted.flagged),
        (OBJECTED, "Perlu perbaikan", counted.objected),
    ]
    return [
        (label, address(turn, key), number, key == chosen)
        for key, label, number in offered
        if number or key in {ALL, chosen}
    ]
