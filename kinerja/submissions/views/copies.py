"""After an approval in the system: bring back the paper that a pen signed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.common.requests import OfficeRequest
from kinerja.signing.storage import copy_content
from kinerja.submissions.case.turns import open_case
from kinerja.submissions.forms.copying import CopyForm
from kinerja.submissions.papers.copies import add_copy, copies_of, copy_of, insist_owed

TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: OfficeRequest, pk: int) -> HttpResponse:
    """Upload the scan, or the file as it was signed elsewhere."""
    case = open_case(request.user, pk)
    document = insist_owed(case.submission, case.performer)
    posted = request.method == "POST"
    form = CopyForm(request.POST if posted else None, request.FILES if posted else None, document=document)
    if form.is_valid() and form.copy is not None:
        add_copy(case.submission, form.copy, by=request.user)
        messages.success(request, f"‘{form.copy.name}’ tersimpan sebagai salinan bertanda tangan.")
        return redirect(case.submission)
    context = {"submission": case.submission, "case": case, "form": form, "copies": copies_of(document)}
    return render(request, "submissions/copy.html", context, status=422 if form.is_bound else 200)


@require_safe
def download(request: OfficeRequest, pk: int, copy: int) -> HttpResponse:
    """The very bytes that were uploaded."""
    row = copy_of(request.user, pk, copy)
    kind = TYPES[row.path.rpartition(".")[2]]
    response = HttpResponse(copy_content(row), content_type=kind)
    name = content_disposition_header(as_attachment=True, filename=row.name)
    response["Content-Disposition"] = name or "attachment"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return response
