"""Adding and changing objectives and indicators."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from kinerja.common.requests import OfficeRequest
from kinerja.indicators import actions
from kinerja.indicators.access import planner_desk
from kinerja.indicators.forms import bounds_warning, direction_warning
from kinerja.indicators.models import Indicator, Objective
from kinerja.indicators.office_forms import ObjectiveForm, OfficeIndicatorForm


@require_http_methods(["GET", "POST"])
def objective(request: OfficeRequest, office: str, objective: int | None = None) -> HttpResponse:
    desk = planner_desk(request, office)
    own = desk.office.objectives
    node = get_object_or_404(own, pk=objective) if objective else Objective(office=desk.office)
    form = ObjectiveForm(request.POST or None, instance=node, office=desk.office)
    if request.method == "POST" and form.is_valid():
        actions.save_objective(form.instance, by=request.user)
        messages.success(request, f"{form.instance.get_level_display()} tersimpan.")
        return redirect("indicators:tree", office)
    context = {"form": form, "office": desk.office, "is_new": objective is None}
    return render(request, "indicators/objective.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def indicator(request: OfficeRequest, office: str, indicator: int | None = None) -> HttpResponse:
    desk = planner_desk(request, office)
    own = desk.office.indicators
    row = get_object_or_404(own, pk=indicator) if indicator else Indicator(office=desk.office)
    form = OfficeIndicatorForm(
        request.POST or None,
        instance=row,
        office=desk.office,
        initial={"objective": request.GET.get("sasaran") or row.objective_id},
    )
    if request.method == "POST" and form.is_valid():
        actions.save_indicator(form.instance, form.cleaned_data["units"], by=request.user)
        _said(request, form.instance)
        return redirect("indicators:tree", office)
    context = {"form": form, "office": desk.office, "row": row}
    return render(request, "indicators/indicator.html", context, status=422 if form.errors else 200)


def _said(request: OfficeRequest, indicator: Indicator) -> None:
    messages.success(
        request, "Indikator tersimpan. Berkas yang sudah dibuka tetap memakai definisi saat dibuka."
    )
    for sentence in filter(None, (direction_warning(indicator), bounds_warning(indicator))):
        messages.warning(request, sentence)
