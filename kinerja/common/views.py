"""Pages that belong to no step: help, health, the style guide, and what is shown when something goes wrong."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kinerja.common import health, logs, refusals, samples
from kinerja.common.requests import OfficeRequest
from kinerja.common.settings_tabs import tabs_of
from sop.offices.access import offices_of, open_settings


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Readable without login: whoever cannot get in needs it most."""
    return render(request, "common/help.html")


@require_safe
def settings_home(request: OfficeRequest) -> HttpResponse:
    """Straight to the office of whoever has one; the others choose."""
    offices = offices_of(request.user, timezone.now())
    if len(offices) == 1:
        return redirect("common:office_settings", offices[0].code)
    return render(request, "common/settings_home.html", {"offices": offices})


@require_safe
def office_settings(request: OfficeRequest, office: str) -> HttpResponse:
    """What can be set for an office, each with a sentence; whoever may not change it may still read."""
    keeping = open_settings(request.user, office)
    context = {"keeping": keeping, "office": keeping.office, "tabs": tabs_of(keeping.office.code)}
    return render(request, "common/office_settings.html", context)


@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    """Every component once, in each state; for the people who build pages."""
    if not request.user.is_staff:
        raise PermissionDenied
    return render(request, "common/style.html", samples.context())


@require_safe
def signed_in(request: HttpRequest) -> HttpResponse:
    """Where a login beside an unsent form ends: close this tab and send the form again."""
    return render(request, "common/signed_in.html")


@require_POST
def extend(request: HttpRequest) -> HttpResponse:
    """Keep the session open; the middleware writes it, at most every five minutes."""
    return HttpResponse(status=204)


@login_not_required
@never_cache
@require_safe
def health_check(request: HttpRequest) -> JsonResponse:
    parts = health.findings()
    healthy = health.is_healthy(parts)
    return JsonResponse({"healthy": healthy, **parts}, status=200 if healthy else 503)


@login_not_required
def admin_login(request: HttpRequest) -> HttpResponse:
    """The administration has no door of its own: same form, same limits on tries."""
    if request.user.is_authenticated:
        raise PermissionDenied
    target = request.GET.get("next", reverse("admin:index"))
    return redirect(f"{reverse('account_login')}?{urlencode({'next': target})}")


def denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    refusals.security.info("refused denied on %s", request.path)
    return render(request, "errors/denied.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/not_found.html", status=404)


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/too_many.html", status=429)


def failed(request: HttpRequest) -> HttpResponse:
    """The 500 page asks nothing of database, session or static manifest: any of them may be what failed."""
    context = {
        "reference": logs.reference.get(),
        "contact": settings.APP_CONTACT,
        "static_url": settings.STATIC_URL,
    }
    return HttpResponse(render_to_string("errors/failed.html", context), status=500)
