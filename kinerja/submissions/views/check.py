"""S05: the last look at a sheet before it is handed on, with the declaration."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinerja.common.requests import OfficeRequest
from kinerja.common.typed import number_of
from kinerja.submissions.actions import Papers, act
from kinerja.submissions.case.turns import Case, Turn, open_case
from kinerja.submissions.desk import unit_of
from kinerja.submissions.errors import NotFilling
from kinerja.submissions.forms.act import content_hash
from kinerja.submissions.forms.send import SendForm
from kinerja.submissions.rows.row import Row
from kinerja.submissions.rows.sheet import rows_of
from kinerja.submissions.sending.check_page import owed, page, warned
from kinerja.submissions.sending.statement import fingerprint
from kinerja.submissions.views.marks import open_doubts
from kinerja.submissions.views.meeting import done, meet_in


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: OfficeRequest, pk: int, unit: int) -> HttpResponse:
    """Show what would be sent, or send it. Whoever cannot send goes back to the sheet."""
    case = open_case(request.user, pk)
    turn = _turn(case, unit_of(case.submission, unit).pk)
    if turn is None:
        return _not_here(request, case, unit)
    rows = rows_of(case.submission, unit=turn.unit)
    form = _form(request, turn, rows)
    if form.outdated:
        return _show(request, turn, unit, rows, _form(request, turn, rows, again=form))
    if form.is_bound and form.is_valid():
        return _send(request, turn, form)
    return _show(request, turn, unit, rows, form)


def _form(request: OfficeRequest, turn: Turn, rows: list[Row], *, again: SendForm | None = None) -> SendForm:
    """The form as posted; `again`: shown anew because the rows have changed under it."""
    doubts = open_doubts(request.session, rows)
    return SendForm(
        None if again else request.POST or None,
        turn=turn,
        owed=owed(rows),
        warned=warned(rows, doubts),
        versions=fingerprint(row.figure for row in rows),
        initial=again.typed if again else None,
    )


def _show(request: OfficeRequest, turn: Turn, unit: int, rows: list[Row], form: SendForm) -> HttpResponse:
    """422 where something is missing, 409 where the rows changed since they were looked at."""
    outdated = request.method == "POST" and not form.is_bound
    context = page(turn, unit, rows, form, outdated=outdated)
    return render(
        request, "entry/check.html", context, status=409 if outdated else 422 if form.is_bound else 200
    )


def _not_here(request: OfficeRequest, case: Case, unit: int) -> HttpResponse:
    """Looking leads to the sheet. Posting is a repeat, or too late, or not this person's to do."""
    if request.method != "POST":
        return redirect("submissions:entry", pk=case.submission.pk, unit=unit)
    number = number_of(request.POST.get("step_run", ""))
    answer = None if number is None else meet_in(request, case, number)
    if isinstance(answer, HttpResponse):
        return redirect("submissions:sent", pk=case.submission.pk, step_run=number)
    raise NotFilling(", ".join(dict.fromkeys(turn.columns for turn in case.turns)) or "arsip")


def _send(request: OfficeRequest, turn: Turn, form: SendForm) -> HttpResponse:
    wanted = form.request(content=content_hash(request.POST), record=form.record)
    acted = act(turn.case.submission, wanted, by=request.user, papers=Papers(statement=form.statement))
    done(request, turn, acted, turn.forward[0])
    return redirect("submissions:sent", pk=turn.case.submission.pk, step_run=turn.step_run.pk)


def _turn(case: Case, unit: int) -> Turn | None:
    """The open fill step by which this person answers for the unit."""
    return next(
        (turn for turn in case.turns if turn.mine and turn.step.fills and turn.unit in {None, unit}), None
    )
