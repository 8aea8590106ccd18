"""Sending a file back."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinerja.common.requests import OfficeRequest
from kinerja.submissions.case.page import strip_of
from kinerja.submissions.case.turns import Turn
from kinerja.submissions.forms.act import content_hash
from kinerja.submissions.forms.returning import ReturnForm
from kinerja.submissions.returns.returning import NO_NOTES, Way, has_rows_to_note, notes_of, ways_of
from kinerja.submissions.returns.sending_back import give_back
from kinerja.submissions.views.meeting import done, meet


@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: OfficeRequest, pk: int, step_run: int) -> HttpResponse:
    """Reason, units and remarks on rows; the remarks go back with the file."""
    turn = meet(request, pk, step_run)
    if isinstance(turn, HttpResponse):
        return turn
    ways, submission = ways_of(turn), turn.case.submission
    if not ways:
        return redirect(submission)
    form = _form(request, turn, ways)
    if not form.is_valid():
        return _page(request, turn, form)
    asked = form.request(
        content=content_hash(request.POST), reason=form.cleaned_data["reason"], units=form.units
    )
    return done(request, turn, give_back(submission, asked, form.remarks, by=request.user), form.chosen)


def ask_why(request: OfficeRequest, turn: Turn, *, move: str, reason: str) -> HttpResponse:
    """The page of a return with what was typed as a note on the page before; nothing is sent back yet."""
    notes = notes_of(turn.case.submission, request.user) if has_rows_to_note(turn) else NO_NOTES
    known = {"move": move, "reason": reason}
    return _page(request, turn, ReturnForm(None, turn=turn, ways=ways_of(turn), notes=notes, initial=known))


def _page(request: OfficeRequest, turn: Turn, form: ReturnForm) -> HttpResponse:
    context = {"turn": turn, "submission": turn.case.submission, "form": form, "strip": strip_of(turn.case)}
    return render(request, "submissions/return.html", context, status=422 if form.is_bound else 200)


def _form(request: OfficeRequest, turn: Turn, ways: list[Way]) -> ReturnForm:
    """The way named in the address is chosen already; rows may be noted by whoever entered none of them."""
    notes = notes_of(turn.case.submission, request.user) if has_rows_to_note(turn) else NO_NOTES
    named = {"move": request.GET.get("move")}
    return ReturnForm(request.POST or None, turn=turn, ways=ways, notes=notes, initial=named)
