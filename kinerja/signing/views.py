"""The public page: anyone who holds a paper may ask whether it is real. No login, no script, nothing kept."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.signing.comparing import compare
from kinerja.signing.forms import CodeForm, CompareForm
from kinerja.signing.limits import too_often
from kinerja.signing.models import SignedDocument
from kinerja.signing.queries import Verdict, verdict_for
from kinerja.signing.trust import revoked_now, root_certificate


@login_not_required
@never_cache
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """A field for the code; a code in the address leads to its verdict."""
    form = CodeForm(request.GET if "kode" in request.GET else None)
    if form.is_valid():
        return redirect("signing:verdict", code=form.cleaned_data["kode"])
    return _page(request, "signing/check.html", {"code_form": form}, status=422 if form.is_bound else 200)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verdict(request: HttpRequest, code: str) -> HttpResponse:
    """Is it real, who signed it; a file posted here is compared and thrown away."""
    if too_often(request):
        return _page(request, "signing/too_often.html", {}, status=429)
    found = verdict_for(code)
    if request.method == "POST" and found.document is not None:
        return _compared(request, found, found.document)
    context = {"verdict": found, "typed": code, "form": CompareForm(), "code_form": CodeForm()}
    return _page(request, "signing/verdict.html", context, status=404 if found.key == "unknown" else 200)


@login_not_required
@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """The certificate of our authority, so that a reader of PDF can be told to know it."""
    return HttpResponse(root_certificate(), content_type="application/pkix-cert")


@login_not_required
@require_safe
def revoked(request: HttpRequest) -> HttpResponse:
    """The certificates that were revoked, as of now."""
    if too_often(request):
        return _page(request, "signing/too_often.html", {}, status=429)
    return HttpResponse(revoked_now(), content_type="application/pkix-crl")


def _compared(request: HttpRequest, found: Verdict, document: SignedDocument) -> HttpResponse:
    form = CompareForm(request.POST, request.FILES)
    context: dict[str, Any] = {"verdict": found, "form": form}
    if not form.is_valid():
        return _page(request, "signing/verdict.html", context, status=422)
    context["comparison"] = compare(document, form.cleaned_data["berkas"].chunks())
    return _page(request, "signing/verdict.html", context)


def _page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    response = render(request, template, context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
