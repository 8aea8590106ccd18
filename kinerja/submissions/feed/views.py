"""Langganan kalender: the page to make and end the address, and the calendar itself, which is read without login."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kinerja.common.requests import OfficeRequest
from kinerja.common.throttle import pass_gate
from kinerja.submissions.feed.calendar import calendar_for, end_feed, make_feed, owner_of
from kinerja.submissions.feed.models import Feed

SHOWN_ONCE = "feed_token"
AN_HOUR = 3600
READS, STRAYS = 60, 300  # in an hour: of one calendar, and of addresses that open none, from one machine


@require_safe
def page(request: OfficeRequest) -> HttpResponse:
    token = request.session.pop(SHOWN_ONCE, "")
    address = request.build_absolute_uri(reverse("feed:calendar", args=[token])) if token else ""
    feed = Feed.objects.filter(user=request.user).first()
    return render(request, "notifications/calendar.html", {"feed": feed, "address": address})


@require_POST
def make(request: OfficeRequest) -> HttpResponse:
    request.session[SHOWN_ONCE] = make_feed(request.user, at=timezone.now())
    return redirect("feed:page")


@require_POST
def end(request: OfficeRequest) -> HttpResponse:
    if end_feed(request.user):
        messages.success(request, "Langganan kalender diakhiri. Alamat lama tidak berlaku lagi.")
    return redirect("feed:page")


@login_not_required
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The secret address alone opens it, reads are counted, and it tells deadlines without figures."""
    user = owner_of(token)
    gate, most = (f"feed:{user.pk}", READS) if user else (f"feed:{request.META.get('REMOTE_ADDR')}", STRAYS)
    if not pass_gate(gate, most=most, seconds=AN_HOUR):
        return HttpResponse(
            "Terlalu sering dibuka. Coba lagi satu jam lagi.", status=429, content_type="text/plain"
        )
    if user is None:
        raise Http404
    answer = HttpResponse(calendar_for(user, at=timezone.now()), content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, max-age=300"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
