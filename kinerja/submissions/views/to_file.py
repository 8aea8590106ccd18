"""S03: filing several files in a row. Each is opened on its own page first, and each is an act of its own."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kinerja.common.keyset import PARAMETER, address
from kinerja.common.requests import OfficeRequest
from kinerja.submissions.forms.to_file import ToFileForm
from kinerja.submissions.listing.presence import presence_of
from kinerja.submissions.queue.filing import file_each
from kinerja.submissions.queue.rows import MOST
from kinerja.submissions.queue.to_file import to_file_page

ALL = "semua"  # in the address: everything that was opened is ticked beforehand


@require_http_methods(["GET", "HEAD", "POST"])
def to_file(request: OfficeRequest) -> HttpResponse:
    """What waits to be filed, and which of it was opened; what was ticked is filed, and what was refused is named."""
    rows, page = to_file_page(presence_of(request.user, timezone.now()), request.GET.get(PARAMETER, ""))
    form = ToFileForm(request.POST or None, rows=rows)
    if form.is_valid():
        outcomes = file_each(form.wishes, form.shelf, by=request.user)
        done = [outcome for outcome in outcomes if outcome.done]
        refused = [outcome for outcome in outcomes if not outcome.done]
        return render(request, "submissions/to_file_done.html", {"done": done, "refused": refused})
    chosen = [row.step_run.pk for row in rows if row.ready][:MOST] if ALL in request.GET else []
    context = {"rows": form.rows, "form": form, "most": MOST, "ready": [row for row in rows if row.ready]}
    context["unread"] = [row for row in rows if row.unread]
    context["ticked"] = [wish.step_run for wish in form.wishes] or chosen
    context["previous_url"] = address(request.GET, page.previous)
    context["next_url"] = address(request.GET, page.following)
    return render(request, "submissions/to_file.html", context, status=422 if form.is_bound else 200)
