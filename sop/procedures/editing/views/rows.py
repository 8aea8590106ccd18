"""Buttons beside the rows of a draft: up, down, another one below, away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from sop.errors import RuleError
from sop.procedures.editing import rows
from sop.procedures.editing.access import editor_of, open_draft, open_step, row_of
from sop.procedures.editing.drafts import draft_token
from sop.procedures.editing.forms.acts import DeleteForm, InsertForm, MoveForm
from sop.procedures.steps import Step

FOLLOWED = "Alur di sekitarnya mengikuti urutan yang baru."
STAYED = "Alurnya tetap menghubungkan kegiatan yang sama; lihat laporan pemeriksaan."
UNCLEAR = "Tombol itu tidak dikenali. Muat ulang halaman ini, lalu ulangi."


def _back(pk: int, row: int | None = None) -> HttpResponse:
    """To the page of the draft, at the row."""
    answer = redirect("procedures:edit", pk)
    if row is not None:
        answer["Location"] += f"#baris-{row}"
    return answer


@require_POST
def move_step(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    row, form = open_step(request, pk, step), MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, UNCLEAR)
        return _back(pk)
    up = form.cleaned_data["arah"] == "naik"
    try:
        followed = rows.move_step(row, up=up, seen=form.seen, by=editor_of(request))
    except RuleError as refusal:
        messages.error(request, refusal.sentence)
        return _back(pk)
    way = "naik" if up else "turun"
    messages.success(request, f"‘{row.activity[:60]}’ {way} satu baris. {FOLLOWED if followed else STAYED}")
    return _back(pk, step)


@require_POST
def add_step(request: HttpRequest, pk: int) -> HttpResponse:
    version, form = open_draft(request, pk), InsertForm(request.POST)
    if not form.is_valid():
        messages.error(request, UNCLEAR)
        return _back(pk)
    above = form.cleaned_data["after"]
    after = row_of(version, above) if above else None
    try:
        new = rows.insert_step(version, after=after, seen=form.seen, by=editor_of(request))
    except RuleError as refusal:
        messages.error(request, refusal.sentence)
        return _back(pk)
    messages.success(request, "Langkah baru ditambahkan. Isi kegiatan dan pelaksananya.")
    return redirect("procedures:edit_step", pk, new.pk)


@require_http_methods(["GET", "POST"])
def delete_step(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """What goes with the row, and where the arrows to it lead from now on."""
    row = open_step(request, pk, step)
    seen = draft_token(row.version)
    if request.method != "POST":
        return _delete_page(request, row, DeleteForm(step=row, seen=seen))
    form = DeleteForm(request.POST, step=row, seen=seen)
    if not form.is_valid():
        return _delete_page(request, row, form, status=422)
    try:
        kept, dropped = rows.delete_step(row, redirect=form.redirect, seen=form.seen, by=editor_of(request))
    except RuleError as refusal:
        messages.error(request, refusal.sentence)
        return redirect("procedures:delete_step", pk, step)
    messages.success(request, f"Langkah dihapus. Alur dialihkan: {kept}; alur dihapus: {dropped}.")
    return _back(pk)


def _delete_page(request: HttpRequest, row: Step, form: DeleteForm, *, status: int = 200) -> HttpResponse:
    context = {"version": row.version, "step": row, "form": form}
    return render(request, "editing/delete_step.html", context, status=status)
