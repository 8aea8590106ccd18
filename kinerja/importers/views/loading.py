"""Screen S16: an SOP is uploaded, checked, looked at, and only then stored."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.importers.actions import store
from kinerja.importers.examination import examine, lines_of
from kinerja.importers.forms import DecisionForm, UploadForm
from kinerja.importers.papers import Paper, paper_of, seal, unseal
from kinerja.importers.permits import may_load, may_publish
from kinerja.importers.reading import read_upload
from sop.offices.models import User
from sop.procedures.files import Contents

TOO_OLD = "Hasil pemeriksaan sudah tidak berlaku. Unggah berkasnya sekali lagi."


def _loader(request: HttpRequest) -> User:
    user = cast(User, request.user)
    if not may_load(user):
        raise PermissionDenied
    return user


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    """Ask for a file; show what was found in it."""
    user = _loader(request)
    if request.method != "POST":
        return render(request, "importers/load.html", {"form": UploadForm()})
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "importers/load.html", {"form": form}, status=422)
    file = form.cleaned_data["file"]
    data = file.read()
    contents = read_upload(file.name, data)
    return _review(request, user, paper_of(file.name, contents, data), contents)


@never_cache
@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Store what was checked, as a draft or published."""
    user = _loader(request)
    form = DecisionForm(request.POST)
    paper = unseal(form.cleaned_data["sealed"], user) if form.is_valid() else None
    if paper is None:
        messages.error(request, TOO_OLD)
        return render(request, "importers/load.html", {"form": UploadForm()}, status=422)
    publishing = form.cleaned_data["action"] == "publish"
    if publishing and not may_publish(user):
        raise PermissionDenied
    stored = store(paper.contents(), by=user, at=timezone.now(), publishing=publishing)
    if not stored.versions:
        return _review(request, user, paper, paper.contents())
    messages.success(request, stored.sentence)
    return redirect("procedures:sheet", stored.versions[0])


@require_safe
def lines(request: HttpRequest) -> HttpResponse:
    """The stylesheet of a preview (`?v=` its token)."""
    css = lines_of(_loader(request), request.GET.get("v", ""))
    if css is None:
        raise Http404
    return HttpResponse(css, content_type="text/css; charset=utf-8", headers={"Cache-Control": "private"})


def _review(request: HttpRequest, user: User, paper: Paper, contents: Contents) -> HttpResponse:
    found = examine(contents, by=user, at=timezone.now())
    context = {
        "form": UploadForm(),
        "found": found,
        "name": paper.name,
        "sealed": seal(paper, user) if found.clean else "",
        "may_publish": may_publish(user),
    }
    return render(request, "importers/review.html", context, status=200 if found.clean else 422)
