import datetime as dt

import pytest

from sop.offices.models import Appointment, Position
from sop.procedures.models import ActorBinding
from sop.runs.performers import performer_for, performers_for
from tests.engine.graphs import build, straight

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 10, 1)


def version_of(world):
    return world.obligation.sop.versions.get().pk


def test_duties_in_several_sheets_are_told_apart_in_one_query(django_assert_num_queries):
    first, second = build(straight()), build(straight())
    person = first.people[2]
    post = Position.objects.get(office=second.office, code="kolom-3-x")
    Appointment.objects.create(user=person, position=post, kind="plh", since=DAY, until=DAY)
    versions = [version_of(first), version_of(second)]
    with django_assert_num_queries(1):
        found = performers_for(person, versions, DAY)
    assert [duty.actor for duty in found[version_of(first)].duties] == [2]
    assert [(duty.actor, duty.capacity) for duty in found[version_of(second)].duties] == [
        (3, "Plh. kolom-3-x")
    ]
    for version, performer in found.items():
        assert performer == performer_for(person, version, DAY)


def test_a_post_bound_to_columns_of_two_sheets_gives_each_its_own_duty():
    first, second = build(straight()), build(straight())
    post = Position.objects.get(office=first.office, code="kolom-2-x")
    actor = second.obligation.sop.versions.get().actors.get(order=4)
    ActorBinding.objects.create(actor=actor, position=post)
    found = performers_for(first.people[2], [version_of(first), version_of(second)], DAY)
    assert {version: [duty.actor for duty in who.duties] for version, who in found.items()} == {
        version_of(first): [2],
        version_of(second): [4],
    }


def test_a_stranger_has_no_duties_anywhere():
    world = build(straight())
    assert performers_for(world.stranger, [version_of(world)], DAY)[version_of(world)].duties == ()
    assert performers_for(world.stranger, [], DAY) == {}
