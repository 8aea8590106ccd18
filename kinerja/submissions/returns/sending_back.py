"""Sending a file back together with the remarks on its rows: both, or neither."""

from collections.abc import Mapping

from django.db import transaction

from kinerja.submissions.actions import Acted, act, locked
from kinerja.submissions.entry.filling import judge
from kinerja.submissions.models import Submission
from sop.offices.models import User
from sop.runs.engine import Request


@transaction.atomic
def give_back(
    submission: Submission, request: Request, remarks: Mapping[int, tuple[bool, str]], *, by: User
) -> Acted:
    """Keep the remarks (as `filling.judge` takes them) and carry out the return; raises what the two raise.

    The remarks come first, for they go back with the file. On a step that is over they are not kept: `act()` then
    tells a repeat from somebody who comes too late.
    """
    if remarks and any(place["id"] == request.step_run for place in locked(submission.pk).run.places()):
        judge(submission, remarks, by=by)
    return act(submission, request, by=by)
