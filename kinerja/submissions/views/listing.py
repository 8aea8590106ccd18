"""The list of files (Pengisian), and the start of a new one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kinerja.common.keyset import PARAMETER, address
from kinerja.common.requests import OfficeRequest
from kinerja.common.typed import number_of
from kinerja.submissions.listing import standing
from kinerja.submissions.listing import table as listing
from kinerja.submissions.listing.presence import presence_of
from kinerja.submissions.listing.startable import begin, start_cards


@require_safe
def files(request: OfficeRequest) -> HttpResponse:
    presence = presence_of(request.user, timezone.now())
    wanted = listing.Filter.read(request.GET)
    open_files = standing.standings(presence.offices, presence.at)
    rows, page = listing.file_page(presence, open_files, wanted, request.GET.get(PARAMETER, ""))
    context = {
        "presence": presence,
        "wanted": wanted,
        "rows": rows,
        "previous_url": address(request.GET, page.previous),
        "next_url": address(request.GET, page.following),
        "chips": listing.chips(open_files, wanted),
        "choices": listing.choices(presence, wanted),
        "cards": start_cards(presence),
    }
    return render(request, "listing/list.html", context)


@require_POST
def start(request: OfficeRequest) -> HttpResponse:
    """Begin the file of a period; refused with the reason where this person may not."""
    presence = presence_of(request.user, timezone.now())
    obligation = number_of(request.POST.get("obligation", "")) or 0
    submission = begin(presence, obligation, request.POST.get("period", ""))
    messages.success(request, f"Berkas {submission.period.name} dimulai. Langkah pertama terbuka.")
    return redirect(submission)
