"""Destroying archives: the list, the proposal, and the page on which the berita acara is recorded."""

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.archive import actions
from kinerja.archive.errors import OwnProposal, ProposalClosed
from kinerja.archive.forms import MinutesForm, ProposalForm
from kinerja.archive.minutes_paper import minutes_paper
from kinerja.archive.models import FOLDER, Disposal, DisposalItem
from kinerja.archive.queries import other_keepers, ripe
from kinerja.common import blobs
from kinerja.common.keyset import PARAMETER, address, page
from kinerja.common.requests import OfficeRequest
from sop.offices.access import Keeping, keep_settings, open_settings
from sop.offices.models import Office

MOST = 500  # records on one list; a panel judges no more at a time


@require_safe
def disposals(request: OfficeRequest, office: str) -> HttpResponse:
    """What waits, what was destroyed, and how many files could be proposed."""
    keeping = open_settings(request.user, office)
    rows = Disposal.objects.filter(office=keeping.office).annotate(count=Count("items"))
    found = page(rows, ("-id",), request.GET.get(PARAMETER, ""))
    context = {
        "keeping": keeping,
        "rows": found.rows,
        "ripe": ripe(keeping.office, keeping.day).count(),
        "previous_url": address(request.GET, found.previous),
        "next_url": address(request.GET, found.following),
    }
    return render(request, "archive/disposals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: OfficeRequest, office: str) -> HttpResponse:
    """Choose from what was kept long enough."""
    keeping = keep_settings(request.user, office)
    rows = list(ripe(keeping.office, keeping.day)[:MOST])
    form = ProposalForm(request.POST or None, choices=[(row.pk, str(row)) for row in rows])
    if form.is_valid():
        made = actions.propose(**form.cleaned_data, by=keeping, at=timezone.now())
        messages.success(
            request, "Usul musnah tersimpan. Belum ada yang dihapus sampai berita acaranya dicatat."
        )
        return redirect("archive:disposal", office, made.pk)
    chosen = request.POST.getlist("records") if form.is_bound else [str(row.pk) for row in rows]
    context = {
        "keeping": keeping,
        "form": form,
        "rows": rows,
        "chosen": [int(pk) for pk in chosen if pk.isdecimal()],
    }
    return render(request, "archive/propose.html", context, status=422 if form.is_bound else 200)


@require_safe
def disposal(request: OfficeRequest, office: str, disposal: int) -> HttpResponse:
    """One proposal with its files, and the berita acara once it is recorded."""
    keeping = open_settings(request.user, office)
    row = _fetch(keeping.office, disposal)
    return render(request, "archive/disposal.html", _context(keeping, row))


@require_POST
def cancel(request: OfficeRequest, office: str, disposal: int) -> HttpResponse:
    keeping = keep_settings(request.user, office)
    row = _fetch(keeping.office, disposal)
    actions.cancel(row, by=keeping, at=timezone.now())
    messages.success(request, "Usul dibatalkan. Berkasnya tetap disimpan dan dapat diusulkan lagi.")
    return redirect("archive:disposal", office, row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: OfficeRequest, office: str, disposal: int) -> HttpResponse:
    """The page that says plainly what will be gone, and asks for the berita acara."""
    keeping = keep_settings(request.user, office)
    row = _fetch(keeping.office, disposal)
    _insist(keeping, row)
    form = MinutesForm(request.POST or None, request.FILES or None, disposal=row, day=keeping.day)
    if not form.is_valid():
        context = _context(keeping, row) | {"form": form}
        return render(request, "archive/record.html", context, status=422 if form.is_bound else 200)
    kept = blobs.store(form.cleaned_data["scan"], folder=FOLDER, ending="pdf")
    minutes = actions.Minutes(form.cleaned_data["number"], form.cleaned_data["dated"], kept.sha256)
    actions.record_minutes(row, minutes, by=keeping, at=timezone.now())
    messages.success(request, "Pemusnahan dicatat. Berkasnya dihapus; catatan dan sidiknya tetap ada.")
    return redirect("archive:disposal", office, row.pk)


@require_safe
def scan(request: OfficeRequest, office: str, disposal: int) -> HttpResponse:
    """The signed berita acara."""
    row = _fetch(open_settings(request.user, office).office, disposal)
    if not row.scan:
        raise Http404
    content = blobs.read(row.scan_path, row.scan)
    headers = {"Content-Disposition": f'attachment; filename="berita-acara-{row.pk}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_safe
def paper(request: OfficeRequest, office: str, disposal: int) -> HttpResponse:
    """The berita acara to be printed and signed, while the proposal is open."""
    keeping = open_settings(request.user, office)
    row = _fetch(keeping.office, disposal)
    if not row.is_open:
        raise Http404
    content = minutes_paper(row, _items(row))
    headers = {"Content-Disposition": f'inline; filename="berita-acara-pemusnahan-{row.pk}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _fetch(office: Office, pk: int) -> Disposal:
    rows = Disposal.objects.filter(office=office).select_related("office", "proposed_by", "recorded_by")
    return get_object_or_404(rows, pk=pk)


def _insist(keeping: Keeping, row: Disposal) -> None:
    """Whoever may not record is told before anything is typed."""
    if not row.is_open:
        raise ProposalClosed(row.get_state_display())
    if row.proposed_by_id == keeping.user.pk:
        raise OwnProposal


def _items(row: Disposal) -> list[DisposalItem]:
    items = row.items.select_related("record__submission__run", "record__submission__document").order_by("pk")
    return list(items.defer("record__submission__snapshot", "record__search"))


def _context(keeping: Keeping, row: Disposal) -> dict[str, object]:
    mine = row.proposed_by_id == keeping.user.pk
    return {
        "keeping": keeping,
        "disposal": row,
        "items": _items(row),
        "mine": mine,
        "alone": mine and row.is_open and not other_keepers(keeping.office, keeping.user, keeping.day),
    }
