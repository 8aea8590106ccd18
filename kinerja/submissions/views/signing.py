"""Paraf and signature: read the frozen document, then decide, with the password once more."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kinerja.common.requests import OfficeRequest
from kinerja.documents.report import report_fragment
from kinerja.submissions.actions import act
from kinerja.submissions.case.page import strip_of
from kinerja.submissions.case.turns import Turn
from kinerja.submissions.forms.act import content_hash
from kinerja.submissions.forms.signing import SignForm
from kinerja.submissions.papers.confirming import papers_for, reading_of
from kinerja.submissions.views.meeting import done, meet
from kinerja.submissions.wording import SIGN


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
        return _page(request, turn, form)
    at, asked = timezone.now(), form.request(content=content_hash(request.POST), record=form.record)
    site = settings.PUBLIC_URL or request.build_absolute_uri("/").rstrip("/")
    papers = papers_for(
        turn, form.chosen, asked, data_hash=form.cleaned_data["data_hash"], filing=form.filing, by=request.user,
        at=at, site=site, unlocked=form.unlocked,
    )  # fmt: skip
    return done(
        request, turn, act(turn.case.submission, asked, by=request.user, papers=papers, at=at), form.chosen
    )


def _page(request: OfficeRequest, turn: Turn, form: SignForm) -> HttpResponse:
    reading = reading_of(turn)
    context = {
        "turn": turn,
        "submission": turn.case.submission,
        "strip": strip_of(turn.case),
        "form": form,
        "reading": reading,
        "document": report_fragment(reading.report),
    }
    return render(request, "submissions/sign.html", context, status=422 if form.is_bound else 200)
