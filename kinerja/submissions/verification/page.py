"""Everything the page of verification shows, put together for its template."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from kinerja.periods.queries import full_name
from kinerja.submissions.case.page import strip_of
from kinerja.submissions.case.turns import Turn
from kinerja.submissions.forms.verification import REASONS, Verdict, VerifyForm
from kinerja.submissions.rows.sheet import called
from kinerja.submissions.verification.attending import Attending, shared
from kinerja.submissions.verification.comparing import NAMES, comparison_of
from kinerja.submissions.verification.judging import ALL, FLAGGED, OBJECTED, OPEN, Tally, fits, tally
from kinerja.submissions.verification.verdicts import Line, bundles, lines_of, rows_for
from sop.procedures.definition import Move

FILTER, COMPARE = "saring", "banding"


@dataclass(frozen=True)
class Way:
    """A button at the foot: its words and key; a return leads to a page of its own."""

    text: str
    key: str
    address: str = ""


@dataclass(frozen=True)
class View:
    """How the page is looked at: filter, comparison, only to read, and who else is at the step."""

    chosen: str = ALL
    compare: str = ""
    read_only: bool = False
    other: Attending | None = None


def page(turn: Turn, form: VerifyForm, view: View, *, verdicts: Sequence[Verdict] = ()) -> dict[str, Any]:
    """The context of `verification/page.html`. Eight queries at most."""
    submission, rows = turn.case.submission, rows_for(turn)
    lines = lines_of(rows, verdicts)
    visible = [line for line in lines if line.problem or fits(line.checked, view.chosen)]
    counted = tally(rows)
    comparison = comparison_of(turn, [checked.row for checked in rows], view.compare)
    return {
        "turn": turn,
        "case": turn.case,
        "submission": submission,
        "strip": strip_of(turn.case),
        "period": full_name(submission.period),
        "now_name": called(submission.period, submission.period),
        "heads": [(head, mode == comparison.mode) for mode, head in comparison.heads],
        "bundles": bundles(visible, comparison),
        "tally": counted,
        "chips": _chips(turn, counted, view),
        "modes": [
            (NAMES[mode], address(turn, view.chosen, mode), mode == comparison.mode)
            for mode in comparison.modes
        ],
        "view": view,
        "shared": shared(turn),
        "hidden": len(lines) - len(visible),
        "next": next((line.checked.row.pk for line in visible if not line.checked.judged), None),
        "reasons": REASONS,
        "form": form,
        "problems": _problems(lines, form),
        "may_judge": not (turn.case.is_entrant or view.read_only),
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


def progress(counted: Tally) -> dict[str, Any]:
    """The same for a script: what its answer to a saved row says of the whole."""
    return {
        "judged": counted.judged, "total": counted.total, "left": counted.left, "flagged": counted.flagged,
        "objected": counted.objected, "why": why_not(counted),
    }  # fmt: skip


def address(turn: Turn, chosen: str, compare: str = "") -> str:
    """The page with this filter and this comparison."""
    asked = {name: value for name, value in ((FILTER, chosen), (COMPARE, compare)) if value}
    query = f"?{urlencode(asked)}" if asked else ""
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
    return Way(turn.text_of(move), move.key)


def _return(turn: Turn, move: Move, lines: Sequence[Line]) -> Way:
    """A return with the units of the objections chosen already."""
    objected = [line.checked.row.figure.unit_id for line in lines if line.checked.objected]
    query = urlencode([("move", move.key), *(("unit", unit) for unit in dict.fromkeys(objected))])
    return Way(turn.text_of(move), move.key, f"{turn.return_url}?{query}")


def _chips(turn: Turn, counted: Tally, view: View) -> list[tuple[str, str, int, bool]]:
    """Label, address, number and whether it is the present one; a filter that would show nothing is left out."""
    offered = [
        (ALL, "Semua", counted.total),
        (OPEN, "Belum dinilai", counted.left),
        (FLAGGED, "Perlu perhatian", counted.flagged),
        (OBJECTED, "Perlu perbaikan", counted.objected),
    ]
    return [
        (label, address(turn, key, view.compare), number, key == view.chosen)
        for key, label, number in offered
        if number or key in {ALL, view.chosen}
    ]
