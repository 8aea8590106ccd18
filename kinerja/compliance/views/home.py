"""Kepatuhan: which SOP."""

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kinerja.common.requests import OfficeRequest
from kinerja.submissions.listing.presence import presence_of
from sop.procedures.models import Publication, Sop


@require_safe
def home(request: OfficeRequest) -> HttpResponse:
    """The published SOPs of one's offices; where there is one only, its page."""
    presence = presence_of(request.user, timezone.now())
    published = Exists(Publication.objects.filter(version__sop=OuterRef("pk")))
    seen = Sop.objects.filter(published, office__in=presence.offices).select_related("office")
    sops = list(seen.order_by("office__name", "name", "pk"))
    if len(sops) == 1:
        return redirect("compliance:page", sops[0].pk)
    return render(request, "compliance/home.html", {"sops": sops, "presence": presence})
