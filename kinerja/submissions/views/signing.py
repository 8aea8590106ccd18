"""Paraf and signature: read the frozen document, then decide, with the password once more."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kinerja.common.requests import OfficeRequest
from kinerja.documents.report import report_fragment
from kinerja.signing.errors import ProviderRefused
from kinerja.submissions.actions import Papers, act
from kinerja.submissions.case.page import strip_of
from kinerja.submissions.case.turns import Turn
from kinerja.submissions.forms.act import content_hash
from kinerja.submissions.forms.signing import SignForm
from kinerja.submissions.listing.presence import presence_of
from kinerja.submissions.papers.confirming import papers_for, reading_of
from kinerja.submissions.queue.rows import ONWARD, QUEUED, following
from kinerja.submissions.queue.signing import opened
from kinerja.submissions.views.meeting import done, meet
from kinerja.submissions.views.queue import public_site
from kinerja.submissions.wording import SIGN
from sop.runs.engine import Request


@sensitive_post_parameters("password", "code", "passkey")
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: OfficeRequest, pk: int, step_run: int) -> HttpResponse:
    """The document is signed and put on the disk before the act, which then moves the file or refuses."""
    turn = meet(request, pk, step_run)
    if isinstance(turn, HttpResponse):
        return turn
    if turn.screen != SIGN:
        return redirect(turn.url)
    form = SignForm(request.POST or None, turn=turn, user=request.user, asking=request)
    if not form.is_valid():
        if request.method == "GET":
            opened(turn, request.user)
        return _page(request, turn, form)
    at, asked = timezone.now(), form.request(content=content_hash(request.POST), record=form.record)
    try:
        papers = _papers(request, turn, form, asked, at)
    except ProviderRefused as refused:
        return _page(request, turn, form.refused_by(refused), status=refused.http_status)
    acted = act(turn.case.submission, asked, by=request.user, papers=papers, at=at)
    done(request, turn, acted, form.chosen)
    return redirect(f"{acted.submission.get_absolute_url()}?{ONWARD}")


def _papers(request: OfficeRequest, turn: Turn, form: SignForm, asked: Request, at: dt.datetime) -> Papers:
    return papers_for(
        turn, form.chosen, asked, data_hash=form.cleaned_data["data_hash"], filing=form.filing, by=request.user,
        at=at, site=public_site(request), unlocked=form.unlocked,
    )  # fmt: skip


def _page(request: OfficeRequest, turn: Turn, form: SignForm, *, status: int = 422) -> HttpResponse:
    reading = reading_of(turn)
    queued = QUEUED in request.GET
    context = {
        "following": following(presence_of(request.user, turn.case.at), turn.step_run.pk) if queued else None,
        "queued": queued,
        "turn": turn,
        "submission": turn.case.submission,
        "strip": strip_of(turn.case),
        "form": form,
        "reading": reading,
        "document": report_fragment(reading.report),
    }
    return render(request, "submissions/sign.html", context, status=status if form.is_bound else 200)
