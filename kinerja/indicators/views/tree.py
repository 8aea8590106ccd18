"""The tree of objectives and indicators of an office, and its order."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kinerja.common.requests import OfficeRequest
from kinerja.indicators import actions
from kinerja.indicators.access import open_desk, planner_desk
from kinerja.indicators.office_forms import UseForm, WayForm
from kinerja.indicators.pages import tree_page, year_of
from sop.offices.access import offices_of


@require_safe
def home(request: OfficeRequest) -> HttpResponse:
    """Straight to the office of whoever has one; the others choose."""
    offices = offices_of(request.user, timezone.now())
    if len(offices) == 1:
        return redirect("indicators:tree", offices[0].code)
    return render(request, "indicators/home.html", {"offices": offices})


@require_safe
def tree(request: OfficeRequest, office: str) -> HttpResponse:
    desk = open_desk(request, office)
    page = tree_page(desk, year_of(request.GET.get("tahun", ""), desk.day))
    return render(request, "indicators/tree.html", {"page": page, "desk": desk, "office": desk.office})


@require_POST
def move_objective(request: OfficeRequest, office: str, objective: int) -> HttpResponse:
    desk = planner_desk(request, office)
    node = get_object_or_404(desk.office.objectives, pk=objective)
    form = WayForm(request.POST)
    if form.is_valid():
        actions.move_objective(node, form.cleaned_data["arah"], by=request.user)
    return redirect(f"{reverse('indicators:tree', args=[office])}#sasaran-{objective}")


@require_POST
def move_indicator(request: OfficeRequest, office: str, indicator: int) -> HttpResponse:
    desk = planner_desk(request, office)
    row = get_object_or_404(desk.office.indicators, pk=indicator)
    form = WayForm(request.POST)
    if form.is_valid():
        actions.move_indicator(row, form.cleaned_data["arah"], by=request.user)
    return redirect(f"{reverse('indicators:tree', args=[office])}#indikator-{indicator}")


@require_POST
def use_indicator(request: OfficeRequest, office: str, indicator: int) -> HttpResponse:
    """Used from now on, or no longer: never deleted."""
    desk = planner_desk(request, office)
    row = get_object_or_404(desk.office.indicators, pk=indicator)
    form = UseForm(request.POST)
    if form.is_valid():
        actions.set_active(row, active=form.cleaned_data["pakai"] == "ya", by=request.user)
    return redirect(f"{reverse('indicators:tree', args=[office])}#indikator-{indicator}")
