"""Putting a signed file into the archive."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinerja.common.requests import OfficeRequest
from kinerja.submissions.actions import Papers
from kinerja.submissions.case.page import strip_of
from kinerja.submissions.forms.brought import carry_out
from kinerja.submissions.forms.filing import FilingForm
from kinerja.submissions.queries import attached_to
from kinerja.submissions.queue.signing import opened
from kinerja.submissions.views.meeting import done, meet
from kinerja.submissions.wording import FILE


@require_http_methods(["GET", "HEAD", "POST"])
def file(request: OfficeRequest, pk: int, step_run: int) -> HttpResponse:
    """Classification, place and retention, and the receipt of another application where the step owes one."""
    turn = meet(request, pk, step_run)
    if isinstance(turn, HttpResponse):
        return turn
    if turn.screen != FILE:
        return redirect(turn.url)
    submission = turn.case.submission
    form = FilingForm(request.POST or None, request.FILES or None, turn=turn)
    if not form.is_valid():
        opened(turn, request.user)
        context = {"turn": turn, "submission": submission, "form": form, "strip": strip_of(turn.case)}
        context["document"] = attached_to(submission).document
        return render(request, "submissions/file.html", context, status=422 if form.is_bound else 200)
    acted = carry_out(form, request.POST, by=request.user, papers=Papers(filing=form.filing))
    return done(request, turn, acted, form.chosen)
