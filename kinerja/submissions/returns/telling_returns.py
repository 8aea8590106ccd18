"""Telling those who filled that their sheet is open again: a notice in the transaction of the return."""

import datetime as dt

from kinerja.notifications.actions import notify
from kinerja.notifications.models import Kind
from kinerja.submissions.models import Submission
from kinerja.submissions.queries import holders_today
from kinerja.submissions.wording import task_url
from sop.offices.models import User
from sop.runs.actions import Moved
from sop.runs.engine import Advance


def tell_returned(submission: Submission, way: Advance, moved: Moved, *, by: User, at: dt.datetime) -> None:
    """Tell the holders of the fill steps that a return opened, each once; a withdrawal is known to its own side.

    Six queries, however many units are open again; none for every other way.
    """
    if not way.move.is_return or way.taken_back:
        return
    run, steps = submission.run, way.definition.steps
    places = {place["id"]: steps[place["step"]] for place in run.places()}
    opened = [(row, places[row.pk]) for row in moved.opened if places[row.pk].fills]
    if not opened:
        return
    holders = holders_today(run.publication.version_id, at.astimezone(run.office.tz).date())
    sheets: dict[int, str] = {}
    for row, step in opened:
        for holder in holders.of(step, row.unit_id):
            sheets.setdefault(holder.user_id, task_url(submission, row, step, way.definition))
    sheets.pop(by.pk, None)
    notify(
        User.objects.filter(pk__in=sheets, is_active=True),
        office=run.office,
        key=f"returned:{run.pk}:{run.seq}",
        kind=Kind.RETURNED,
        title=f"Dikembalikan: {run.title}",
        text=way.reason,
        url=sheets,
        at=at,
    )
