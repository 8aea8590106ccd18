"""Taking back against the first look, and against the verification itself, at the same moment on a real PostgreSQL."""

import pytest
from django.utils import timezone

from kinerja.submissions.actions import act
from sop.errors import RuleError
from sop.ledger.queries import first_fault
from sop.procedures.definition import WITHDRAW_KEY
from sop.procedures.queries import definition_of
from sop.runs.actions import look_at
from sop.runs.engine import Request
from sop.runs.models import StepRun
from tests.engine.graphs import build, straight
from tests.engine.test_races import ROUNDS, at_once, job_for
from tests.engine.walking import fresh, walk_to_step

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def sent():
    world = build(straight())
    submission = walk_to_step(world, world.begin(), 2)
    unit = world.units[0].pk
    part = StepRun.objects.get(run=submission.run, unit=unit)
    request = Request(part.pk, WITHDRAW_KEY, 0)
    return world, submission, lambda: act(submission, request, by=world.clerks[unit])


def test_either_the_part_is_taken_back_or_the_verifier_has_seen_it():
    for _ in range(ROUNDS):
        _world, submission, take_back = sent()
        ahead = StepRun.objects.get(run=submission.run, closed_at=None)
        taken, looked = at_once(take_back, lambda step=ahead: look_at(step, at=timezone.now()))
        ahead.refresh_from_db()
        refused = isinstance(taken, RuleError)
        assert looked is refused, (taken, looked)
        assert (ahead.seen_at is not None) is refused
        assert (ahead.closed_at is None) is refused
        assert first_fault(fresh(submission).run) is None


def test_of_taking_back_and_verifying_exactly_one_succeeds():
    for _ in range(ROUNDS):
        world, submission, take_back = sent()
        place = submission.run.places()[0]
        assert definition_of(submission.run.publication).moves(2)[0].effects == ("verify",)
        verify = job_for(world, submission, place, 0, world.people[2])
        results = at_once(take_back, verify)
        refusals = [result for result in results if isinstance(result, RuleError)]
        assert len(refusals) == 1, results
        assert refusals[0].http_status == 409
        assert fresh(submission).status == ("draft" if refusals[0] is results[1] else "verified")
        assert first_fault(fresh(submission).run) is None
