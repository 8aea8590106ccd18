"""Downloads of one file."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kinerja.common.requests import OfficeRequest
from kinerja.documents.pdf import render_report
from kinerja.signing.storage import content_of
from kinerja.submissions.desk import fetch
from kinerja.submissions.holding import refuse_taken_back
from kinerja.submissions.papers.report import draft_of, filename
from kinerja.submissions.queries import attached_to


@require_safe
def report(request: OfficeRequest, pk: int) -> HttpResponse:
    """The report: the very bytes that were signed, or a draft that says so; none of a correction that was taken back."""
    submission = fetch(request.user, pk)
    refuse_taken_back(submission)
    document = attached_to(submission).document
    if document is not None:
        return as_pdf(content_of(document), filename(submission))
    return as_pdf(render_report(draft_of(submission, at=timezone.now()).report), filename(submission))


def as_pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF to keep, under a name that says what it is."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Length"] = str(len(content))
    return response
