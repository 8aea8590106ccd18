"""The five SOPs as published: each walks from its first step to the archive, and can be proved at every commit."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kinerja.indicators.models import Indicator
from kinerja.management.demo.walker import (
    END,
    Detour,
    Guide,
    Turn,
    before,
    fresh,
    papers_for,
    plan,
    request_for,
    walk,
)
from kinerja.submissions.actions import act
from kinerja.submissions.models import Status, Submission
from sop.ledger.models import Event
from sop.ledger.queries import first_fault
from sop.offices.models import Appointment, Position, Unit, User
from sop.procedures.definition import Move
from sop.procedures.models import Actor, ActorBinding
from sop.procedures.queries import definition_of
from sop.procedures.walks import walks
from sop.runs.models import StepRun
from sop.runs.queries import replay, same_position, units_per_step
from tests.engine.walking import counted
from tests.makers import begin, guide_of
from tests.worlds import SEEDS, World, load_world

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

AT = dt.datetime.now(dt.UTC)
MOST_QUERIES = 8
TO_FIND = 1  # more, where one act signs and files (Sumenep 9): the papers by which the file is found
TO_TELL = 6  # more, where a return opens sheets again and those who filled them are told
# Where each sheet is returned on the way, and by which of its arrows (DOMAIN: drawn, inferred, or outside the sheet).
RETURNS = {
    "sumenep": [(6, ""), (8, "")],
    "musi-rawas": [(2, ""), (5, ""), (7, "kembali"), (8, "kembali"), (9, "kembali")],
    "tasikmalaya": [(6, ""), (6, "kembali"), (7, ""), (7, "kembali")],
    "iv-jurai": [(9, ""), (10, "kembali"), (11, "kembali")],
    "mojokerto": [(3, ""), (6, "kembali"), (7, "kembali")],
}
WAYS = [(seed, step, move) for seed, ways in RETURNS.items() for step, move in ways]


def provable(submission: Submission) -> None:
    """Status, position and chain say the same, whichever of them is asked."""
    run = fresh(submission).run
    status = Submission.objects.values_list("status", flat=True).get(pk=submission.pk)
    replayed = replay(run)
    assert (replayed.fault, replayed.phase, same_position(run, replayed)) == ("", status, True)
    assert first_fault(run) is None
    (graph,) = walks(definition_of(run.publication))
    assert [graph.phases[place["step"]] for place in run.places()] == [{status}] * len(run.places())
    opened = StepRun.objects.filter(run=run, closed_at=None).values_list("pk", flat=True)
    assert sorted(opened) == sorted(place["id"] for place in run.places())
    assert (status == Status.ARCHIVED) == (not run.marking) == (run.closed_at is not None)


def turns(submission: Submission, guide: Guide) -> Iterator[tuple[Turn, list[str]]]:
    """Each act on the way to the end with the statements it took; what precedes an act is proved as well."""
    detours = list(guide.detours)
    submission = fresh(submission)
    while submission.run.places():
        place = submission.run.places()[0]
        detour = next((row for row in detours if row.step == place["step"]), None)
        if detour:
            detours.remove(detour)
        turn = plan(submission, place, guide=guide, detour=detour)
        before(turn, guide)
        provable(submission)
        turn = replace(turn, submission=fresh(submission))
        request, papers = request_for(turn), papers_for(turn, guide)
        with counted() as statements:
            act(turn.submission, request, by=turn.by, papers=papers, at=turn.at)
        submission = fresh(submission)
        yield turn, statements


@pytest.mark.parametrize(("seed", "step", "move"), WAYS)
def test_a_seed_walks_to_the_archive_with_a_return_on_the_way(seed, step, move):
    world = load_world(seed)
    guide = guide_of(world, at=AT, detours=(Detour(step, move=move, remark=""),))
    submission = begin(world, at=AT)
    provable(submission)
    taken = []
    for turn, _statements in turns(submission, guide):
        provable(submission)
        taken.append((turn.step.position, turn.move.is_return))
    assert (step, True) in taken
    assert Submission.objects.get(pk=submission.pk).status == Status.ARCHIVED


@pytest.mark.parametrize("seed", SEEDS)
def test_a_seed_walks_to_the_archive_without_a_return(seed):
    world = load_world(seed)
    submission = walk(begin(world, at=AT), END, guide=guide_of(world, at=AT))
    definition = definition_of(world.publication)
    done = set(StepRun.objects.filter(run=submission.run_id).values_list("step__position", flat=True))
    only_after_a_return = {4} if seed == "mojokerto" else set()
    assert done == set(definition.steps) - only_after_a_return
    assert submission.status == Status.ARCHIVED


@pytest.mark.parametrize("seed", SEEDS)
def test_verify_paraf_and_signature_of_a_round_carry_one_data_hash(seed):
    world = load_world(seed)
    submission = walk(begin(world, at=AT), END, guide=guide_of(world, at=AT))
    acts = Event.objects.filter(run=submission.run_id, kind__in=["verify", "paraf", "sign"])
    assert acts.count() >= 2
    assert all(
        submission.data_hash in text for text in acts.values_list("text", flat=True) if '"move"' in text
    )
    assert submission.document.data_hash == submission.data_hash


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_who_entered_figures_checks_them(seed):
    world = load_world(seed)
    submission = walk(begin(world, at=AT), END, guide=guide_of(world, at=AT))
    checks = Event.objects.filter(run=submission.run_id, kind__in=["verify", "paraf", "sign"])
    assert submission.entrants
    assert not set(submission.entrants) & set(checks.values_list("user", flat=True))


@pytest.mark.parametrize("units", [2, 12])
@pytest.mark.parametrize("seed", SEEDS)
def test_every_act_takes_at_most_eight_queries_whatever_the_number_of_units(seed, units):
    world = load_world(seed)
    filled_by(world, units)
    step, move = RETURNS[seed][-1]
    guide = guide_of(world, at=AT, detours=(Detour(step, move=move),))
    costs = [(turn, len(statements)) for turn, statements in turns(begin(world, at=AT), guide)]
    fills = [turn for turn, _cost in costs if turn.step.fills and turn.place["unit"]]
    assert len({turn.place["unit"] for turn in fills}) == units
    dear = [
        (turn.step.position, turn.move.key, cost)
        for turn, cost in costs
        if cost > MOST_QUERIES + allowed(turn.move)
    ]
    assert dear == []


def allowed(move: Move) -> int:
    return (TO_TELL if move.is_return else 0) + (TO_FIND if {"sign", "archive"} <= set(move.effects) else 0)


def filled_by(world: World, count: int) -> None:
    """Let exactly so many units owe one figure each; units, posts and people are added where the office has fewer."""
    definition = definition_of(world.publication)
    step = definition.steps[definition.fill_steps[0]]
    units = list(units_per_step(world.publication)[str(step.position)])
    actor = Actor.objects.get(version=world.publication.version_id, order=step.actors[0])
    units += [_add_unit(world, actor, number) for number in range(len(units), count)]
    indicators = Indicator.objects.filter(office=world.office)
    indicators.update(active=False)
    one = indicators.first()
    one.active = True
    one.save()
    one.units.set(units[:count])


def _add_unit(world: World, actor: Actor, number: int) -> int:
    unit = Unit.objects.create(
        office=world.office, code=f"unit-{number}", name=f"Unit {number}", order=90 + number
    )
    post = Position.objects.create(
        office=world.office, code=f"staf-{number}", title=f"Staf {number}", unit=unit, shared=True
    )
    ActorBinding.objects.create(actor=actor, position=post)
    user = User.objects.create(username=f"staf{number}", name=f"Staf {number}")
    Appointment.objects.create(user=user, position=post, since=dt.date(2023, 1, 2))
    return unit.pk
