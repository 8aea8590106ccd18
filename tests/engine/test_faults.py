"""A fault at each query of each act: nothing is half done."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from kinerja.submissions.actions import act
from kinerja.submissions.models import Submission
from sop.ledger.queries import first_fault
from sop.procedures.queries import definition_of
from tests.engine.graphs import build, straight
from tests.engine.walking import (
    fresh,
    papers_for,
    prepare,
    request_for,
    trail,
    walk_to_step,
    who,
)

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
FEWEST = 5  # an act has at least: lock, person, close, event, run


class PulledPlugError(Exception):
    """The machine stops here."""


class FaultAt:
    """Lets n data statements pass, then fails before (or after) the next."""

    def __init__(self, n: int, *, after: bool) -> None:
        self.left, self.after = n, after

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.upper().startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN")):
            return execute(sql, *rest)
        self.left -= 1
        if self.left >= 0:
            return execute(sql, *rest)
        if self.after:
            execute(sql, *rest)
        raise PulledPlugError


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("choice", [0, -1])
def test_a_fault_at_any_query_of_an_act_leaves_everything_as_it_was(step, choice):
    world = build(straight())
    submission = walk_to_step(world, world.begin(), step)
    place = submission.run.places()[0]
    move = definition_of(submission.run.publication).moves(step)[choice]
    by = who(world, place, submission)
    prepare(world, submission, place, move, by)
    submission = fresh(submission)
    place = next(row for row in submission.run.marking if row["id"] == place["id"])

    def do() -> None:
        act(submission, request_for(world, place, move), by=by, papers=papers_for(submission, move.effects))

    assert faults_survived(do, submission) >= FEWEST
    assert first_fault(fresh(submission).run) is None


def faults_survived(do: Callable[[], None], submission: Submission) -> int:
    """Pull the plug before and after each query in turn, until the act gets through; returns how often it fell."""
    before = trail(submission)
    for n in itertools.count():
        for after in (False, True):
            try:
                with connection.execute_wrapper(FaultAt(n, after=after)):
                    do()
            except PulledPlugError:
                assert trail(submission) == before
            else:
                assert trail(submission) != before
                return n
    raise AssertionError
