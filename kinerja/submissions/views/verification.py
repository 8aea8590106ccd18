"""S08: judge the rows one by one, then verify the file or send it back."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kinerja.common.requests import OfficeRequest
from kinerja.signing.errors import ProviderRefused
from kinerja.submissions.actions import act
from kinerja.submissions.case.turns import Turn
from kinerja.submissions.forms.act import content_hash, sent_of
from kinerja.submissions.forms.verification import Verdict, VerifyForm
from kinerja.submissions.papers.confirming import papers_for_verifying
from kinerja.submissions.verification.attending import attend
from kinerja.submissions.verification.judging import tally
from kinerja.submissions.verification.page import COMPARE, FILTER, View, address, page, progress, why_not
from kinerja.submissions.verification.verdicts import rows_for, save_verdicts
from kinerja.submissions.views.meeting import done, meet
from kinerja.submissions.views.queue import public_site
from kinerja.submissions.wording import VERIFY


@sensitive_post_parameters("password")
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
    context = page(turn, VerifyForm(turn=turn, user=request.user, asking=request), _view(request, turn))
    return render(request, "verification/page.html", context)


@require_POST
def judge_row(request: OfficeRequest, pk: int, step_run: int) -> HttpResponse:
    """The word on a row, kept at once for a script: the fields are those of the page, `key` makes a repeat count once."""
    turn = meet(request, pk, step_run)
    if isinstance(turn, HttpResponse):
        return turn
    verdicts = save_verdicts(turn, request.POST, by=request.user, sent=sent_of(request.POST))
    refused = next((verdict for verdict in verdicts if verdict.problem), None)
    told = progress(tally(rows_for(turn)))
    if refused is not None and refused.problem is not None:
        answer = {
            "code": "conflict" if refused.stale else "note",
            "sentence": refused.problem.sentence,
            **told,
        }
        return JsonResponse(answer, status=409 if refused.stale else 422)
    local = timezone.now().astimezone(turn.case.submission.run.office.tz)
    return JsonResponse({"saved_at": f"{local:%H.%M}", **told})


def _view(request: OfficeRequest, turn: Turn) -> View:
    """How the page is asked for; whoever looks without reading only is at the step from now on."""
    read_only = "baca" in request.GET
    other = None if read_only else attend(turn, request.user)
    return View(request.GET.get(FILTER, ""), request.GET.get(COMPARE, ""), read_only, other)


def _post(request: OfficeRequest, turn: Turn) -> HttpResponse:
    """Words first, whatever else was asked; they are kept even where the step cannot be closed."""
    verdicts = save_verdicts(turn, request.POST, by=request.user)
    form = VerifyForm(request.POST, turn=turn, user=request.user, asking=request)
    if any(verdict.problem for verdict in verdicts):
        return _again(request, turn, VerifyForm(turn=turn, user=request.user, asking=request), verdicts)
    if form.chosen is not None and "move" in request.POST:
        return _close(request, turn, form)
    kept = sum(verdict.fresh for verdict in verdicts)
    text = f"Penilaian {kept} baris tersimpan." if kept else "Tidak ada penilaian baru untuk disimpan."
    messages.add_message(request, messages.SUCCESS if kept else messages.INFO, text)
    return redirect(address(turn, request.GET.get(FILTER, ""), request.GET.get(COMPARE, "")))


def _close(request: OfficeRequest, turn: Turn, form: VerifyForm) -> HttpResponse:
    move = form.chosen
    if move is None or move.is_return:
        return redirect(turn.return_url if move is None else f"{turn.return_url}?move={move.key}")
    # Whoever entered figures could judge none of them: the act will say that, not how many rows are left.
    if "verify" in move.effects and not turn.case.is_entrant:
        form.hindrance = why_not(tally(rows_for(turn)))
    if not form.is_valid():
        return _again(request, turn, form)
    asked, at = form.request(content=content_hash(request.POST), record=form.record), timezone.now()
    try:
        papers = papers_for_verifying(
            turn, move, asked, at=at, site=public_site(request), unlocked=form.unlocked
        )
    except ProviderRefused as refused:
        return _again(request, turn, form.refused_by(refused))
    acted = act(turn.case.submission, asked, by=request.user, papers=papers, at=at)
    return done(request, turn, acted, move)


def _again(
    request: OfficeRequest, turn: Turn, form: VerifyForm, verdicts: list[Verdict] | None = None
) -> HttpResponse:
    context = page(turn, form, _view(request, turn), verdicts=verdicts or [])
    return render(request, "verification/page.html", context, status=422)
