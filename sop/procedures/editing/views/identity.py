"""The identity page of a draft: header and six boxes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from sop.procedures.editing.access import editor_of, open_draft
from sop.procedures.editing.drafts import StaleDraft, identity_token
from sop.procedures.editing.forms.identity import IdentityForm
from sop.procedures.editing.forms.widgets import differences
from sop.procedures.editing.identity import rewrite_identity
from sop.procedures.models import SopVersion


@require_http_methods(["GET", "POST"])
def identity(request: HttpRequest, pk: int) -> HttpResponse:
    version = open_draft(request, pk)
    if request.method != "POST":
        return _page(request, IdentityForm(version=version))
    form = IdentityForm(request.POST, version=version)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        rewrite_identity(
            version, header=form.header(), boxes=form.boxes(), seen=form.seen, by=editor_of(request)
        )
    except StaleDraft:
        return _stale(request, version)
    messages.success(request, "Identitas naskah tersimpan.")
    return redirect("procedures:edit", pk)


def _stale(request: HttpRequest, version: SopVersion) -> HttpResponse:
    """What was typed, beside what somebody else has written."""
    version.refresh_from_db()
    data = request.POST.copy()
    data["data_hash"] = identity_token(version)
    form = IdentityForm(data, version=version)
    return _page(request, form, status=409, theirs=differences(form))


def _page(request: HttpRequest, form: IdentityForm, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {"version": form.instance, "form": form, **more}
    return render(request, "editing/identity.html", context, status=status)
