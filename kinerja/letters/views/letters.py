"""The papers of a file: list, make, edit, issue, read, cancel, correct, number."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.common.refusals import wants_json
from kinerja.common.requests import OfficeRequest
from kinerja.documents.letter import render_letter
from kinerja.letters import actions, correcting, issuing
from kinerja.letters.access import insist, letter_case, step_in
from kinerja.letters.cautions import caution_of
from kinerja.letters.errors import FarDate, NumberTaken
from kinerja.letters.forms import KindForm, LetterForm, OwnNumberForm, ReasonForm
from kinerja.letters.layout import data_of
from kinerja.letters.models import Letter
from kinerja.letters.pages import letter_context, list_context, may_make, today
from kinerja.letters.prefill import Ground, prefill
from kinerja.letters.storage import content_of, insist_kept
from kinerja.submissions.case.turns import Case, open_case

GET_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_POST)
def letters(request: OfficeRequest, pk: int) -> HttpResponse:
    """Every paper of a file; a POST makes one, prefilled."""
    case = open_case(request.user, pk)
    if request.method != "POST":
        return render(request, "letters/list.html", list_context(case))
    hold = insist(case.submission.run, case.definition, case.performer)
    form = KindForm(request.POST)
    if not form.is_valid():
        return render(request, "letters/list.html", list_context(case) | {"unknown": True}, status=422)
    kind, step = form.cleaned_data["kind"], step_in(case, form.cleaned_data["step"])
    content = prefill(Ground(case, hold, step), kind)
    place = step.position if step else None
    made = actions.make(case.submission, kind, content, step=place, by=request.user)
    messages.success(request, "Draf dibuat dan terisi dari berkas. Periksa isinya, lalu terbitkan.")
    return redirect(made)


@require_http_methods(GET_POST)
def letter(request: OfficeRequest, letter: int) -> HttpResponse:
    """A paper: the draft to be edited by whoever may, else to be read."""
    row, case = letter_case(request.user, letter)
    if request.method == "POST":
        return _typed(request, row, case)
    name = "letters/edit.html" if row.is_draft and may_make(case) else "letters/letter.html"
    return render(request, name, letter_context(row, case))


def _typed(request: OfficeRequest, row: Letter, case: Case) -> HttpResponse:
    """Keep what was typed; with "terbitkan" issue it. What is refused stays in the form."""
    insist(case.submission.run, case.definition, case.performer)
    form = LetterForm(request.POST, letter=row)
    if row.is_draft and not form.is_valid():
        return _again(request, row, case, form, 422)
    typed = form.content if form.is_valid() else {}
    row = actions.save(row, typed, version=form.cleaned_data.get("version", 0), by=request.user)
    if wants_json(request):
        return JsonResponse({"version": row.version})
    if request.POST.get("go") != "terbitkan":
        messages.success(request, "Draf tersimpan.")
        return redirect(row)
    return (
        _again(request, row, case, form, 422)
        if form.ask_for_the_missing()
        else _issued(request, row, case, form)
    )


def _issued(request: OfficeRequest, row: Letter, case: Case, form: LetterForm) -> HttpResponse:
    try:
        row = issuing.issue(row, by=request.user)
    except (NumberTaken, FarDate) as refused:
        form.add_error("own_number" if isinstance(refused, NumberTaken) else "date", refused.sentence)
        return _again(request, row, case, form, refused.http_status)
    number = f" dengan nomor {row.number}" if row.number else ""
    messages.success(
        request, f"{row.get_kind_display()} diterbitkan{number}. Cetak PDF-nya untuk ditandatangani."
    )
    if caution := caution_of(row.kind, row.content, today(case)):
        messages.warning(request, caution)
    return redirect(row)


def _again(request: OfficeRequest, row: Letter, case: Case, form: LetterForm, status: int) -> HttpResponse:
    posted = request.POST.copy()
    posted["version"] = str(row.version)  # what was kept just now is what this page stands on
    form.data = posted
    return render(request, "letters/edit.html", letter_context(row, case, form), status=status)


@require_safe
def pdf(request: OfficeRequest, letter: int) -> HttpResponse:
    """The stored bytes of an issued paper; a draft is drawn as RANCANGAN, and so is one that was cancelled before."""
    row, case = letter_case(request.user, letter)
    row.submission = case.submission
    insist_kept(row.submission)
    content = content_of(row) if row.sha256 else render_letter(data_of(row, number=row.number, at=None))
    name = f"{'' if row.sha256 else 'RANCANGAN '}{row} – {case.submission.run.title}.pdf".replace("/", "-")
    header = content_disposition_header(as_attachment=False, filename=name)
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": header or ""}
    )


@require_http_methods(GET_POST)
def cancel(request: OfficeRequest, letter: int) -> HttpResponse:
    """Call a paper off, with a reason."""
    row, case = letter_case(request.user, letter)
    insist(case.submission.run, case.definition, case.performer)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        correcting.cancel(row, form.cleaned_data["reason"], by=request.user)
        messages.success(
            request, f"{row} dibatalkan.{' Nomornya tetap tercatat sebagai batal.' if row.number else ''}"
        )
        return redirect("letters:list", row.submission_id)
    context = letter_context(row, case) | {"form": form}
    return render(request, "letters/cancel.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def correct(request: OfficeRequest, letter: int) -> HttpResponse:
    """A new draft that will replace this paper."""
    row, _ = letter_case(request.user, letter)
    made = correcting.correct(row, by=request.user)
    messages.success(
        request, "Draf perbaikan dibuat. Naskah lama tetap berlaku sampai perbaikan ini diterbitkan."
    )
    return redirect(made)


@require_http_methods(GET_POST)
def number(request: OfficeRequest, letter: int) -> HttpResponse:
    """A number for a paper that was issued without one."""
    row, case = letter_case(request.user, letter)
    insist(case.submission.run, case.definition, case.performer)
    form = OwnNumberForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        row = issuing.give_number(row, own_number=form.cleaned_data["own_number"], by=request.user)
        messages.success(request, f"Nomor {row.number} tercatat di buku nomor.")
        return redirect(row)
    context = letter_context(row, case) | {"form": form}
    return render(request, "letters/number.html", context, status=422 if form.errors else 200)
