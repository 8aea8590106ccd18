"""Two people at once on the same step, with real threads on a real PostgreSQL: exactly one succeeds."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from kinerja.submissions.actions import act
from kinerja.submissions.models import Submission
from sop.errors import RuleError
from sop.ledger.queries import first_fault
from sop.offices.models import Appointment, User
from sop.procedures.queries import definition_of
from sop.runs.models import StepRun
from tests.engine.graphs import SINCE, World, build, person, straight
from tests.engine.walking import fresh, papers_for, prepare, request_for, walk_to_step, who

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
ROUNDS = 5


def at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """Run the jobs in threads from one starting line; the result or the RuleError of each."""
    barrier = threading.Barrier(len(jobs))
    results: list[Any] = [None] * len(jobs)

    def run(i: int, job: Callable[[], Any]) -> None:
        try:
            barrier.wait()
            results[i] = job()
        except RuleError as refusal:
            results[i] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(i, job)) for i, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def deputy_of(world: World, holder: User) -> User:
    """A second person in the same post, acting for the first."""
    deputy = person(f"plh-{holder.pk}-{User.objects.count()}")
    Appointment.objects.create(
        user=deputy, position=holder.appointments.get().position, kind="plh", since=SINCE
    )
    return deputy


def job_for(
    world: World, submission: Submission, place: dict[str, Any], choice: int, by: User
) -> Callable[[], Any]:
    move = definition_of(submission.run.publication).moves(place["step"])[choice]
    prepare(world, submission, place, move, by)
    submission = fresh(submission)
    now = next(row for row in submission.run.marking if row["id"] == place["id"])
    request, papers = request_for(world, now, move), papers_for(submission, move.effects)
    return lambda: act(submission, request, by=by, papers=papers)


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("second", [0, -1], ids=["the same act", "a return"])
def test_two_people_on_one_step_and_exactly_one_succeeds(step, second):
    for _ in range(ROUNDS):
        world = build(straight())
        submission = walk_to_step(world, world.begin(), step)
        place = submission.run.places()[0]
        holder = who(world, place, submission)
        deputy = deputy_of(world, holder)
        first = job_for(world, submission, place, 0, holder)
        other = job_for(world, submission, place, second, deputy)
        events = submission.run.seq if step != 1 else fresh(submission).run.seq
        results = at_once(first, other)
        refusals = [result for result in results if isinstance(result, RuleError)]
        assert len(refusals) == 1, results
        assert refusals[0].http_status == 409
        assert (
            holder.name in refusals[0].sentence
            or deputy.name in refusals[0].sentence
            or "berubah" in refusals[0].sentence
        )
        run = fresh(submission).run
        assert first_fault(run) is None
        assert StepRun.objects.filter(run=run, pk=place["id"], closed_at__isnull=False).count() == 1
        assert run.seq > events - 1


def test_units_that_finish_at_the_same_moment_both_count_and_the_next_step_opens_once():
    for _ in range(ROUNDS):
        world = build(straight(), units=4)
        submission = fresh(world.begin())
        jobs = [
            job_for(world, submission, place, 0, world.clerks[place["unit"]])
            for place in submission.run.places()
        ]
        results = at_once(*jobs)
        assert not [result for result in results if isinstance(result, RuleError)], results
        run = fresh(submission).run
        assert [place["step"] for place in run.places()] == [2]
        assert first_fault(run) is None
