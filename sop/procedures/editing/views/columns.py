"""The columns of a draft, and the posts that stand for each."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from sop.procedures.editing.access import editor_of, open_draft
from sop.procedures.editing.columns import ColumnInUse, rewrite_columns
from sop.procedures.editing.drafts import StaleDraft, columns_token
from sop.procedures.editing.forms.columns import (
    BaseColumns,
    ColumnsSeen,
    columns_form,
    with_another_column,
)
from sop.procedures.models import SopVersion


@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """All columns on one page; a button adds a blank one without saving anything."""
    version = open_draft(request, pk)
    data = with_another_column(request.POST) if "more" in request.POST else request.POST or None
    seen, formset = ColumnsSeen(data, version=version), columns_form(version, data)
    if data is None or "more" in request.POST:
        return _page(request, version, seen, formset)
    if not all([seen.is_valid(), formset.is_valid()]):
        return _page(request, version, seen, formset, status=422)
    try:
        rewrite_columns(version, formset.columns(), seen=seen.seen, by=editor_of(request))
    except StaleDraft:
        return _stale(request, version)
    except ColumnInUse as refusal:
        return _page(request, version, seen, formset, status=409, refusal=refusal.sentence)
    messages.success(request, "Kolom pelaksana tersimpan.")
    return redirect("procedures:edit", pk)


def _stale(request: HttpRequest, version: SopVersion) -> HttpResponse:
    data = request.POST.copy()
    data["data_hash"] = columns_token(version)
    theirs = [(str(actor), _posts(actor)) for actor in version.actors.prefetch_related("bindings__position")]
    seen, formset = ColumnsSeen(data, version=version), columns_form(version, data)
    return _page(request, version, seen, formset, status=409, theirs=theirs)


def _posts(actor: Any) -> str:
    return ", ".join(binding.position.title for binding in actor.bindings.all()) or "(belum ada jabatan)"


def _page(
    request: HttpRequest,
    version: SopVersion,
    seen: ColumnsSeen,
    formset: BaseColumns,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {"version": version, "form": seen, "columns": formset, **more}
    return render(request, "editing/columns.html", context, status=status)
