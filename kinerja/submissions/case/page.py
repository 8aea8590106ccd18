"""Everything the page of a file shows, put together for its template."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.urls import reverse

from kinerja.common.numbers import format_number
from kinerja.indicators.aggregation import average_capped
from kinerja.periods.queries import full_name
from kinerja.signing.models import Kind
from kinerja.submissions import labels
from kinerja.submissions.assigning.offering import assignable
from kinerja.submissions.case.drawn_route import drawn_route
from kinerja.submissions.case.events import DECISIONS, VALUES, Ground
from kinerja.submissions.case.history import entries_of
from kinerja.submissions.case.route import stops_of, stretches_of
from kinerja.submissions.case.turns import Case, Turn
from kinerja.submissions.forms.brought import ActForm
from kinerja.submissions.models import Status
from kinerja.submissions.papers.copies import copies_of
from kinerja.submissions.queries import Attached, attached_to, events_of
from kinerja.submissions.rows.row import Row
from kinerja.submissions.rows.sheet import grouped, rows_of
from kinerja.submissions.verification.attending import Attending

NOBODY_ELSE: Mapping[int, Attending] = {}
ALL = "semua"  # everything on the page unfolded, as it is printed
PAGE, WHOLE = 24, 500  # events of the history on the page, and where all of it is unfolded
FEW, LATEST = 5, 3  # so many are not folded; of more so many stand before the fold
HISTORY = (("", "Semua"), (DECISIONS, "Keputusan"), (VALUES, "Perubahan nilai"))


def case_context(
    case: Case,
    query: Mapping[str, str],
    *,
    refused: ActForm | None = None,
    others: Mapping[int, Attending] = NOBODY_ELSE,
) -> dict[str, Any]:
    """The context of `submissions/case.html`. Six queries, and two where a step waits for somebody else.

    `refused` is a form that goes back to its panel; `others`: who else is at an open step (its pk) just now.
    """
    submission = case.submission
    rows, attached = rows_of(submission), attached_to(submission)
    stops = stops_of(case)
    label = labels.label_of(submission, case.definition, filled=_filled(rows))
    return {
        "case": case,
        "submission": submission,
        "label": label,
        "tags": _tags(case, attached),
        "strip": strip_of(case),
        "refused": refused,
        "panels": [_panel(turn, refused, others.get(turn.step_run.pk)) for turn in case.turns if turn.mine],
        "waiting": _waiting(case),
        "may_assign": assignable(case),
        "list_url": reverse("submissions:list"),
        "facts": _facts(case, rows, attached),
        "groups": grouped(rows),
        "open_units": _open_units(case, rows),
        "sheets": list(dict.fromkeys((row.figure.unit_id, row.figure.unit.name) for row in rows)),
        "counted": _filled(rows),
        "evidence": grouped(row for row in rows if row.evidence.every),
        "evidence_count": sum(len(row.evidence.every) for row in rows),
        "unanswered": sum(row.returned for row in rows),
        "attached": attached,
        "copies": copies_of(attached.document),
        "takes_copies": _takes_copies(case, attached),
        "stretches": stretches_of(stops),
        "drawn": drawn_route(case, stops),
        "may_write": submission.status == Status.DRAFT and any(turn.mine for turn in case.turns),
        **_history(case, rows, query),
    }


def _takes_copies(case: Case, attached: Attached) -> bool:
    """Whether a pen signs, and this person may bring the paper back."""
    document = attached.document
    return bool(document and document.kind == Kind.RECORD and case.performer.duties)


def strip_of(case: Case) -> dict[str, Any] | None:
    """What `components/step_strip.html` shows; None at the end of the way."""
    if not case.turns:
        return None
    turn = min(case.turns, key=lambda turn: turn.step.position)
    return {
        "position": turn.step.position,
        "total": len(case.definition.steps),
        "activity": turn.step.activity,
        "holder": turn.columns,
        "held_for": turn.held_for,
        "standard": turn.time,
        "segments": stops_of(case),
    }


def _tags(case: Case, attached: Attached) -> list[labels.Label]:
    late = [tag for turn in case.turns if (tag := turn.late)]
    tags = late[:1]
    if any(turn.orphaned for turn in case.turns):
        tags.append(labels.orphan_tag())
    if attached.newer is not None:
        tags.append(labels.replaced_tag(attached.newer.revision))
    elif attached.correction_number is not None:
        tags.append(labels.correcting_tag(attached.correction_number))
    if case.submission.run.returning and _returned_outside(case):
        tags.append(labels.outside_tag())
    return tags


def _returned_outside(case: Case) -> bool:
    """Whether the return under way took an arrow the sheet does not draw."""
    if case.submission.run.returning.get("withdrawn"):
        return True
    returns = [run for run in case.step_runs if run.outcome == "returned"]
    return bool(returns) and max(returns, key=lambda run: (run.closed_at, run.pk)).outside_flow


def _panel(turn: Turn, refused: ActForm | None, other: Attending | None) -> dict[str, Any]:
    """An open step of this person: its form where it is done here, else the link to its screen."""
    form = None
    if turn.acts_here and turn.forward:
        form = (
            refused
            if refused is not None and refused.turn.step_run.pk == turn.step_run.pk
            else ActForm(turn=turn)
        )
    return {"turn": turn, "form": form, "other": other}


def _waiting(case: Case) -> list[dict[str, Any]]:
    """Open steps of others, those of one step together."""
    others = [turn for turn in case.turns if not turn.mine]
    return [
        {"step": case.definition.steps[place], "progress": turns[0].progress, "turns": turns}
        for place, members in groupby(others, key=lambda turn: turn.step.position)
        if (turns := list(members))
    ]


def _open_units(case: Case, rows: list[Row]) -> set[str]:
    """Names of the units whose figures are not folded: the only one, those this person fills now, those with a remark."""
    names = {row.figure.unit_id: row.figure.unit.name for row in rows}
    mine = {turn.unit for turn in case.turns if turn.mine and turn.step.fills}
    returned = {row.figure.unit_id for row in rows if row.returned}
    return {name for pk, name in names.items() if len(names) == 1 or pk in mine | returned}


def _filled(rows: list[Row]) -> tuple[int, int]:
    return sum(row.figure.filled for row in rows), len(rows)


def _facts(case: Case, rows: list[Row], attached: Attached) -> list[tuple[str, str]]:
    """Five facts about the file."""
    submission, filled = case.submission, _filled(rows)
    mean = average_capped(row.figure.achievement for row in rows)
    filing = attached.filing
    unfiled = "Tidak diarsipkan" if submission.withdrawn_at else "Belum diarsipkan"
    return [
        ("Periode", full_name(submission.period)),
        ("SOP", f"{case.definition.title} · Nomor {case.definition.number or '(kosong)'}"),
        ("Isian", f"{filled[0]} dari {filled[1]} indikator terisi"),
        ("Rata-rata capaian", _mean(mean, filled[0])),
        ("Arsip", f"{filing} · {filing.location}" if filing else unfiled),
    ]


def _mean(mean: Decimal | None, filled: int) -> str:
    if mean is not None:
        return f"{format_number(mean, 2)}%"
    return "Tidak dapat dihitung" if filled else "Belum ada isian"


def _history(case: Case, rows: list[Row], query: Mapping[str, str]) -> dict[str, Any]:
    kinds, before, whole = query.get("riwayat", ""), query.get("sebelum", ""), query.get("buka") == ALL
    events, older = events_of(
        case.submission.run,
        kinds=kinds,
        before=int(before) if before.isdecimal() else None,
        size=WHOLE if whole else PAGE,
    )
    ground = Ground(
        case.definition,
        case.closings,
        case.calendar,
        {row.figure.unit_id: row.figure.unit.name for row in rows},
        {row.pk: f"{row.name} ({row.figure.unit.name})" for row in rows},
        case.submission.run.not_before,
    )
    entries = entries_of(events, ground)
    latest = len(entries) if len(entries) <= FEW else LATEST
    return {
        "entries": entries,
        "latest": entries[:latest],
        "earlier": entries[latest:],
        "unfolded": whole,
        "history_open": whole or bool(kinds or before),
        "older": older,
        "kinds": kinds if kinds in dict(HISTORY) else "",
        "filters": HISTORY,
    }
