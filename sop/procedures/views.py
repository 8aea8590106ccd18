"""Screens S14 and S15: the catalogue of SOPs, the official page of one, its versions and its files."""

import datetime as dt
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from sop.offices.models import User
from sop.offices.queries import posts_of, today_of
from sop.procedures import exporting, queries
from sop.procedures.asked import Asked
from sop.procedures.models import SopVersion


def _today(user: User) -> dt.date:
    at = timezone.now()
    return today_of(posts_of(user, at), at)


def _visible(request: HttpRequest, pk: int) -> SopVersion:
    user = cast(User, request.user)
    visible = SopVersion.objects.visible_to(user, _today(user)).select_related("sop__office")
    return get_object_or_404(visible, pk=pk)


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """The SOPs of the offices where this person serves today (`?q=…&kantor=…&keadaan=berlaku&periode=bulanan`)."""
    asked = Asked.read(request.GET)
    user = cast(User, request.user)
    found = queries.catalogue(user, _today(user), asked)
    return render(request, "procedures/catalogue.html", {"found": found, "asked": asked})


@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """One sheet, as a table like the paper or as a list of steps (`?tampilan=tabel`, `?tampilan=daftar`)."""
    version = _visible(request, pk)
    versions = queries.versions_of(version)
    context = {
        "version": version,
        "page": queries.sheet(version),
        "publication": queries.publication_of(version),
        "versions": versions,
        "choice": queries.chosen(versions, version, {}),
        "replacement": queries.replacement(versions, version),
        "look": request.GET.get("tampilan", ""),
    }
    return render(request, "procedures/sheet.html", context)


@require_safe
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Two versions of one SOP side by side (`?dari=1&ke=2`)."""
    version = _visible(request, pk)
    versions = queries.versions_of(version)
    choice = queries.chosen(versions, version, request.GET)
    context = {
        "version": version,
        "versions": versions,
        "choice": choice,
        "comparison": queries.compared(choice),
    }
    return render(request, "procedures/compare.html", context)


@require_safe
def as_yaml(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet as a fixture that `load_sop` takes in again."""
    version = _visible(request, pk)
    return _attached(exporting.as_yaml(version), version.file_name("yaml"), "application/yaml")


@require_safe
def as_json(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as JSON."""
    version = _visible(request, pk)
    return _attached(exporting.as_json(version), version.file_name("json"), "application/json")


def _attached(text: str, name: str, kind: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        text, content_type=f"{kind}; charset=utf-8", headers={"Content-Disposition": disposition or ""}
    )
