"""Pengaturan › Klasifikasi arsip."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.archive.examples import add_examples
from kinerja.archive.forms import ClassificationForm
from kinerja.common.requests import OfficeRequest
from kinerja.submissions.classifications import Classification
from sop.offices.access import Keeping, keep_settings, open_settings


@require_safe
def classifications(request: OfficeRequest, office: str) -> HttpResponse:
    keeping = open_settings(request.user, office)
    rows = Classification.objects.filter(office=keeping.office).order_by("-in_use", "code")
    return render(request, "archive/classifications.html", {"keeping": keeping, "rows": rows})


@require_POST
def examples(request: OfficeRequest, office: str) -> HttpResponse:
    """Begin with the examples; what the office has already stays."""
    added = add_examples(keep_settings(request.user, office).office)
    messages.success(request, f"{added} contoh ditambahkan. Sesuaikan dengan JRA daerah Anda.")
    return redirect("archive:classifications", office)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: OfficeRequest, office: str) -> HttpResponse:
    keeping = keep_settings(request.user, office)
    return _edit(request, keeping, Classification(office=keeping.office))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: OfficeRequest, office: str, classification: int) -> HttpResponse:
    """What was filed before keeps what was copied then."""
    keeping = keep_settings(request.user, office)
    row = get_object_or_404(Classification.objects.filter(office=keeping.office), pk=classification)
    return _edit(request, keeping, row)


def _edit(request: OfficeRequest, keeping: Keeping, row: Classification) -> HttpResponse:
    form = ClassificationForm(request.POST or None, instance=row)
    if form.is_valid():
        form.save()
        messages.success(request, f"Klasifikasi {row.code} tersimpan.")
        return redirect("archive:classifications", keeping.office.code)
    bad = request.method == "POST"
    if bad:
        form = ClassificationForm(request.POST, instance=row)
    context = {"keeping": keeping, "form": form, "row": row}
    return render(request, "archive/classification.html", context, status=422 if bad else 200)
