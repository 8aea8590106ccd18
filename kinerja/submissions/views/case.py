"""The page of a file, and the text of its report."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.common.requests import OfficeRequest
from kinerja.submissions.case.page import case_context, strip_of
from kinerja.submissions.case.turns import open_case
from kinerja.submissions.entry.filling import record_narrative
from kinerja.submissions.forms.narrative import NarrativeForm, fingerprint
from kinerja.submissions.listing.presence import presence_of
from kinerja.submissions.opening import may_open
from kinerja.submissions.queries import Attached
from kinerja.submissions.queue.rows import ONWARD, following
from kinerja.submissions.taking_back import may_take_back
from kinerja.submissions.verification.attending import attend
from kinerja.submissions.views.meeting import seen


@require_safe
def detail(request: OfficeRequest, pk: int) -> HttpResponse:
    """All about one file, and the place of the steps that change no status."""
    case = open_case(request.user, pk)
    here = [turn for turn in case.turns if turn.mine and turn.acts_here]
    others = {
        turn.step_run.pk: other for turn in here if seen(turn) and (other := attend(turn, request.user))
    }
    context = case_context(case, request.GET, others=others)
    attached: Attached = context["attached"]
    context["may_correct"] = attached.stands and may_open(case.submission, request.user, case.at)
    context["may_take_back"] = may_take_back(case.submission, request.user, case.at)
    if ONWARD in request.GET:
        context["following"] = following(presence_of(request.user, case.at))
    return render(request, "submissions/case.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def narrative(request: OfficeRequest, pk: int) -> HttpResponse:
    """The introductory text of the report, while the file is a draft."""
    case = open_case(request.user, pk)
    old = case.submission.narrative
    form = NarrativeForm(request.POST or None, initial={"text": old, "version": fingerprint(old)})
    if form.is_valid():
        record_narrative(case.submission, **form.cleaned_data, by=request.user)
        messages.success(request, "Uraian laporan tersimpan.")
        return redirect(case.submission)
    context = {"case": case, "submission": case.submission, "form": form, "strip": strip_of(case)}
    return render(request, "submissions/narrative.html", context, status=422 if form.errors else 200)
