"""To whom the page of a file offers to give an open step to a person."""

from kinerja.submissions.case.turns import Case
from kinerja.submissions.desk import today
from sop.offices.models import Appointment, KeeperPost, Position
from sop.runs.reassigning import signs


def assignable(case: Case) -> set[int]:
    """The open steps (pk) of others that this person may give away: as `rights.may_assign`, for all at once.

    A step of signing is never among them. Two queries, none where the file waits for nobody else.
    """
    turns = [turn for turn in case.turns if not turn.mine and not signs(case.definition, turn.step.position)]
    run, user = case.submission.run, case.performer.user_id
    if not turns:
        return set()
    day = today(case.submission)
    held = Appointment.objects.on(day).filter(user=user, position__office=run.office_id)
    if KeeperPost.objects.filter(position__appointments__in=held).exists():
        return {turn.step_run.pk for turn in turns}
    below = Position.objects.filter(
        bindings__actor__version=run.publication.version_id, superior__appointments__in=held
    )
    columns = set(below.values_list("bindings__actor__order", "unit"))
    return {
        turn.step_run.pk
        for turn in turns
        if any(actor in turn.step.actors and turn.unit in {None, unit} for actor, unit in columns)
    }
