"""A return tells the holders of the sheets it opens again, together with the act or not at all."""

import datetime as dt

import pytest

from kinerja.notifications.models import Kind, Notification
from kinerja.submissions.actions import act
from sop.errors import RuleError
from sop.offices.queries import calendar_of
from sop.procedures.definition import WITHDRAW_KEY
from sop.runs.engine import Request
from sop.runs.models import StepRun
from tests.engine.walking import LATER, counted, fresh, walk_to_step
from tests.kinerja.submissions.sheets import address, begun, office

pytestmark = pytest.mark.django_db


def back(submission, units, reason="Angka KTP salah"):
    place = submission.run.places()[0]
    return Request(place["id"], "2.2", place["seq"], reason=reason, units=tuple(unit.pk for unit in units))


def told():
    return list(Notification.objects.filter(kind=Kind.RETURNED).order_by("pk"))


def test_the_clerk_of_the_unit_that_is_open_again_is_told_why_and_where():
    world = office(indicators=1)
    submission = walk_to_step(world, begun(world), 2)
    first = world.units[0]
    act(submission, back(submission, [first]), by=world.people[2])
    (notice,) = told()
    assert notice.user == world.clerks[first.pk]
    assert (notice.title, notice.text) == (f"Dikembalikan: {submission.run.title}", "Angka KTP salah")
    assert notice.url == address(submission, first.pk)
    assert notice.key == f"returned:{submission.run_id}:{fresh(submission).run.seq}"


def test_a_second_return_tells_again_and_a_refused_one_nobody():
    world = office(indicators=1)
    submission = walk_to_step(world, begun(world), 2)
    with pytest.raises(RuleError):
        act(submission, back(submission, [], reason=""), by=world.people[2])
    assert told() == []
    for _ in range(2):
        act(submission, back(submission, world.units[:1]), by=world.people[2])
        submission = walk_to_step(world, submission, 2)
    assert len(told()) == 2


def test_whoever_withdraws_his_own_part_is_told_nothing():
    world = office(indicators=1)
    submission = walk_to_step(world, begun(world), 2)
    unit = world.units[0].pk
    part = StepRun.objects.get(run=submission.run, unit=unit)
    act(submission, Request(part.pk, WITHDRAW_KEY, 0), by=world.clerks[unit])
    assert told() == []


@pytest.mark.parametrize("units", [1, 12])
def test_a_return_costs_six_queries_more_however_many_units_it_opens(units):
    world = office(indicators=1, units=units)
    submission = walk_to_step(world, begun(world), 2)
    calendar_of(submission.run.office, LATER)
    with counted() as queries:
        act(submission, back(submission, world.units), by=world.people[2], at=LATER + dt.timedelta(hours=1))
    assert len(queries) <= 8 + 6, queries
    assert len(told()) == units
