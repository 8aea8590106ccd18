"""The draft as a whole: its page, publishing it, and taking a published sheet up again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from sop.errors import RuleError
from sop.procedures.actions import DraftExists, new_version
from sop.procedures.editing.access import editor_of, open_draft, open_version
from sop.procedures.editing.drafts import publish_draft
from sop.procedures.editing.forms.widgets import SeenForm
from sop.procedures.editing.overview import keeping, overview
from sop.procedures.models import SopVersion


@require_safe
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything of a draft at a glance, with the buttons that change it."""
    version = open_draft(request, pk)
    return render(request, "editing/draft.html", {"version": version, "overview": overview(version)})


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """What publishing does, and then the publishing itself."""
    version = open_draft(request, pk)
    form = SeenForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return _publish_page(request, version)
    try:
        done = publish_draft(version, seen=form.seen, by=editor_of(request), at=timezone.now())
    except RuleError as refusal:
        messages.error(request, refusal.sentence)
        return _publish_page(request, version, status=refusal.http_status)
    way = "dan dapat dijalankan" if done.runnable else "hanya untuk dibaca"
    messages.success(request, f"Versi {version.version} sudah terbit {way}.")
    return redirect("procedures:sheet", version.pk)


def _publish_page(request: HttpRequest, version: SopVersion, *, status: int = 200) -> HttpResponse:
    context = {"version": version, "overview": overview(version), "keeping": keeping(version)}
    return render(request, "editing/publish.html", context, status=status)


@require_http_methods(["GET", "POST"])
def new_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """A published sheet as a new draft; where one is open already, that one."""
    version = open_version(request, pk)
    if request.method != "POST":
        return render(request, "editing/new_draft.html", {"version": version, "keeping": keeping(version)})
    try:
        made = new_version(version, by=editor_of(request))
    except DraftExists as refusal:
        messages.info(request, refusal.sentence)
        return redirect("procedures:edit", refusal.draft.pk)
    messages.success(request, f"Rancangan versi {made.version} dibuat. Ubah, periksa, lalu terbitkan.")
    return redirect("procedures:edit", made.pk)
