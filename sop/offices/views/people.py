"""The people of an office: adding, correcting, and switching off and on."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sop.offices.access import Keeping, keep_settings
from sop.offices.actions import people as acts
from sop.offices.forms.fields import ReasonForm
from sop.offices.forms.people import NewPersonForm, PersonForm
from sop.offices.models import User
from sop.offices.nip import nip_warnings
from sop.offices.people import Employment
from sop.offices.staff import appointments_of, people_of
from sop.offices.views.asking import person_of

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def new_person(request: HttpRequest, office: str) -> HttpResponse:
    """Ends on a page that shows the one-time password once; it is in no address and no message."""
    keeping = keep_settings(person_of(request), office)
    named = {"since": keeping.day, "position": request.GET.get("position")}
    form = NewPersonForm(request.POST or None, office=keeping.office, initial=named)
    if form.is_valid():
        try:
            secret = acts.hire(form.instance, form.first_post(), keeping, at=timezone.now())
        except ValidationError as refusal:
            form.add_error("position", refusal.messages[0])
        else:
            _warn(request, form.instance)
            return _secret(request, keeping, form.instance, secret)
    context = {"keeping": keeping, "office": keeping.office, "form": form}
    return render(request, "offices/new_person.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM)
def person(request: HttpRequest, office: str, person: int) -> HttpResponse:
    keeping, who = _meet(request, office, person)
    acts.insist_keeper_of(keeping, who, data_only=True)
    form = PersonForm(request.POST or None, instance=who)
    if form.is_valid():
        acts.correct(form.instance, keeping, form.changed_data)
        _warn(request, form.instance)
        messages.success(request, "Data pegawai tersimpan. Dokumen dan riwayat lama tetap memuat data lama.")
        return redirect("offices:posts", office)
    context = {"keeping": keeping, "office": keeping.office, "form": form, "who": who}
    context["posts"] = appointments_of(keeping.office).filter(user=who).order_by("-since", "-pk")
    return render(request, "offices/person.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM)
def switch(request: HttpRequest, office: str, person: int) -> HttpResponse:
    """Switches the account to the other state, with the reason and what it touches."""
    keeping, who = _meet(request, office, person)
    acts.insist_keeper_of(keeping, who)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        active = request.POST.get("to") == "aktif"
        acts.switch(who, keeping, active=active, reason=form.cleaned_data["reason"])
        messages.success(request, f"Akun {who} {'aktif kembali' if active else 'dinonaktifkan'}.")
        return redirect("offices:posts", office)
    context = {"keeping": keeping, "office": keeping.office, "form": form, "who": who}
    context["tasks"] = acts.tasks_of(who, keeping)
    return render(request, "offices/switch_person.html", context, status=422 if form.is_bound else 200)


def _meet(request: HttpRequest, office: str, person: int) -> tuple[Keeping, User]:
    """A person of the office, for its keeper; Http404 for anybody else's people."""
    keeping = keep_settings(person_of(request), office)
    return keeping, get_object_or_404(people_of(keeping.office), pk=person)


def _secret(request: HttpRequest, keeping: Keeping, who: User, secret: str) -> HttpResponse:
    context = {"keeping": keeping, "office": keeping.office, "who": who, "secret": secret}
    return render(request, "offices/secret.html", context)


def _warn(request: HttpRequest, who: User) -> None:
    for sentence in nip_warnings(who.nip, contract=who.employment == Employment.PPPK) if who.nip else ():
        messages.warning(request, sentence)
