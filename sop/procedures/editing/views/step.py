"""The page of one row of a draft."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from sop.procedures.editing.access import editor_of, open_step, row_of
from sop.procedures.editing.content import rewrite_step
from sop.procedures.editing.drafts import StaleDraft, step_token
from sop.procedures.editing.forms.arrows import BaseArrows, arrows_form, with_another_row
from sop.procedures.editing.forms.step import StepForm
from sop.procedures.editing.forms.widgets import differences
from sop.procedures.queries import sheet
from sop.procedures.steps import Step


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """One row with its arrows; a button adds another arrow without saving anything."""
    row = open_step(request, pk, step)
    if request.method != "POST":
        return _page(request, row, StepForm(step=row), arrows_form(row))
    if "more" in request.POST:
        data = with_another_row(request.POST)
        return _page(request, row, StepForm(data, step=row), arrows_form(row, data))
    form, arrows = StepForm(request.POST, step=row), arrows_form(row, request.POST)
    if not all([form.is_valid(), arrows.is_valid()]):
        return _page(request, row, form, arrows, status=422)
    try:
        rewrite_step(row, form.content(arrows.arrows()), seen=form.seen, by=editor_of(request))
    except StaleDraft:
        return _stale(request, row)
    return _saved(request, row)


def _saved(request: HttpRequest, row: Step) -> HttpResponse:
    """On to the draft, or here again with the reading of what was written."""
    if "back" in request.POST:
        messages.success(request, "Langkah tersimpan.")
        answer = redirect("procedures:edit", row.version_id)
        answer["Location"] += f"#baris-{row.pk}"
        return answer
    messages.success(request, f"Langkah tersimpan. Waktu: {StepForm(step=row).reading}.")
    return redirect("procedures:edit_step", row.version_id, row.pk)


def _stale(request: HttpRequest, row: Step) -> HttpResponse:
    """What was typed, beside what somebody else has written; saved again it takes the other's place."""
    row = row_of(row.version, row.pk)
    data = request.POST.copy()
    data["data_hash"] = step_token(row)
    form = StepForm(data, step=row)
    ways = next(found.ways for found in sheet(row.version).rows if found.position == row.position)
    theirs = [*differences(form), ("Alur", "; ".join(way.sentence for way in ways) or "(tidak ada)")]
    return _page(request, row, form, arrows_form(row, data), status=409, theirs=theirs)


def _page(
    request: HttpRequest, row: Step, form: StepForm, arrows: BaseArrows, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"version": row.version, "step": row, "form": form, "arrows": arrows, **more}
    return render(request, "editing/step.html", context, status=status)
