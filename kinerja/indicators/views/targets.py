"""The sheet of targets of a year, and copying those of the year before."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinerja.common.requests import OfficeRequest
from kinerja.indicators import actions
from kinerja.indicators.access import Desk, open_desk, planner_desk
from kinerja.indicators.copying import copy_lines, copyable
from kinerja.indicators.grid import Grid, build_grid, with_refused
from kinerja.indicators.pages import changed_cells, lock_note
from kinerja.indicators.sheet_form import SheetForm


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: OfficeRequest, office: str, year: int) -> HttpResponse:
    """Everybody of the office reads it; what can be read is saved, the rest comes back with its text."""
    desk = planner_desk(request, office) if request.method == "POST" else open_desk(request, office)
    unit = _unit(request)
    grid = build_grid(desk.office, year, unit=unit)
    if request.method != "POST":
        return _page(request, desk, grid, unit)
    form = SheetForm(grid, request.POST.dict())
    saved = actions.save_targets(desk.office, year, form.wanted, by=request.user)
    form.problems.update(saved.refused)
    if saved.changed or not form.problems:
        said = f"{saved.changed} target tersimpan." if saved.changed else "Tidak ada target yang berubah."
        messages.success(request, said)
    if form.problems:
        fresh = build_grid(desk.office, year, unit=unit)
        return _page(request, desk, with_refused(fresh, form.texts, form.problems), unit, form)
    return redirect(f"{reverse('indicators:sheet', args=[office, year])}{f'?unit={unit}' if unit else ''}")


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: OfficeRequest, office: str, year: int) -> HttpResponse:
    """What would be copied; then it is."""
    desk = planner_desk(request, office)
    actions.refuse_locked(desk.office, year)
    if request.method == "POST":
        count = actions.copy_targets(desk.office, year, by=request.user)
        messages.success(request, f"{count} target disalin dari {year - 1}. Sesuaikan yang berubah.")
        return redirect("indicators:sheet", office, year)
    found = copyable(desk.office, year)
    context = {
        "office": desk.office,
        "year": year,
        "before": year - 1,
        "lines": copy_lines(found),
        "count": len(found),
    }
    return render(request, "indicators/copy.html", context)


def _unit(request: OfficeRequest) -> int | None:
    asked = request.GET.get("unit", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None  # noqa: PLR2004


def _page(
    request: OfficeRequest, desk: Desk, grid: Grid, unit: int | None, form: SheetForm | None = None
) -> HttpResponse:
    context = {
        "desk": desk,
        "office": desk.office,
        "grid": grid,
        "unit": unit,
        "before": grid.year - 1,
        "editable": desk.may_change and grid.agreement is None,
        "lock": lock_note(grid.agreement),
        "changes": changed_cells(grid) if grid.agreement else [],
        "problems": form.first_sentences if form else [],
    }
    return render(request, "indicators/sheet.html", context, status=422 if form else 200)
