"""S06: proof of a sending and what comes next; taking it back until it is opened."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.common.requests import OfficeRequest
from kinerja.documents.pdf import render_receipt
from kinerja.submissions.actions import act
from kinerja.submissions.case.announcing import REPEATED
from kinerja.submissions.case.turns import Case, open_case
from kinerja.submissions.forms.act import content_hash
from kinerja.submissions.forms.withdraw import WithdrawForm
from kinerja.submissions.sending.receipt import receipt_of
from kinerja.submissions.views.papers import as_pdf
from sop.runs.engine import holders
from sop.runs.errors import AlreadyMoved, NotYourStep
from sop.runs.withdrawing import may_take_back, why_not

TAKEN_BACK = "Isian ditarik kembali dan terbuka untuk diubah. Kirim lagi setelah selesai."


@require_safe
def sent(request: OfficeRequest, pk: int, step_run: int) -> HttpResponse:
    """What was sent and where the file stands now. A step that is not sent yet is shown on the page of the file."""
    case = open_case(request.user, pk)
    receipt = receipt_of(case, step_run)
    if receipt is None:
        if all(row.pk != step_run for row in case.step_runs):
            raise Http404
        return redirect(case.submission)
    hindrance = receipt.why_not_withdrawn() if receipt.may_withdraw else ""
    context = {"receipt": receipt, "case": case, "submission": case.submission, "hindrance": hindrance}
    return render(request, "submissions/sent.html", context)


@require_safe
def receipt_pdf(request: OfficeRequest, pk: int, step_run: int) -> HttpResponse:
    """The proof to keep: the values as they were sent, whatever happened since."""
    receipt = receipt_of(open_case(request.user, pk), step_run)
    if receipt is None or receipt.rows is None:
        raise Http404
    name = f"Bukti kirim {receipt.number}.pdf".replace("/", "-")
    return as_pdf(render_receipt(receipt.paper()), name)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: OfficeRequest, pk: int, step_run: int) -> HttpResponse:
    """Ask once more, then take the part back; refused as soon as somebody has opened it."""
    case = open_case(request.user, pk)
    _insist_on_sender(case, step_run)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        asked = form.request(step_run, content=content_hash(request.POST))
        acted = act(case.submission, asked, by=request.user)
        messages.success(request, REPEATED if acted.repeated else TAKEN_BACK)
        return redirect(_sheet_of(case, step_run))
    if hindrance := why_not(case.submission.run, step_run):
        raise AlreadyMoved(hindrance)
    receipt = receipt_of(case, step_run)
    context = {"receipt": receipt, "submission": case.submission, "form": form, "case": case}
    return render(request, "submissions/withdraw.html", context, status=422 if form.is_bound else 200)


def _insist_on_sender(case: Case, step_run: int) -> None:
    """Http404 for a step of another file, NotYourStep for whoever does not answer for it."""
    row = next((row for row in case.step_runs if row.pk == step_run), None)
    if row is None:
        raise Http404
    step = case.step_of(row)
    if not may_take_back(case.performer, step, row):
        raise NotYourStep(step.number or str(step.position), holders(case.definition, step))


def _sheet_of(case: Case, step_run: int) -> str:
    """The sheet that is open again; the page of the file where the step is done for all units at once."""
    unit = next(row.unit_id for row in case.step_runs if row.pk == step_run)
    if unit is None:
        return case.submission.get_absolute_url()
    return reverse("submissions:entry", args=[case.submission.pk, unit])
