"""For each act: allowed, refused at every other moment, refused for every other person."""

import pytest

from kinerja.submissions.actions import act
from kinerja.submissions.models import Status
from sop.errors import RuleError
from sop.ledger.queries import first_fault
from sop.offices.queries import calendar_of
from sop.procedures.queries import definition_of
from sop.runs.engine import Request
from sop.runs.errors import AlreadyMoved, NotYourStep, SameKeyOtherContent
from sop.runs.queries import replay, same_position
from tests.engine.graphs import Row, build, straight
from tests.engine.walking import (
    LATER,
    agree,
    counted,
    fill,
    forward,
    fresh,
    papers_for,
    prepare,
    request_for,
    take,
    trail,
    walk_to,
    walk_to_step,
    who,
)

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

STEP_BEFORE = {"verify": 2, "paraf": 3, "sign": 4, "archive": 5}
RESULT = {"verify": "verified", "paraf": "paraf", "sign": "signed", "archive": "archived"}


@pytest.mark.parametrize("effect", STEP_BEFORE)
def test_each_act_leads_to_its_status_and_leaves_a_provable_trail(effect):
    world = build(straight())
    submission = walk_to_step(world, world.begin(), STEP_BEFORE[effect])
    place = submission.run.places()[0]
    submission = fresh(take(world, submission, place, forward(submission, place)).submission)
    assert submission.status == RESULT[effect]
    assert first_fault(submission.run) is None
    replayed = replay(submission.run)
    assert (replayed.phase, same_position(submission.run, replayed)) == (submission.status, True)


@pytest.mark.parametrize("effect", STEP_BEFORE)
@pytest.mark.parametrize("moment", [1, 2, 3, 4, 5])
def test_an_act_is_refused_at_every_other_moment(effect, moment):
    if moment == STEP_BEFORE[effect]:
        pytest.skip("its own moment")
    world = build(straight())
    early = walk_to_step(world, world.begin(), moment)
    definition = definition_of(early.run.publication)
    move = definition.moves(STEP_BEFORE[effect])[0]
    before = trail(early)
    place = early.run.places()[0]
    request = Request(step_run=place["id"], move=move.key, expected_seq=place["seq"])
    with pytest.raises(RuleError):
        act(early, request, by=who(world, place, early), papers=papers_for(early, move.effects))
    assert trail(early) == before


@pytest.mark.parametrize("moment", [1, 2, 3, 4, 5])
def test_a_step_is_refused_to_every_person_whose_column_it_is_not(moment):
    world = build(straight())
    submission = walk_to_step(world, world.begin(), moment)
    place = submission.run.places()[0]
    holder = who(world, place, submission)
    before = trail(submission)
    others = {*world.people.values(), *world.clerks.values(), world.stranger} - {holder}
    for person in others:
        with pytest.raises(NotYourStep):
            act(submission, request_for(world, place, forward(submission, place)), by=person)
    assert trail(submission) == before


def test_a_form_opened_in_an_earlier_round_is_refused_after_a_return():
    world = build(straight())
    submission = walk_to_step(world, world.begin(), 2)
    old = submission.run.places()[0]
    definition = definition_of(submission.run.publication)
    take(world, submission, old, definition.move(2, "2.2"))
    submission = walk_to_step(world, submission, 2)
    verifier = who(world, old, submission)
    agree(submission, verifier)
    before = trail(submission)
    with pytest.raises(AlreadyMoved, match="sudah dikembalikan oleh"):
        act(submission, request_for(world, old, definition.moves(2)[0]), by=verifier)
    assert trail(submission) == before


def test_a_return_reopens_only_the_chosen_unit_and_the_status_becomes_draft():
    world = build(straight(), units=3)
    submission = walk_to(world, world.begin(), Status.VERIFIED)
    place = submission.run.places()[0]
    take(world, submission, place, definition_of(submission.run.publication).move(3, "kembali"))
    submission = fresh(submission)
    assert submission.status == Status.DRAFT
    assert submission.data_hash == ""
    assert [(row["step"], row["unit"]) for row in submission.run.places()] == [(1, world.units[0].pk)]
    assert submission.run.step_runs.get(outcome="returned").outside_flow


