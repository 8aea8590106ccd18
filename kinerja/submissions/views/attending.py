"""The beat of a page that is open, and taking a step that several may do: who is at it just now."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kinerja.common.requests import OfficeRequest
from kinerja.common.sessions import by_clock
from kinerja.submissions.verification.attending import attend, claim, release
from kinerja.submissions.views.meeting import meet


@by_clock
@require_POST
def beat(request: OfficeRequest, pk: int, step_run: int) -> HttpResponse:
    """Say that the page is still open, and hear who else is at the step; nothing is written into the file.

    A person takes the step with `take_over` and gives it back with `release`; `back` leads to the list of tasks again.
    """
    turn = meet(request, pk, step_run)
    if isinstance(turn, HttpResponse):
        return turn
    for word, deed in (("take_over", claim), ("release", release)):
        if word in request.POST:
            deed(turn, request.user)
            tasks = f"{reverse('insights:inbox')}?pilih={step_run}"
            return redirect(tasks if "back" in request.POST else turn.url)
    other = attend(turn, request.user)
    return JsonResponse({"other": other.name if other else ""})
