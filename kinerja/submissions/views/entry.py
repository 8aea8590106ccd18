"""S04: the sheet of a unit. One form saves all rows; nothing needs a script, and nothing typed is lost."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinerja.common.requests import OfficeRequest
from kinerja.periods.queries import period_before
from kinerja.submissions.desk import Desk, entry_desk
from kinerja.submissions.entry.copying import copy_notes
from kinerja.submissions.entry.entering import Saved, save_sheet
from kinerja.submissions.entry.page import FILTER, address, page
from kinerja.submissions.forms.lines import ALL, Line, lines_of
from kinerja.submissions.rows.sheet import rows_of
from kinerja.submissions.verification.answering import Answered, read_replies, save_replies
from kinerja.submissions.views.marks import just_saved, open_doubts, remember


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: OfficeRequest, pk: int, unit: int) -> HttpResponse:
    """Show the sheet, or save what was typed into it."""
    desk = entry_desk(request.user, pk, unit)
    if request.method != "POST":
        return _show(request, desk)
    saved = save_sheet(desk.submission, request.POST, unit=unit, by=request.user)
    answered = save_replies(desk.submission, request.POST, unit=unit, by=request.user)
    settled = request.POST.get("confirm") or request.POST.get("use_alternative") or ""
    remember(request.session, saved=saved.texts, doubts=saved.doubts, settled=settled)
    if saved.refused or answered.refused:
        return _show(request, desk, saved, answered)
    if "copy" in request.POST:
        return _copy(request, desk, request.POST["copy"])
    if "go" in request.POST:
        return redirect("submissions:check", pk=pk, unit=unit)
    _tell(request, rows=len(saved.texts), replies=answered.kept)
    return redirect(address(desk, request.GET.get(FILTER, ALL)))


def _tell(request: OfficeRequest, *, rows: int, replies: int) -> None:
    kept = [
        f"{number} {what} tersimpan." for number, what in ((rows, "baris"), (replies, "tanggapan")) if number
    ]
    unsaid = "reply" in request.POST and not read_replies(request.POST)
    if unsaid:
        messages.warning(request, "Tulis tanggapan Anda lebih dahulu.")
    if kept:
        messages.success(request, " ".join(kept))
    elif not unsaid:
        messages.info(request, "Tidak ada perubahan untuk disimpan.")


def _copy(request: OfficeRequest, desk: Desk, row: str) -> HttpResponse:
    """What was typed is saved; then the texts of the period before go into what is still empty."""
    figure = int(row) if row.isdecimal() else None
    copied = copy_notes(desk.submission, unit=desk.unit.pk, by=request.user, figure=figure)
    before = period_before(desk.submission.period).short
    if copied:
        place = f"‘{copied[0].definition['name']}’" if figure else f"{len(copied)} baris"
        advice = "Periksa pada Keterangan dan sesuaikan dengan periode ini."
        messages.success(request, f"Keterangan {before} disalin ke {place}. {advice}")
    else:
        messages.info(request, f"Tidak ada keterangan {before} yang dapat mengisi kolom kosong.")
    # No jump to the row: the message stands at the head of the page.
    return redirect(address(desk, request.GET.get(FILTER, ALL)))


def _show(
    request: OfficeRequest, desk: Desk, saved: Saved | None = None, answered: Answered | None = None
) -> HttpResponse:
    rows = rows_of(desk.submission, unit=desk.unit.pk)
    lines = lines_of(
        rows,
        reads=saved.reads if saved else (),
        saved=just_saved(request.session),
        doubts=open_doubts(request.session, rows),
        replies=answered.refused if answered else {},
    )
    context = page(desk, lines, chosen=request.GET.get(FILTER, ALL), saved=len(saved.texts) if saved else 0)
    return render(request, "entry/page.html", context, status=_status(saved, lines))


def _status(saved: Saved | None, lines: list[Line]) -> int:
    """422 where something cannot be kept as it is, 409 where values only collide."""
    if any(line.problems for line in lines):
        return 422
    return 409 if saved and saved.refused else 200
