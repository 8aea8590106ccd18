"""Serah-terima of one file: what can be downloaded, what was recorded, and recording more."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.common.requests import OfficeRequest
from kinerja.handover.actions import insist, record_receipt
from kinerja.handover.keeping import content_of
from kinerja.handover.queries import handed_over, mappings_of, receipts_of
from kinerja.handover.receipt_form import ReceiptForm
from kinerja.handover.receipts import Receipt
from kinerja.handover.tables import newer_of
from kinerja.signing.storage import DocumentDestroyed
from kinerja.submissions.desk import fetch, today
from kinerja.submissions.models import Submission
from sop.errors import RuleError

TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}


@require_safe
def file(request: OfficeRequest, pk: int) -> HttpResponse:
    """What can be handed over of a file, and what was recorded about it."""
    submission = fetch(request.user, pk)
    try:
        insist(submission, request.user, timezone.now())
        may_record = True
    except RuleError:
        may_record = False
    receipts = receipts_of(submission)
    context = {
        "submission": submission, "mappings": mappings_of(submission.run.office), "newer": newer_of(submission),
        "handed": handed_over(submission, receipts), "receipts": receipts, "may_record": may_record,
    }  # fmt: skip
    return render(request, "handover/file.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: OfficeRequest, pk: int) -> HttpResponse:
    """A further receipt, or with `ganti` the one that takes the place of another."""
    submission, now = fetch(request.user, pk), timezone.now()
    insist(submission, request.user, now)
    old = _replaced(request, submission)
    initial = {"officer": request.user.name, "date": today(submission)} | (_typed(old) if old else {})
    form = ReceiptForm(request.POST or None, request.FILES or None, today=today(submission), initial=initial)
    if form.is_valid():
        replaces = old.pk if old else None
        record_receipt(submission, form.written(), by=request.user, at=now, sent=form.sent, replaces=replaces)
        messages.success(request, "Tanda terima tercatat.")
        return redirect("handover:file", pk)
    context = {"submission": submission, "form": form, "old": old}
    return render(request, "handover/receipt.html", context, status=422 if form.is_bound else 200)


@require_safe
def picture(request: OfficeRequest, pk: int, receipt: int) -> HttpResponse:
    """The very bytes that were uploaded."""
    submission = fetch(request.user, pk)
    row = get_object_or_404(Receipt.objects.filter(submission=submission), pk=receipt)
    if not row.sha256:
        raise Http404
    if submission.document and submission.document.destroyed:
        raise DocumentDestroyed(submission.document.destroyed)
    response = HttpResponse(content_of(row), content_type=TYPES[row.path.rpartition(".")[2]])
    name = content_disposition_header(as_attachment=True, filename=row.name)
    response["Content-Disposition"] = name or "attachment"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return response


def _replaced(request: OfficeRequest, submission: Submission) -> Receipt | None:
    asked = request.GET.get("ganti", "")
    return (
        get_object_or_404(Receipt.objects.filter(submission=submission), pk=asked)
        if asked.isdecimal()
        else None
    )


def _typed(old: Receipt) -> dict[str, object]:
    return {name: getattr(old, name) for name in ("application", "date", "officer", "number", "note")}
