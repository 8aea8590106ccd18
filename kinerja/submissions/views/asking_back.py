"""Asking for a file back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kinerja.common.requests import OfficeRequest
from kinerja.submissions.desk import entry_desk
from kinerja.submissions.entry.asking_back import ask_back


@require_POST
def ask(request: OfficeRequest, pk: int, unit: int) -> HttpResponse:
    """Tell those who hold the file; it stays where it is."""
    told = ask_back(entry_desk(request.user, pk, unit), by=request.user)
    if told:
        names = ", ".join(holder.told for holder in told)
        messages.success(request, f"Permintaan disampaikan kepada {names}. Berkas tetap di tempatnya.")
    else:
        messages.info(request, "Belum ada pejabat yang ditugaskan hari ini. Hubungi admin aplikasi.")
    return redirect("submissions:entry", pk=pk, unit=unit)
