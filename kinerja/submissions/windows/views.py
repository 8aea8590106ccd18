"""Pengaturan › Periode & tenggat: when files open, when units may fill, and who may be late."""

from copy import copy

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.common.dates import format_date
from kinerja.common.requests import OfficeRequest
from kinerja.submissions.windows.extending import grant, revoke_extension
from kinerja.submissions.windows.forms import ExtensionForm, RuleForm
from kinerja.submissions.windows.page import duty_of, extension_of, preview_of, rules_of
from kinerja.submissions.windows.ruling import keep_rule
from sop.offices.access import keep_settings, open_settings


@require_safe
def page(request: OfficeRequest, office: str) -> HttpResponse:
    """Each duty to report with its rule, the dates that follow for the current period, and the leaves."""
    desk = open_settings(request.user, office)
    context = {"desk": desk, "office": desk.office, "rules": rules_of(desk.office, desk.day)}
    return render(request, "periods/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: OfficeRequest, office: str, obligation: int) -> HttpResponse:
    """Change a rule; "Lihat tanggalnya" shows what it would mean before it is saved."""
    desk = keep_settings(request.user, office)
    duty = duty_of(desk.office, obligation)
    # A form writes into its row even where it refuses: what stands is shown from the other one.
    form = RuleForm(request.POST or None, instance=copy(duty))
    fine = request.method == "POST" and form.is_valid()
    if fine and "preview" not in request.POST:
        keep_rule(form.instance)
        messages.success(request, "Aturan periode tersimpan.")
        return redirect("periods:page", office)
    preview = preview_of(form.instance if fine else duty, desk.day)
    context = {"desk": desk, "office": desk.office, "form": form, "duty": duty, "preview": preview}
    return render(request, "periods/rule.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: OfficeRequest, office: str, obligation: int) -> HttpResponse:
    """Let one unit or the whole office fill late, with a reason."""
    desk = keep_settings(request.user, office)
    duty = duty_of(desk.office, obligation)
    form = ExtensionForm(request.POST or None, duty=duty, today=desk.day)
    if request.method == "POST" and form.is_valid():
        leave = grant(form.extension, by=desk, at=timezone.now())
        messages.success(request, f"Perpanjangan sampai {format_date(leave.until)} tercatat.")
        return redirect("periods:page", office)
    context = {"desk": desk, "office": desk.office, "form": form, "duty": duty}
    return render(request, "periods/extend.html", context, status=422 if form.errors else 200)


@require_POST
def revoke(request: OfficeRequest, office: str, extension: int) -> HttpResponse:
    """End a leave before its day. Safe to repeat."""
    desk = keep_settings(request.user, office)
    if revoke_extension(extension_of(desk.office, extension), by=desk, at=timezone.now()):
        messages.success(request, "Perpanjangan dicabut.")
    return redirect("periods:page", office)
