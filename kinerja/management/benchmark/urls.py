"""The addresses of the application and one trivial view, which everything else is measured against."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from kinerja.urls import handler403, handler404, handler500
from kinerja.urls import urlpatterns as application

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]


@login_not_required
def trivial(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("ok/", trivial), *application]
