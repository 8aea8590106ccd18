"""The page on which an open step is given to a person, and the list of those that nobody can do."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.common.keyset import PARAMETER, address
from kinerja.common.requests import OfficeRequest
from kinerja.submissions.assigning import acts
from kinerja.submissions.assigning.forms import AssignForm
from kinerja.submissions.assigning.orphans import orphan_page
from kinerja.submissions.assigning.rights import Ground, NotAssigning, candidates, ground_of, may_assign
from kinerja.submissions.case.announcing import REPEATED
from kinerja.submissions.case.turns import Turn, open_case
from kinerja.submissions.desk import today
from sop.offices.access import open_settings
from sop.offices.models import User
from sop.runs.engine import holders, insist_open
from sop.runs.errors import MandateOwed
from sop.runs.reassigning import signs


@require_safe
def orphans(request: OfficeRequest, office: str) -> HttpResponse:
    keeping = open_settings(request.user, office)
    rows, found = orphan_page(keeping.office, keeping.day, request.GET.get(PARAMETER, ""))
    context = {
        "keeping": keeping,
        "office": keeping.office,
        "rows": rows,
        "previous_url": address(request.GET, found.previous),
        "next_url": address(request.GET, found.following),
    }
    return render(request, "assigning/orphans.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: OfficeRequest, pk: int, step_run: int) -> HttpResponse:
    """For a keeper or the superior of the post: to whom, why, and what follows from it."""
    turn, ground = _meet(request, pk, step_run)
    form = AssignForm(
        request.POST or None,
        people=candidates(ground, request.user),
        assigned=bool(turn.place.get("assigned")),
        seq=turn.place["seq"],
    )
    if form.is_valid():
        messages.success(request, _done(request, turn, form))
        return redirect(turn.case.submission)
    context = {"form": form, "turn": turn, "submission": turn.case.submission, "ground": ground}
    return render(request, "assigning/assign.html", context, status=422 if form.is_bound else 200)


def _meet(request: OfficeRequest, pk: int, step_run: int) -> tuple[Turn, Ground]:
    """Http404 for a stranger, AlreadyMoved where the step is over, NotAssigning for a colleague, MandateOwed at a signature."""
    case = open_case(request.user, pk)
    if all(row.pk != step_run for row in case.step_runs):
        raise Http404
    run = case.submission.run
    place: Any = next((place for place in run.places() if place["id"] == step_run), None)
    if place is None:
        insist_open(run, step_run)
    turn = case.turn(step_run)
    if turn is None:
        raise Http404
    ground = ground_of(case.submission, place, today(case.submission))
    if not may_assign(ground, request.user):
        raise NotAssigning
    if signs(case.definition, place["step"]):
        raise MandateOwed(holders(case.definition, turn.step))
    return turn, ground


def _done(request: OfficeRequest, turn: Turn, form: AssignForm) -> str:
    """Carry it out and say what happened."""
    submission, asked = turn.case.submission, form.asked(turn.step_run.pk, request.POST)
    if form.gives_back:
        fresh = acts.give_back(submission, asked, by=request.user)
        told = f"Langkah {turn.step.position} kembali kepada {holders(turn.case.definition, turn.step)}."
    else:
        to = User.objects.get(pk=form.cleaned_data["to"])
        fresh = acts.assign(submission, asked, to=to, by=request.user, at=timezone.now())
        told = f"Langkah {turn.step.position} ditugaskan kepada {to.name}, yang sudah diberi tahu."
    return told if fresh else REPEATED
