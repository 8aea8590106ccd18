"""The beat of a page that is open: who is at a step just now."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kinerja.common.requests import OfficeRequest
from kinerja.common.sessions import by_clock
from kinerja.submissions.verification.attending import attend
from kinerja.submissions.views.meeting import meet


@by_clock
@require_POST
def beat(request: OfficeRequest, pk: int, step_run: int) -> HttpResponse:
    """Say that the page is still open, and hear who else is at the step; nothing is written into the file."""
    turn = meet(request, pk, step_run)
    if isinstance(turn, HttpResponse):
        return turn
    if "take_over" in request.POST:
        attend(turn, request.user, take_over=True)
        return redirect(turn.url)
    other = attend(turn, request.user)
    return JsonResponse({"other": other.name if other else ""})
