"""The changes of one row, when somebody asks for them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kinerja.common.requests import OfficeRequest
from kinerja.submissions.desk import fetch
from kinerja.submissions.rows.alterations import LATEST, entries_of, figure_of


@require_safe
def alterations(request: OfficeRequest, pk: int, unit: int, row: int) -> HttpResponse:
    """For everyone who may see the sheet."""
    submission = fetch(request.user, pk)
    figure = figure_of(submission, unit, row)
    entries = entries_of(submission, figure)
    context = {
        "submission": submission,
        "figure": figure,
        "entries": entries,
        "zone": str(submission.run.office.zone),
        "cut": len(entries) >= LATEST,
    }
    return render(request, "entry/alterations.html", context)
