"""The tab Penugasan: who is appointed to what, a new appointment with its preview, and the end of one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from sop.offices.access import Keeping, keep_settings, open_settings
from sop.offices.actions import appointments as acts
from sop.offices.cautions import cautions
from sop.offices.forms.appointments import ConfirmForm, EndForm, NewAppointmentForm
from sop.offices.nip import print_nip
from sop.offices.staff import appointments_of, ended, open_tasks, running_and_coming
from sop.offices.views.asking import person_of

FORM = ["GET", "HEAD", "POST"]


@require_safe
def appointments(request: HttpRequest, office: str) -> HttpResponse:
    keeping = open_settings(person_of(request), office)
    running, coming = running_and_coming(keeping.office, keeping.day)
    context = {
        "keeping": keeping,
        "office": keeping.office,
        "running": running,
        "coming": coming,
        "ended": ended(keeping.office, keeping.day),
    }
    return render(request, "offices/appointments.html", context)


@require_http_methods(FORM)
def new_appointment(request: HttpRequest, office: str) -> HttpResponse:
    """First what is typed, then how it will be printed and what it touches, then the reason."""
    keeping = keep_settings(person_of(request), office)
    named = {name: request.GET.get(name) for name in ("position", "user", "kind")} | {"since": keeping.day}
    form = NewAppointmentForm(request.POST or None, office=keeping.office, by=keeping.user, initial=named)
    if not form.is_valid() or "back" in request.POST:
        context = {"keeping": keeping, "office": keeping.office, "form": form}
        status = 422 if form.is_bound and form.errors else 200
        return render(request, "offices/new_appointment.html", context, status=status)
    confirm = ConfirmForm(request.POST if "confirmed" in request.POST else None)
    if confirm.is_valid() and _appointed(request, form, confirm, keeping):
        return redirect("offices:appointments", office)
    return _preview(request, form, confirm, keeping)


@require_http_methods(FORM)
def end_appointment(request: HttpRequest, office: str, appointment: int) -> HttpResponse:
    keeping = keep_settings(person_of(request), office)
    post = get_object_or_404(appointments_of(keeping.office), pk=appointment)
    form = EndForm(request.POST or None, day=keeping.day)
    if form.is_valid():
        try:
            acts.end(post, keeping, until=form.cleaned_data["until"], reason=form.cleaned_data["reason"])
        except ValidationError as refusal:
            form.add_error(None, refusal.messages[0])
        else:
            messages.success(
                request,
                f"Penugasan {post.user} sebagai {post.capacity} berakhir pada akhir hari "
                f"{form.cleaned_data['until']:%d-%m-%Y}. Riwayat dan dokumen lama tetap.",
            )
            return redirect("offices:appointments", office)
    context = {"keeping": keeping, "office": keeping.office, "post": post, "form": form}
    context["tasks"] = open_tasks([post.position_id])
    return render(request, "offices/end_appointment.html", context, status=422 if form.is_bound else 200)


def _appointed(
    request: HttpRequest, form: NewAppointmentForm, confirm: ConfirmForm, keeping: Keeping
) -> bool:
    """Save it; a rule that is broken by now stands on the page of confirmation."""
    try:
        post = acts.appoint(form.instance, keeping, reason=confirm.cleaned_data["reason"])
    except ValidationError as refusal:
        confirm.add_error(None, refusal.messages[0])
        return False
    messages.success(
        request, f"Penugasan tersimpan. Dokumen akan mencetak “{post.capacity}, {post.user.name}”."
    )
    return True


def _preview(
    request: HttpRequest, form: NewAppointmentForm, confirm: ConfirmForm, keeping: Keeping
) -> HttpResponse:
    post = form.instance
    context = {
        "keeping": keeping,
        "office": keeping.office,
        "form": form,
        "confirm": confirm,
        "post": post,
        "nip": print_nip(post.user.nip),
        "cautions": cautions(post, keeping.day),
        "tasks": open_tasks([post.position_id]),
    }
    return render(
        request, "offices/confirm_appointment.html", context, status=422 if confirm.is_bound else 200
    )
