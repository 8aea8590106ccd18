"""Correcting a signed report: asked once more, with the reason, then the next revision is open."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kinerja.common.requests import OfficeRequest
from kinerja.periods.models import Obligation
from kinerja.submissions import correcting
from kinerja.submissions.desk import fetch
from kinerja.submissions.errors import NotToBeCorrected
from kinerja.submissions.forms.correcting import CorrectionForm
from kinerja.submissions.opening import opener_of
from kinerja.submissions.queries import attached_to

OPENED = "Revisi {} dibuka dengan isi dokumen lama. Jalankan langkah SOP dari awal; angka diperbaiki pada langkah pengisian."


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: OfficeRequest, pk: int) -> HttpResponse:
    """What will happen, and why it has to; refused for whoever may not begin a file of this duty."""
    submission = fetch(request.user, pk)
    owed = Obligation.objects.select_related("office", "sop").get(pk=submission.obligation_id)
    opener = opener_of(owed, submission.period, by=request.user, at=timezone.now())
    form = CorrectionForm(request.POST or None)
    if form.is_valid():
        fresh = correcting.correct(submission, form.cleaned_data["reason"], by=request.user)
        messages.success(request, OPENED.format(fresh.revision))
        return redirect(fresh)
    if hindrance := correcting.why_not(submission):
        raise NotToBeCorrected(hindrance)
    document, revision = attached_to(submission).document, submission.revision + 1
    context = {"submission": submission, "form": form, "opener": opener, "document": document}
    context["revision"] = revision
    return render(request, "submissions/correct.html", context, status=422 if form.is_bound else 200)
