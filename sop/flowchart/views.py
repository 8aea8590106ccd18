"""The flow of a sheet: its lines as a stylesheet, since the pages themselves may hold no style, and its BPMN file."""

import datetime as dt
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from sop.flowchart import screen
from sop.flowchart.bpmn import bpmn_of
from sop.offices.models import User
from sop.offices.queries import posts_of, today_of
from sop.procedures import queries
from sop.procedures.models import SopVersion

FOR_EVER = "private, max-age=31536000, immutable"


def _today(user: User) -> dt.date:
    at = timezone.now()
    return today_of(posts_of(user, at), at)


def _visible(request: HttpRequest, pk: int) -> SopVersion:
    user = cast(User, request.user)
    visible = SopVersion.objects.visible_to(user, _today(user)).select_related("sop__office")
    return get_object_or_404(visible, pk=pk)


@require_safe
def css(request: HttpRequest, pk: int) -> HttpResponse:
    """The lines of one sheet; `?luar=` names undrawn returns to be shown, `?v=` the state that may be kept."""
    version = _visible(request, pk)
    dashed = request.GET.getlist("luar")
    drawing = screen.drawing_of(queries.sheet(version), queries.publication_of(version), dashed)
    text = screen.screen_css(drawing) if drawing else ""
    kept = request.GET.get("v") == screen.token(text)
    headers = {"Cache-Control": FOR_EVER if kept else "private, no-cache"}
    return HttpResponse(text, content_type="text/css; charset=utf-8", headers=headers)


@require_safe
def as_bpmn(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet as BPMN 2.0 XML, for process engines and modellers."""
    version = _visible(request, pk)
    disposition = content_disposition_header(as_attachment=True, filename=version.file_name("bpmn"))
    return HttpResponse(
        bpmn_of(version),
        content_type="application/xml; charset=utf-8",
        headers={"Content-Disposition": disposition or ""},
    )
