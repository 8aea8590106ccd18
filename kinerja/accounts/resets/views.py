"""Pengaturan › Reset akun: a keeper asks, a second person decides, the person himself may refuse."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.accounts.queries import has_factor
from kinerja.accounts.resets import actions as acts
from kinerja.accounts.resets.forms import DecisionForm
from kinerja.accounts.resets.models import Part, ResetRequest
from kinerja.accounts.resets.queries import (
    may_consent,
    resets_of,
    seconds_of,
    standing,
    waiting_and_past,
    who_may,
)
from kinerja.common.requests import OfficeRequest
from sop.offices.access import Keeping, keep_settings, open_settings
from sop.offices.actions.people import insist_keeper_of, renew_secret
from sop.offices.forms.fields import ReasonForm
from sop.offices.models import User
from sop.offices.seconds import second_owed
from sop.offices.staff import people_of

FORM = ["GET", "HEAD", "POST"]


@require_safe
def requests(request: OfficeRequest, office: str) -> HttpResponse:
    keeping = open_settings(request.user, office)
    waiting, past = waiting_and_past(keeping.office, timezone.now())
    context = {"keeping": keeping, "office": keeping.office, "waiting": waiting, "past": past}
    return render(request, "resets/requests.html", context)


@require_http_methods(FORM)
def factors(request: OfficeRequest, office: str, person: int) -> HttpResponse:
    """Shows no secret, only whether there is something to take off."""
    keeping, who = _meet(request, office, person)
    return _ask(request, keeping, who, Part.FACTORS)


@require_http_methods(FORM)
def password(request: OfficeRequest, office: str, person: int) -> HttpResponse:
    """One keeper is enough for a person whose word does not weigh; for the others it is a request."""
    keeping, who = _meet(request, office, person)
    if second_owed(who):
        return _ask(request, keeping, who, Part.PASSWORD)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        secret = renew_secret(who, keeping, reason=form.cleaned_data["reason"], at=timezone.now())
        return _secret(request, keeping, who, secret)
    context = {"office": keeping.office, "form": form, "who": who}
    return render(request, "resets/password.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM)
def decide(request: OfficeRequest, office: str, reset: int) -> HttpResponse:
    """Read by the whole office, as the history of its staff is; decided by the second person."""
    keeping, row = _find(request, office, reset)
    form = DecisionForm(request.POST or None)
    if form.is_valid():
        done = acts.decide(row, keeping, grant=form.grants, note=form.cleaned_data["note"], at=timezone.now())
        messages.success(request, f"Reset {done.get_part_display().lower()} {done.user} {done.get_outcome_display().lower()}.")  # fmt: skip
        return redirect("resets:decide", office, row.pk)
    at = timezone.now()
    context = {
        "keeping": keeping, "office": keeping.office, "reset": row, "form": form, "at": at,
        "may": row.outcome == "open" and row.until > at and may_consent(row, keeping), "mine": row.asked_by_id == keeping.user.pk,
        "seconds": who_may(seconds_of(row.office, keeping.day, neither=(row.user, row.asked_by))),
    }  # fmt: skip
    return render(request, "resets/decide.html", context, status=422 if form.is_bound else 200)


@require_POST
def withdraw(request: OfficeRequest, office: str, reset: int) -> HttpResponse:
    keeping, row = _find(request, office, reset)
    acts.withdraw(row, keeping, at=timezone.now())
    messages.success(request, "Permintaan ditarik.")
    return redirect("resets:requests", office)


@require_POST
def make_password(request: OfficeRequest, office: str, reset: int) -> HttpResponse:
    """Ends on the page that shows it once."""
    keeping, row = _find(request, office, reset)
    secret = acts.make_password(row, keeping, at=timezone.now())
    return _secret(request, keeping, row.user, secret)


def _ask(request: OfficeRequest, keeping: Keeping, who: User, part: Part) -> HttpResponse:
    at = timezone.now()
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        row = acts.ask(who, part, keeping, reason=form.cleaned_data["reason"], at=at)
        messages.success(request, f"Permintaan tercatat dan menunggu orang kedua. {who} sudah diberi tahu.")
        return redirect("resets:decide", keeping.office.code, row.pk)
    context = {
        "office": keeping.office, "form": form, "who": who, "part": part, "is_factors": part == Part.FACTORS,
        "nothing": part == Part.FACTORS and not has_factor(who), "standing": standing(who, keeping.office, part, at),
        "seconds": who_may(seconds_of(keeping.office, keeping.day, neither=(who, keeping.user))),
    }  # fmt: skip
    return render(request, "resets/ask.html", context, status=422 if form.is_bound else 200)


def _meet(request: OfficeRequest, office: str, person: int) -> tuple[Keeping, User]:
    """A person of the office, for its keeper; Http404 for anybody else's people, NotYourPerson where he may not."""
    keeping = keep_settings(request.user, office)
    who = get_object_or_404(people_of(keeping.office), pk=person)
    insist_keeper_of(keeping, who)
    return keeping, who


def _find(request: OfficeRequest, office: str, reset: int) -> tuple[Keeping, ResetRequest]:
    keeping = open_settings(request.user, office)
    return keeping, get_object_or_404(resets_of(keeping.office), pk=reset)


def _secret(request: OfficeRequest, keeping: Keeping, who: User, secret: str) -> HttpResponse:
    who.refresh_from_db()
    context = {"keeping": keeping, "office": keeping.office, "who": who, "secret": secret}
    return render(request, "offices/secret.html", context)
