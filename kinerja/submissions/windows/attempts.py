"""Refused attempts to fill, written into the ledger of the file once the request is over: one a day, unit and person."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from kinerja.submissions.actions import locked
from kinerja.submissions.windows.refused import Attempt, collected
from sop.ledger.actions import Entry
from sop.ledger.models import Event
from sop.offices.models import User
from sop.runs.actions import note

Handler = Callable[[HttpRequest], HttpResponseBase]


def refused_attempts(get_response: Handler) -> Handler:
    """Middleware: what was refused in this request is written when nothing can take it back any more."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        token = collected.set([])
        try:
            response = get_response(request)
            for attempt in {(a.submission, a.unit): a for a in collected.get() or ()}.values():
                write(attempt)
            return response
        finally:
            collected.reset(token)

    return middleware


@transaction.atomic
def write(attempt: Attempt) -> None:
    """Add the event; who goes on trying that day adds nothing. It touches no step, so no open page grows stale."""
    submission = locked(attempt.submission)
    day = attempt.at.astimezone(submission.run.office.tz).date()
    key = f"refused:{submission.pk}:{attempt.unit}:{day:%Y%m%d}"
    if Event.objects.filter(user=attempt.user, key=key).exists():
        return
    user = User.objects.get(pk=attempt.user)
    by = {"name": user.name, "nip": user.nip, "capacity": ""}
    entry = Entry("refused_entry", {"unit": attempt.unit, "by": by}, user.pk, key)
    note(submission.run, [entry], touched=(), at=attempt.at)
