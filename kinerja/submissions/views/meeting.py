"""How a person meets an open step: his own, somebody else's, or one that is closed by now."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from kinerja.common.requests import OfficeRequest
from kinerja.common.typed import tidy
from kinerja.submissions.actions import Acted, act
from kinerja.submissions.case.announcing import REPEATED, announcement
from kinerja.submissions.case.handled import handled
from kinerja.submissions.case.turns import Case, Turn, open_case
from kinerja.submissions.forms.act import content_hash
from kinerja.submissions.verification.attending import leave
from sop.procedures.definition import WITHDRAW_KEY, Move
from sop.runs.actions import OVERTAKEN, look_at
from sop.runs.engine import Request
from sop.runs.errors import AlreadyMoved

CLOSED = "Halaman ini menunjukkan keadaan berkas sekarang."


def meet(request: OfficeRequest, pk: int, step_run: int) -> Turn | HttpResponse:
    """The open step, if it is this person's; an answer where it is closed.

    Http404 for a stranger or a step of another file, NotYourStep for a colleague.
    """
    return meet_in(request, open_case(request.user, pk), step_run)


def meet_in(request: OfficeRequest, case: Case, step_run: int) -> Turn | HttpResponse:
    """The same in a file that was fetched already."""
    turn = case.turn(step_run)
    if turn is None:
        return _closed(request, case, step_run)
    turn.insist()
    if not seen(turn):
        return meet(request, case.submission.pk, step_run)
    return turn


def seen(turn: Turn) -> bool:
    """Keep the first look of a holder, after which the sender cannot take his part back; False where he just has."""
    if turn.step.fills or turn.step_run.seen_at is not None:
        return True
    return look_at(turn.step_run, at=turn.case.at)


def _closed(request: OfficeRequest, case: Case, step_run: int) -> HttpResponse:
    """Looking at a closed step shows the file; posting to it is a repeat, or too late, and the engine says which."""
    row = next((row for row in case.step_runs if row.pk == step_run), None)
    if row is None:
        raise Http404
    if request.method == "POST":
        if request.POST.get("move") == WITHDRAW_KEY:  # it names a closed step, and has a page of its own
            raise AlreadyMoved(OVERTAKEN)
        asked = Request(
            step_run=step_run,
            move=request.POST.get("move", ""),
            expected_seq=0,
            key=tidy(request.POST.get("key", "")),
            content=content_hash(request.POST),
        )
        act(case.submission, asked, by=request.user)
        messages.info(request, REPEATED)
    else:
        messages.info(request, f"{handled(row, request.user, case.zone, now=case.at)} {CLOSED}")
    return redirect(case.submission)


def done(request: OfficeRequest, turn: Turn, acted: Acted, move: Move | None) -> HttpResponse:
    """After an act: what happened and who goes on, on the page of the file."""
    leave(turn)
    text = announcement(acted, turn.case.definition, move) if move else REPEATED
    messages.success(request, text)
    return redirect(acted.submission)
