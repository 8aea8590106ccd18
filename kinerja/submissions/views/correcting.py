"""Correcting a signed report, and taking back a correction begun by mistake: each asked once more, with the reason."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kinerja.common.requests import OfficeRequest
from kinerja.periods.models import Obligation
from kinerja.submissions import correcting, taking_back
from kinerja.submissions.case.announcing import REPEATED
from kinerja.submissions.desk import fetch
from kinerja.submissions.errors import NotToBeCorrected
from kinerja.submissions.forms.act import sent_of
from kinerja.submissions.forms.correcting import CorrectionForm
from kinerja.submissions.forms.taking_back import TakeBackForm
from kinerja.submissions.opening import opener_of
from kinerja.submissions.queries import attached_to
from kinerja.submissions.taking_back import NotToBeTakenBack

OPENED = "Revisi {} dibuka dengan isi dokumen lama. Jalankan langkah SOP dari awal; angka diperbaiki pada langkah pengisian."
TAKEN_BACK = "Perbaikan ditarik kembali. Dokumen yang ditandatangani tetap berlaku."


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
    attached = attached_to(submission)
    context = {"submission": submission, "form": form, "opener": opener, "attached": attached}
    return render(request, "submissions/correct.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: OfficeRequest, pk: int) -> HttpResponse:
    """What is lost and what stays; refused as soon as somebody has verified."""
    submission = fetch(request.user, pk)
    capacity = taking_back.insist_taker(submission, request.user, timezone.now())
    form = TakeBackForm(request.POST or None)
    if form.is_valid():
        reason, sent = form.cleaned_data["reason"], sent_of(request.POST)
        done = taking_back.take_back(submission, reason, by=request.user, sent=sent)
        messages.success(request, TAKEN_BACK if done else REPEATED)
        return redirect(submission)
    if hindrance := taking_back.why_not(submission):
        raise NotToBeTakenBack(hindrance)
    context = {"submission": submission, "form": form, "capacity": capacity}
    context["document"] = attached_to(submission).replaces
    return render(request, "submissions/take_back.html", context, status=422 if form.is_bound else 200)
