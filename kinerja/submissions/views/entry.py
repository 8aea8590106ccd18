"""S04: the sheet of a unit. One form saves all rows; nothing needs a script, and nothing typed is lost."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kinerja.common.requests import OfficeRequest
from kinerja.periods.queries import full_name, period_before
from kinerja.submissions.desk import Desk, deadline_of, entry_desk, notices_of, unit_tabs
from kinerja.submissions.entering import Saved, save_sheet
from kinerja.submissions.forms.lines import (
    ALL,
    EMPTY,
    RETURNED,
    WARNED,
    Line,
    lines_of,
    sections,
    shown_lines,
)
from kinerja.submissions.rows import Counts, called, counts, rows_of
from kinerja.submissions.views.marks import just_saved, open_doubts, remember
from kinerja.submissions.wording import button_for, straight_move

FILTER = "saring"


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: OfficeRequest, pk: int, unit: int) -> HttpResponse:
    """Show the sheet, or save what was typed into it."""
    desk = entry_desk(request.user, pk, unit)
    if request.method != "POST":
        return render(request, "entry/page.html", _page(request, desk))
    saved = save_sheet(desk.submission, request.POST, unit=unit, by=request.user)
    settled = request.POST.get("confirm") or request.POST.get("use_alternative") or ""
    remember(request.session, saved=saved.texts, doubts=saved.doubts, settled=settled)
    if saved.refused:
        return render(request, "entry/page.html", _page(request, desk, saved), status=_status(saved))
    if "go" in request.POST:
        return redirect("submissions:check", pk=pk, unit=unit)
    if saved.texts:
        messages.success(request, f"{len(saved.texts)} baris tersimpan.")
    else:
        messages.info(request, "Tidak ada perubahan untuk disimpan.")
    return redirect(_address(desk, request.GET.get(FILTER, ALL)))


def _status(saved: Saved) -> int:
    """422 where something cannot be read, 409 where values only collide."""
    return 422 if any(read.problems for read in saved.refused) else 409


def _page(request: OfficeRequest, desk: Desk, saved: Saved | None = None) -> dict[str, Any]:
    rows = rows_of(desk.submission, unit=desk.unit.pk if desk.unit else None)
    chosen = request.GET.get(FILTER, ALL)
    doubts = open_doubts(request.session, rows)
    lines = lines_of(
        rows, reads=saved.reads if saved else (), saved=just_saved(request.session), doubts=doubts
    )
    visible = shown_lines(lines, chosen)
    counted = counts(rows, doubts)
    return {
        "desk": desk,
        "submission": desk.submission,
        "period": full_name(desk.submission.period),
        "now_name": called(desk.submission.period, desk.submission.period),
        "before_name": called(period_before(desk.submission.period), desk.submission.period),
        "sections": sections(visible),
        "counts": counted,
        "hidden": len(lines) - len(visible),
        "chips": _chips(desk, counted, chosen),
        "chosen": chosen,
        "tabs": unit_tabs(desk.submission),
        "notices": notices_of(desk),
        "deadline": deadline_of(desk, timezone.now()),
        "onward": _onward(desk),
        **_trouble(lines, saved),
    }


def _trouble(lines: list[Line], saved: Saved | None) -> dict[str, Any]:
    """The summary above the sheet: what was saved all the same, and what is to be mended."""
    problems = [(f"#{problem.anchor}", problem.sentence) for line in lines for problem in line.problems]
    clashes = [
        (f"#choice-{line.row.pk}", f"Pilih nilai untuk ‘{line.row.name}’.") for line in lines if line.clash
    ]
    return {"problems": problems + clashes, "saved_count": len(saved.texts) if saved else 0}


def _onward(desk: Desk) -> str:
    """What the primary button is called; "" where this person cannot hand the sheet on."""
    if not desk.may_act or desk.step is None:
        return ""
    move = straight_move(desk.step, desk.definition)
    return button_for(move, desk.definition) if move else ""


def _chips(desk: Desk, counted: Counts, chosen: str) -> list[tuple[str, str, int, bool]]:
    """Label, address, number and whether it is the present one; a filter that would show nothing is left out."""
    offered = [
        (ALL, "Semua", counted.total),
        (EMPTY, "Belum diisi", counted.empty),
        (WARNED, "Peringatan", counted.warned),
        (RETURNED, "Dikembalikan", counted.returned),
    ]
    return [
        (label, _address(desk, key), number, key == chosen)
        for key, label, number in offered
        if number or key in {ALL, chosen}
    ]


def _address(desk: Desk, chosen: str) -> str:
    unit = desk.unit.pk if desk.unit else 0
    query = f"?{urlencode({FILTER: chosen})}" if chosen else ""
    return f"{reverse('submissions:entry', args=[desk.submission.pk, unit])}{query}"