def test_the_same_request_twice_counts_once_and_other_content_under_its_key_is_refused():
    world = build(straight())
    submission = walk_to_step(world, world.begin(), 3)
    place = submission.run.places()[0]
    first = take(world, submission, place, forward(submission, place), key="k1")
    before = trail(submission)
    again = act(
        submission,
        request_for(world, place, forward(submission, place), key="k1"),
        by=who(world, place, submission),
    )
    assert (first.repeated, again.repeated) == (False, True)
    other = Request(place["id"], "3.1", place["seq"], key="k1", content="other")
    with pytest.raises(SameKeyOtherContent):
        act(submission, other, by=who(world, place, submission))
    assert trail(submission) == before


def test_nobody_verifies_figures_that_he_entered_himself():
    world = build(straight(), units=1)
    clerk = next(iter(world.clerks.values()))
    position = world.people[2].appointments.get().position
    clerk.appointments.create(position=position, kind="plh", since="2026-01-01")
    submission = walk_to_step(world, world.begin(), 2)
    place = submission.run.places()[0]
    with pytest.raises(RuleError, match="Anda ikut mengisi"):
        act(submission, request_for(world, place, forward(submission, place)), by=clerk)


def test_who_checks_by_his_own_post_does_not_enter_the_figures_he_will_check():
    world = build(straight(), units=1)
    submission = world.begin()
    unit = world.units[0]
    clerk_post = world.clerks[unit.pk].appointments.get().position
    world.people[3].appointments.create(position=clerk_post, kind="plh", since="2026-01-01")
    before = trail(submission)
    with pytest.raises(RuleError, match="harus dimasukkan pegawai lain"):
        fill(submission, unit.pk, world.people[3])
    assert trail(submission) == before


def test_the_status_cannot_be_written_outside_an_act():
    world = build(straight())
    submission = walk_to_step(world, world.begin(), 2)
    with pytest.raises(Exception, match=r"conditions|switch"):
        submission.verify()
    with pytest.raises(AttributeError):
        submission.status = Status.SIGNED


@pytest.mark.parametrize("units", [1, 12])
@pytest.mark.parametrize("step", [1, 2, 3, 4, 5])
def test_an_act_takes_at_most_eight_queries_whatever_the_number_of_units(step, units):
    world = build(straight(), units=units)
    submission = walk_to_step(world, world.begin(), step)
    place = submission.run.places()[-1]
    move = forward(submission, place)
    by = who(world, place, submission)
    prepare(world, submission, place, move, by)
    submission = fresh(submission)
    place = next(row for row in submission.run.marking if row["id"] == place["id"])
    calendar_of(submission.run.office, LATER)
    with counted() as queries:
        act(
            submission,
            request_for(world, place, move),
            by=by,
            papers=papers_for(submission, move.effects),
            at=LATER,
        )
    assert len(queries) <= 8, queries


def test_branches_of_a_fork_wait_for_each_other():
    rows = [
        Row(2, [(2, [], "", False), (3, [], "", False)]),
        Row(3, [(4, [], "", False)]),
        Row(4, [(4, [], "", False)]),
        Row(1, [(5, [], "", False)], fills=True, per_unit=True),
        Row(2, [(6, ["verify"], "", False)]),
        Row(3, [(7, ["sign"], "", False)]),
        Row(4, [(None, ["archive"], "", False)]),
    ]
    world = build(rows)
    submission = fresh(world.begin())
    place = submission.run.places()[0]
    submission = fresh(take(world, submission, place, forward(submission, place)).submission)
    assert [row["step"] for row in submission.run.places()] == [2, 3]
    place = submission.run.places()[1]
    submission = fresh(take(world, submission, place, forward(submission, place)).submission)
    assert [row["step"] for row in submission.run.places()] == [2]
    assert walk_to(world, submission, Status.ARCHIVED).run.marking == []
