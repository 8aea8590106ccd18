"""Finishing an open step on the page of its file."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kinerja.common.requests import OfficeRequest
from kinerja.common.typed import tidy
from kinerja.submissions.case.page import case_context
from kinerja.submissions.forms.brought import ActForm, carry_out
from kinerja.submissions.views.meeting import done, meet
from kinerja.submissions.views.returning import ask_why

# A paraf, a signature and a filing have their own pages, with a password or the place in the archive;
# a sheet and a verification have theirs too, with the declaration or the words on the rows.
ELSEWHERE = {"paraf", "sign", "archive"}


@require_POST
def act(request: OfficeRequest, pk: int, step_run: int) -> HttpResponse:
    """Go on from a step with its note and records; a return and a signature lead to their own pages."""
    turn = meet(request, pk, step_run)
    if isinstance(turn, HttpResponse):
        return turn
    form = ActForm(request.POST, request.FILES, turn=turn)
    move = form.chosen
    if move and move.is_return:
        if typed := tidy(request.POST.get("note", "")):
            return ask_why(request, turn, move=move.key, reason=typed)
        return redirect(f"{turn.return_url}?move={move.key}")
    if not turn.acts_here or (move and ELSEWHERE & set(move.effects)):
        return redirect(turn.url)
    if not form.is_valid():
        return render(request, "submissions/case.html", case_context(turn.case, {}, refused=form), status=422)
    return done(request, turn, carry_out(form, request.POST, by=request.user), move)
