"""The real paths, and a few that misbehave on purpose."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from kinerja import urls
from kinerja.urls import handler403, handler404, handler429, handler500
from sop.errors import RuleError

__all__ = ["handler403", "handler404", "handler429", "handler500", "urlpatterns"]


class NotYourStep(RuleError):
    code = "not_your_step"
    http_status = 403


class AlreadyMoved(RuleError):
    code = "already_moved"
    http_status = 409


def refuse(request: HttpRequest, kind: str) -> HttpResponse:
    if kind == "403":
        raise NotYourStep("Langkah 4 dikerjakan oleh Kasubag Perencanaan.")
    raise AlreadyMoved("Berkas sudah berpindah langkah.")


def boom(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


def echo(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.POST.get("reason", ""))


PLACES = {
    "insights": ["home", "inbox", "recap", "archive"],
    "submissions": ["list"],
    "procedures": ["catalogue"],
}
known = {getattr(pattern, "namespace", None) for pattern in urls.urlpatterns}
urlpatterns = [
    *urls.urlpatterns,
    *(
        path(f"uji/{space}/", include(([path(f"{n}/", echo, name=n) for n in names], space)))
        for space, names in PLACES.items()
        if space not in known
    ),
    path("uji/tolak/<str:kind>/", refuse),
    path("uji/rusak/", boom),
    path("uji/gema/", echo),
]
