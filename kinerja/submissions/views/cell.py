"""One cell of the sheet, saved while the next one is typed."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods

from kinerja.common.requests import OfficeRequest
from kinerja.submissions.desk import fetch
from kinerja.submissions.entry.cell_answer import answer, locked
from kinerja.submissions.entry.cells import save_cell
from kinerja.submissions.errors import NotFilling
from kinerja.submissions.forms.cell import cell_of
from kinerja.submissions.views.marks import weigh


@require_http_methods(["PATCH"])
def cell(request: OfficeRequest, pk: int, unit: int, row: int) -> HttpResponse:
    """Save what was typed, or say in JSON what stands in the way."""
    submission = fetch(request.user, pk)
    sent = cell_of(request.body)
    try:
        kept = save_cell(submission, row, sent, unit=unit, by=request.user)
    except NotFilling as refusal:
        body, status = locked(refusal)
        return JsonResponse(body, status=status)
    doubted = weigh(request.session, kept.row, kept.read, confirmed=sent.confirmed)
    body, status = answer(submission, sent, kept, doubted=doubted)
    return JsonResponse(body, status=status)
