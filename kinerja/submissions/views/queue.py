"""S10: the signing queue. Each document is read on its own page; those that were read are signed in a row."""

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kinerja.common.keyset import PARAMETER, address
from kinerja.common.requests import OfficeRequest
from kinerja.submissions.forms.queue import QueueForm
from kinerja.submissions.listing.presence import presence_of
from kinerja.submissions.queue.rows import MOST, waiting_page
from kinerja.submissions.queue.signing import Outcome, Pen, sign_each

ALL = "semua"  # in the address: everything that was read is ticked beforehand


@sensitive_post_parameters("password", "code", "passkey")
@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: OfficeRequest) -> HttpResponse:
    """What waits, and which of it was read; a script asks for one document after the other, a browser for several."""
    rows, page = waiting_page(presence_of(request.user, timezone.now()), request.GET.get(PARAMETER, ""))
    form = QueueForm(request.POST or None, user=request.user, rows=rows, asking=request)
    if form.is_valid():
        pen = Pen(request.user, form.signing, form.unlocked, form.filing, form.shelf, public_site(request))
        return _answer(request, sign_each(form.wishes, pen))
    if form.is_bound and not request.accepts("text/html"):
        said = (str(text) for texts in form.errors.values() for text in texts)
        return JsonResponse({"sentence": " ".join(said)}, status=422)
    ready, unread = [row for row in rows if row.ready], [row for row in rows if row.unread]
    chosen = ready[:MOST] if ALL in request.GET else ()
    context = {"rows": rows, "form": form, "most": MOST, "ready": ready, "unread": unread}
    context["ticked"] = [wish.step_run for wish in form.wishes] or [row.step_run.pk for row in chosen]
    context["previous_url"] = address(request.GET, page.previous)
    context["next_url"] = address(request.GET, page.following)
    return render(request, "submissions/queue.html", context, status=422 if form.is_bound else 200)


def public_site(request: OfficeRequest) -> str:
    """Where the public page is found, without a slash at the end."""
    return settings.PUBLIC_URL or request.build_absolute_uri("/").rstrip("/")


def _answer(request: OfficeRequest, outcomes: list[Outcome]) -> HttpResponse:
    if not request.accepts("text/html"):
        return JsonResponse({"outcomes": [vars(outcome) for outcome in outcomes]})
    context = {
        "done": [outcome for outcome in outcomes if outcome.done],
        "refused": [outcome for outcome in outcomes if not outcome.done],
    }
    return render(request, "submissions/queue_done.html", context)
