"""S08: judge the rows one by one, then verify the file or send it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinerja.common.requests import OfficeRequest
from kinerja.submissions.actions import act
from kinerja.submissions.case import Turn
from kinerja.submissions.forms.act import content_hash
from kinerja.submissions.forms.verification import Verdict, VerifyForm
from kinerja.submissions.judging import tally
from kinerja.submissions.verdicts import rows_for, save_verdicts
from kinerja.submissions.verification_page import FILTER, address, page, why_not
from kinerja.submissions.views.meeting import done, meet
from kinerja.submissions.wording import VERIFY


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: OfficeRequest, pk: int, step_run: int) -> HttpResponse:
    """Show the rows, keep the words on them, and close the step when it is asked for."""
    turn = meet(request, pk, step_run)
    if isinstance(turn, HttpResponse):
        return turn
    if turn.screen != VERIFY:
        return redirect(turn.url)
    if request.method == "POST":
        return _post(request, turn)
    form = VerifyForm(turn=turn, user=request.user)
    return render(request, "verification/page.html", page(turn, form, chosen=request.GET.get(FILTER, "")))


def _post(request: OfficeRequest, turn: Turn) -> HttpResponse:
    """Words first, whatever else was asked; they are kept even where the step cannot be closed."""
    verdicts = save_verdicts(turn, request.POST, by=request.user)
    form = VerifyForm(request.POST, turn=turn, user=request.user)
    if any(verdict.problem for verdict in verdicts):
        return _again(request, turn, VerifyForm(turn=turn, user=request.user), verdicts)
    if form.chosen is not None and "move" in request.POST:
        return _close(request, turn, form)
    kept = sum(verdict.fresh for verdict in verdicts)
    text = f"Penilaian {kept} baris tersimpan." if kept else "Tidak ada penilaian baru untuk disimpan."
    messages.add_message(request, messages.SUCCESS if kept else messages.INFO, text)
    return redirect(address(turn, request.GET.get(FILTER, "")))


def _close(request: OfficeRequest, turn: Turn, form: VerifyForm) -> HttpResponse:
    move = form.chosen
    if move is None or move.is_return:
        return redirect(turn.return_url if move is None else f"{turn.return_url}?move={move.key}")
    # Whoever entered figures could judge none of them: the act will say that, not how many rows are left.
    if "verify" in move.effects and not turn.case.is_entrant:
        form.hindrance = why_not(tally(rows_for(turn)))
    if not form.is_valid():
        return _again(request, turn, form)
    asked = form.request(content=content_hash(request.POST), record=form.record)
    acted = act(turn.case.submission, asked, by=request.user)
    return done(request, turn, acted, move)


def _again(
    request: OfficeRequest, turn: Turn, form: VerifyForm, verdicts: list[Verdict] | None = None
) -> HttpResponse:
    context = page(turn, form, chosen=request.GET.get(FILTER, ""), verdicts=verdicts or [])
    return render(request, "verification/page.html", context, status=422)
