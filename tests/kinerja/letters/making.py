"""Papers of a file, made as its pages make them."""

from kinerja.letters import actions
from kinerja.letters.access import insist
from kinerja.letters.prefill import Ground, prefill
from kinerja.submissions.case.turns import open_case
from sop.runs.performers import performer_for


def holder_of(world, submission, step=None):
    """Somebody who may do the open step."""
    place = submission.run.places()[0]
    definition = open_definition(submission)
    day = submission.run.opened_at.astimezone(world.office.tz).date()
    return world.staff.who(definition.steps[step or place["step"]], place["unit"], day)


def open_definition(submission):
    from sop.procedures.queries import definition_of

    return definition_of(submission.run.publication)


def content_of(submission, kind, by, step=None, **changes):
    case = open_case(by, submission.pk)
    hold = insist(case.submission.run, case.definition, case.performer)
    ground = Ground(case, hold, case.definition.steps[step] if step else None)
    return prefill(ground, kind) | changes


def make(submission, kind, by, step=None, **changes):
    """A draft, prefilled, with these fields typed over."""
    return actions.make(submission, kind, content_of(submission, kind, by, step, **changes), step=step, by=by)


def duties(submission, user, day):
    return performer_for(user, submission.run.publication.version_id, day).duties
