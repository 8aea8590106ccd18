"""A keeper takes off the factors of one who lost his phone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kinerja.accounts.actions import reset
from kinerja.accounts.queries import has_factor
from kinerja.common.requests import OfficeRequest
from sop.offices.access import keep_settings
from sop.offices.actions.people import insist_keeper_of
from sop.offices.forms.fields import ReasonForm
from sop.offices.staff import people_of


@require_http_methods(["GET", "HEAD", "POST"])
def reset_factors(request: OfficeRequest, office: str, person: int) -> HttpResponse:
    """Shows no secret, only whether there is something to take off."""
    keeping = keep_settings(request.user, office)
    who = get_object_or_404(people_of(keeping.office), pk=person)
    insist_keeper_of(keeping, who)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reset(who, keeping, reason=form.cleaned_data["reason"], at=timezone.now())
        messages.success(request, f"Faktor kedua {who} direset. Pegawai diberi tahu.")
        return redirect("offices:person", office, who.pk)
    context = {"office": keeping.office, "form": form, "who": who, "has_factor": has_factor(who)}
    return render(request, "accounts/reset.html", context, status=422 if form.is_bound else 200)
