"""The Perjanjian Kinerja of a year, and the changes of its targets afterwards."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kinerja.common.requests import OfficeRequest
from kinerja.indicators import actions
from kinerja.indicators.access import Desk, planner_desk
from kinerja.indicators.agreement_forms import AgreementForm, RevisionForm
from kinerja.indicators.agreements import PerformanceAgreement
from kinerja.indicators.errors import WrongRevision
from kinerja.indicators.grid import Line, agreement_of, build_grid
from kinerja.indicators.pages import changes_of, lock_note, revised_line


@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: OfficeRequest, office: str, year: int) -> HttpResponse:
    """Record the signed paper; it locks the targets of its year."""
    desk = planner_desk(request, office)
    recorded = agreement_of(desk.office, year)
    if recorded and request.method != "POST":
        return redirect("indicators:sheet", office, year)
    paper = PerformanceAgreement(office=desk.office, year=year)
    form = AgreementForm(request.POST or None, instance=paper, today=desk.day)
    if request.method == "POST" and form.is_valid():
        actions.record_agreement(form.instance, by=request.user, at=timezone.now())
        messages.success(request, f"Perjanjian Kinerja {year} dicatat. Target {year} terkunci.")
        return redirect("indicators:sheet", office, year)
    context = {"office": desk.office, "year": year, "form": form, "grid": build_grid(desk.office, year)}
    return render(request, "indicators/agreement.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: OfficeRequest, office: str, year: int, indicator: int, unit: int) -> HttpResponse:
    """Change a locked target by an addendum, below everything that changed before."""
    desk = planner_desk(request, office)
    line = revised_line(desk.office, year, indicator, unit)
    if line is None:
        raise Http404
    form = RevisionForm(request.POST or None, line=line)
    if request.method == "POST" and form.is_valid() and _revise(desk, line, form):
        messages.success(request, f"Perubahan target tercatat, berlaku sejak {form.since_words}.")
        return redirect("indicators:revise", office, year, indicator, unit)
    context = {
        "office": desk.office, "year": year, "line": line, "form": form,
        "lock": lock_note(agreement_of(desk.office, year)), "changes": changes_of(line, year),
    }  # fmt: skip
    return render(request, "indicators/revise.html", context, status=422 if form.errors else 200)


def _revise(desk: Desk, line: Line, form: RevisionForm) -> bool:
    try:
        actions.revise_target(
            line.indicator, line.unit, form.chosen, form.revision, by=desk, at=timezone.now()
        )
    except WrongRevision as refusal:
        form.add_error(refusal.field, refusal.sentence)
        return False
    return True
