"""S05: the last look at a sheet before it is handed on, with the declaration."""

from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinerja.common.requests import OfficeRequest
from kinerja.periods.queries import full_name
from kinerja.submissions.actions import act
from kinerja.submissions.case import Case, Turn, open_case
from kinerja.submissions.desk import unit_of
from kinerja.submissions.errors import NotFilling
from kinerja.submissions.forms.act import content_hash
from kinerja.submissions.forms.send import SendForm
from kinerja.submissions.owed import debts_of, first_field
from kinerja.submissions.rows import Row, counts, grouped, rows_of
from kinerja.submissions.views.marks import open_doubts
from kinerja.submissions.views.meeting import done, meet_in
from kinerja.submissions.wording import button_for


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: OfficeRequest, pk: int, unit: int) -> HttpResponse:
    """Show what would be sent, or send it. Whoever cannot send goes back to the sheet."""
    case = open_case(request.user, pk)
    turn = _turn(case, unit_of(case.submission, unit).pk)
    if turn is None:
        return _not_here(request, case, unit)
    rows = rows_of(case.submission, unit=turn.unit)
    form = SendForm(request.POST or None, turn=turn, owed=owed(rows))
    if form.is_bound and form.is_valid():
        return _send(request, turn, form)
    context = _page(turn, unit, rows, form, request.session)
    return render(request, "entry/check.html", context, status=422 if form.is_bound else 200)


def _not_here(request: OfficeRequest, case: Case, unit: int) -> HttpResponse:
    """Looking leads to the sheet. Posting is a repeat, or too late, or not this person's to do."""
    if request.method != "POST":
        return redirect("submissions:entry", pk=case.submission.pk, unit=unit)
    number = request.POST.get("step_run", "")
    answer = meet_in(request, case, int(number)) if number.isdecimal() else None
    if isinstance(answer, HttpResponse):
        return answer
    raise NotFilling(", ".join(dict.fromkeys(turn.columns for turn in case.turns)) or "arsip")


def _send(request: OfficeRequest, turn: Turn, form: SendForm) -> HttpResponse:
    wanted = form.request(content=content_hash(request.POST), record=form.record)
    acted = act(turn.case.submission, wanted, by=request.user)
    return done(request, turn, acted, turn.forward[0])


def _turn(case: Case, unit: int) -> Turn | None:
    """The open fill step by which this person answers for the unit."""
    return next(
        (turn for turn in case.turns if turn.mine and turn.step.fills and turn.unit in {None, unit}), None
    )


def owed(rows: list[Row]) -> list[tuple[str, str]]:
    """What must be done before sending: (address of the cell, sentence)."""
    owing = [(_cell(row, debt.field), debt.sentence) for row in rows for debt in debts_of(row.figure)]
    unanswered = [
        (_cell(row), f"Tanggapi catatan pada ‘{row.name}’: ubah angkanya atau tulis penjelasan.")
        for row in rows
        if row.returned
    ]
    return owing + unanswered


def _page(turn: Turn, unit: int, rows: list[Row], form: SendForm, session: SessionBase) -> dict[str, Any]:
    case = turn.case
    doubts = open_doubts(session, rows)
    return {
        "case": case,
        "turn": turn,
        "submission": case.submission,
        "period": full_name(case.submission.period),
        "groups": grouped(rows),
        "counts": counts(rows, doubts),
        "warned": [(row, _cell(row), row.pk in doubts) for row in rows if row.warnings or row.pk in doubts],
        "form": form,
        "problems": form.problems if form.is_bound else [],
        "owed": form.owed,
        "back": reverse("submissions:entry", args=[case.submission.pk, unit]),
        "onward": button_for(turn.forward[0], case.definition),
    }


def _cell(row: Row, field: str = "") -> str:
    """The address of an input of the row: that of its figure where none is named."""
    figure = row.figure
    sheet = reverse("submissions:entry", args=[figure.submission_id, figure.unit_id])
    return f"{sheet}#{field or first_field(figure)}-{row.pk}"
