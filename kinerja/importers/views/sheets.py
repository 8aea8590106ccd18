"""A form that was filled outside: uploaded, compared with the sheet, and only then saved by the writer of the sheet."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kinerja.common.requests import OfficeRequest
from kinerja.documents.packed import UnreadableBook
from kinerja.importers.forms import SheetForm
from kinerja.importers.sheets.paper import Paper, seal, unseal
from kinerja.importers.sheets.posting import post_of
from kinerja.importers.sheets.reading import read_sheet_book
from kinerja.importers.sheets.returned import returned_book
from kinerja.importers.sheets.review import Review, review_of
from kinerja.submissions.desk import Desk, entry_desk
from kinerja.submissions.entry.entering import save_sheet
from kinerja.submissions.entry.filling import record_figures
from kinerja.submissions.entry.sheet_book import called
from kinerja.submissions.entry.sheet_paper import filename
from kinerja.submissions.rows.sheet import rows_of
from kinerja.submissions.views.forms import as_xlsx
from kinerja.submissions.views.marks import remember

TOO_OLD = "Hasil pembacaan sudah tidak berlaku. Unggah formulirnya sekali lagi."
TOO_LONG = "Isi formulir ini terlalu panjang untuk dimuat sekaligus. Ringkas penjelasannya, lalu unggah lagi."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: OfficeRequest, pk: int, unit: int) -> HttpResponse:
    """Ask for the form, show what it would change, save that, or give the form back with notes."""
    desk = entry_desk(request.user, pk, unit)
    if request.method != "POST":
        return _ask(request, desk, SheetForm()) if desk.may_act else redirect("submissions:entry", pk, unit)
    if "sealed" in request.POST:
        return _copy(request, desk) if "copy" in request.POST else _decide(request, desk)
    _require_filling(request, desk)
    form = SheetForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            file = form.cleaned_data["file"]
            return _show(request, desk, _compared(desk, read_sheet_book(file.name, file.read(), desk)))
        except UnreadableBook as refusal:
            form.add_error("file", refusal.sentence)
    return _ask(request, desk, form, status=422)


def _decide(request: OfficeRequest, desk: Desk) -> HttpResponse:
    """Save what can be read; what is left is shown again with its reasons."""
    paper = _paper(request, desk)
    if paper is None:
        _require_filling(request, desk)
        return _ask_again(request, desk, TOO_OLD)
    post = post_of(paper, rows_of(desk.submission, unit=desk.unit.pk), request.POST)
    saved = save_sheet(desk.submission, post, unit=desk.unit.pk, by=request.user)
    review = review_of(paper, rows_of(desk.submission, unit=desk.unit.pk), request.POST)
    if review.is_open:
        return _show(request, desk, review, saved=len(saved.texts), status=409)
    remember(request.session, saved=saved.texts, doubts={}, settled="")
    if saved.texts:
        messages.success(request, f"{len(saved.texts)} baris tersimpan dari formulir.")
    else:
        messages.info(request, "Tidak ada perubahan untuk disimpan.")
    return redirect("submissions:entry", desk.submission.pk, desk.unit.pk)


def _copy(request: OfficeRequest, desk: Desk) -> HttpResponse:
    """The uploaded form with its faults marked."""
    _require_filling(request, desk)
    paper = _paper(request, desk)
    if paper is None:
        return _ask_again(request, desk, TOO_OLD)
    rows = rows_of(desk.submission, unit=desk.unit.pk)
    content = returned_book(desk, rows, review_of(paper, rows, request.POST))
    return as_xlsx(content, f"Catatan {filename(desk, 'xlsx', blank=False)}")


def _require_filling(request: OfficeRequest, desk: Desk) -> None:
    """Raise what the writer of the sheet raises for whoever may not fill now, also where nothing is saved yet."""
    record_figures(desk.submission, [], unit=desk.unit.pk, by=request.user)


def _compared(desk: Desk, paper: Paper) -> Review:
    return review_of(paper, rows_of(desk.submission, unit=desk.unit.pk))


def _paper(request: OfficeRequest, desk: Desk) -> Paper | None:
    return unseal(request.POST.get("sealed", ""), _key(request, desk))


def _key(request: OfficeRequest, desk: Desk) -> tuple[int, int, int]:
    return request.user.pk, desk.submission.pk, desk.unit.pk


def _show(
    request: OfficeRequest, desk: Desk, review: Review, *, saved: int = 0, status: int = 200
) -> HttpResponse:
    sealed = seal(review.paper, _key(request, desk))
    if not sealed:
        return _ask_again(request, desk, TOO_LONG)
    context = {"desk": desk, "called": called(desk), "review": review, "sealed": sealed, "saved": saved}
    return render(request, "importers/sheet_review.html", context, status=422 if review.findings else status)


def _ask(request: OfficeRequest, desk: Desk, form: SheetForm, status: int = 200) -> HttpResponse:
    context = {"desk": desk, "called": called(desk), "form": form}
    return render(request, "importers/sheet_upload.html", context, status=status)


def _ask_again(request: OfficeRequest, desk: Desk, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return _ask(request, desk, SheetForm(), status=422)
