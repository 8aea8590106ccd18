"""An open step given to a named person: his alone while it stands, told in the ledger, never a signature."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection

from kinerja.notifications.models import Notification
from kinerja.submissions.actions import act
from kinerja.submissions.assigning import acts
from kinerja.submissions.assigning.acts import Asked
from kinerja.submissions.assigning.rights import CannotAssign, NotAssigning
from kinerja.submissions.audit.proof import findings
from kinerja.submissions.errors import OwnFigures
from kinerja.submissions.holding import Sent
from kinerja.submissions.models import Submission
from sop.errors import RuleError
from sop.ledger.models import Event
from sop.offices.models import Appointment, KeeperPost, Position, User
from sop.procedures.queries import definition_of
from sop.runs.errors import AlreadyMoved, MandateOwed, NothingAssigned, NotYourStep, Owed
from sop.runs.models import Run, StepRun, StepRunAssignment
from tests.engine.graphs import SINCE, World, build, person, straight
from tests.engine.test_faults import FaultAt, PulledPlugError
from tests.engine.test_races import at_once
from tests.engine.walking import LATER, fresh, papers_for, prepare, request_for, walk_to_step

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
TODAY = LATER.date()


def colleague(world: World, name: str = "Rekan", **fields: Any) -> User:
    """Somebody of the office who stands in no column."""
    user = person(f"{name.lower()}-{User.objects.count()}", **fields)
    code = f"lain-{user.pk}"
    post = Position.objects.create(office=world.office, code=code, title=f"Perencana {user.pk}")
    Appointment.objects.create(user=user, position=post, since=SINCE)
    return user


def keeper(world: World) -> User:
    user = colleague(world, "Pengelola")
    KeeperPost.objects.create(position=user.appointments.get().position)
    return user


def asked(submission: Submission, reason: str = "Jabatan kosong", key: str = "") -> Asked:
    place = fresh(submission).run.places()[0]
    return Asked(place["id"], place["seq"], reason, Sent(key, "isi" if key else ""))


def do(world: World, submission: Submission, by: User) -> Any:
    """Take the straight way at the open step."""
    submission = fresh(submission)
    place = submission.run.places()[0]
    move = definition_of(submission.run.publication).moves(place["step"])[0]
    prepare(world, submission, place, move, by)
    submission = fresh(submission)
    place = submission.run.places()[0]
    return act(
        submission,
        request_for(submission, place, move),
        by=by,
        papers=papers_for(submission, move.effects),
        at=LATER,
    )


@pytest.fixture
def world() -> World:
    return build(straight(), units=1)


@pytest.mark.parametrize("step", [1, 2, 3, 5])
def test_an_assigned_step_is_done_by_that_person_alone_and_the_ledger_tells_it(world, step):
    submission = walk_to_step(world, world.begin(), step)
    holder = next(iter(world.clerks.values())) if step == 1 else world.people[2 if step == 5 else step]
    chosen, by = colleague(world), keeper(world)
    assert acts.assign(submission, asked(submission), to=chosen, by=by, at=LATER)
    open_steps = StepRun.objects.open()
    assert not open_steps.for_person(holder, TODAY).exists()
    assert [row.step.position for row in open_steps.for_person(chosen, TODAY)] == [step]
    with pytest.raises(NotYourStep, match="ditugaskan untuk Kolom"):
        do(world, submission, holder)
    do(world, submission, chosen)
    told = Event.objects.filter(run=submission.run_id, kind="reassign").get().text
    assert '"old":null' in told
    assert "Jabatan kosong" in told
    row = StepRun.objects.filter(run=submission.run_id, step__position=step).latest("pk")
    column = definition_of(submission.run.publication).steps[step].actors[0]
    assert row.closed_as == f"{chosen.appointments.get().capacity} (ditugaskan untuk Kolom {column})"
    assert list(findings()) == []
    assert Notification.objects.filter(user=chosen, title__startswith="Ditugaskan kepada Anda").count() == 1
    if step > 1:
        assert not StepRun.objects.open().for_person(chosen, TODAY).exists()


def test_it_is_given_on_and_given_back_and_each_stride_names_old_and_new(world):
    submission = walk_to_step(world, world.begin(), 3)
    first, second, by = colleague(world, "Satu"), colleague(world, "Dua"), keeper(world)
    acts.assign(submission, asked(submission, key="k1"), to=first, by=by, at=LATER)
    assert not acts.assign(
        submission, asked(submission, key="k1"), to=first, by=by, at=LATER
    )  # the same click
    acts.assign(submission, asked(submission, "Satu sakit"), to=second, by=by, at=LATER)
    with pytest.raises(NotYourStep):
        do(world, submission, first)
    acts.give_back(submission, asked(submission, "Pejabat sudah ada"), by=by, at=LATER)
    with pytest.raises(NothingAssigned):
        acts.give_back(submission, asked(submission, "Lagi"), by=by, at=LATER)
    assert Event.objects.filter(run=submission.run_id, kind="reassign").count() == 3
    assert StepRunAssignment.objects.filter(ended_at=None).count() == 0
    told = {
        who.pk: [row.title.split(":")[0] for row in Notification.objects.of(who).order_by("pk")]
        for who in (first, second, world.people[3])
    }
    given, taken = "Ditugaskan kepada Anda", "Tidak lagi ditugaskan kepada Anda"
    assert told[first.pk] == told[second.pk] == [given, taken]
    assert told[world.people[3].pk] == [f"Ditugaskan kepada {first}", "Kembali menjadi tugas jabatan Anda"]
    do(world, submission, world.people[3])
    assert list(findings()) == []


def test_who_may_give_it_and_to_whom(world):
    submission = walk_to_step(world, world.begin(), 3)
    by, chosen = keeper(world), colleague(world)
    clerk = next(iter(world.clerks.values()))
    gone = colleague(world, "Pergi")
    gone.appointments.update(until=TODAY - dt.timedelta(days=1))
    for to in (world.people[3], clerk, world.stranger, gone, by):
        with pytest.raises(CannotAssign):
            acts.assign(submission, asked(submission), to=to, by=by, at=LATER)
    for wrong in (world.people[3], world.people[2], chosen):
        with pytest.raises(NotAssigning):
            acts.assign(submission, asked(submission), to=chosen, by=wrong, at=LATER)
    with pytest.raises(Owed):
        acts.assign(submission, asked(submission, " "), to=chosen, by=by, at=LATER)
    superior = world.people[4].appointments.get().position
    Position.objects.filter(appointments__user=world.people[3]).update(superior=superior)
    assert acts.assign(submission, asked(submission), to=chosen, by=world.people[4], at=LATER)


def test_a_checker_is_not_given_a_sheet_and_a_signature_is_given_to_nobody(world):
    submission = world.begin()
    by = keeper(world)
    with pytest.raises(CannotAssign, match="memeriksa data ini"):
        acts.assign(submission, asked(submission), to=world.people[2], by=by, at=LATER)
    submission = walk_to_step(world, submission, 4)
    with pytest.raises(MandateOwed, match=r"Plt\. atau Plh\."):
        acts.assign(submission, asked(submission), to=colleague(world), by=by, at=LATER)
    assert not StepRunAssignment.objects.exists()


def test_one_who_entered_figures_after_all_is_refused_at_the_act(world):
    submission = walk_to_step(world, world.begin(), 3)
    chosen = colleague(world)
    acts.assign(submission, asked(submission), to=chosen, by=keeper(world), at=LATER)
    Submission.objects.filter(pk=submission.pk).update(entrants=[*submission.entrants, chosen.pk])
    with pytest.raises(OwnFigures):
        do(world, submission, chosen)


def test_a_step_is_without_performer_when_all_who_might_do_it_are_gone(world):
    submission = walk_to_step(world, world.begin(), 3)
    orphans = StepRun.objects.filter(run=submission.run_id)
    assert not orphans.without_performer(TODAY).exists()
    User.objects.filter(pk=world.people[3].pk).update(is_active=False)
    assert orphans.without_performer(TODAY).count() == 1
    chosen, by = colleague(world), keeper(world)
    acts.assign(submission, asked(submission), to=chosen, by=by, at=LATER)
    assert not orphans.without_performer(TODAY).exists()
    chosen.appointments.update(until=TODAY - dt.timedelta(days=1))
    assert orphans.without_performer(TODAY).count() == 1  # nor is he of the office any more
    assert not StepRun.objects.open().for_person(chosen, TODAY).exists()
    with pytest.raises(NotYourStep):
        do(world, submission, chosen)
    acts.assign(submission, asked(submission), to=colleague(world, "Baru"), by=by, at=LATER)
    assert not orphans.without_performer(TODAY).exists()


def test_per_unit_steps_are_without_performer_unit_by_unit():
    world = build(straight(), units=2)
    submission = world.begin()
    User.objects.filter(pk=world.clerks[world.units[1].pk].pk).update(is_active=False)
    rows = StepRun.objects.filter(run=submission.run_id).without_performer(TODAY)
    assert list(rows.values_list("unit", flat=True)) == [world.units[1].pk]


def test_the_proof_names_an_assignment_made_behind_the_application(world):
    submission = walk_to_step(world, world.begin(), 3)
    acts.assign(submission, asked(submission), to=colleague(world), by=keeper(world), at=LATER)
    StepRunAssignment.objects.update(user=world.stranger)
    assert ["penugasan langkah" in row.sentence for row in findings()] == [True]
    StepRunAssignment.objects.update(ended_at=LATER)
    Run.objects.filter(pk=submission.run_id).update(
        marking=[{key: row[key] for key in row if key != "assigned"} for row in fresh(submission).run.marking]
    )
    assert ["penugasan langkah" in row.sentence for row in findings()] == [True]


def test_a_fault_at_any_query_leaves_everything_as_it_was(world):
    submission = walk_to_step(world, world.begin(), 3)
    chosen, by = colleague(world), keeper(world)
    wanted, before = asked(submission), fresh(submission).run
    for n in range(8, 0, -1):
        with pytest.raises(PulledPlugError), connection.execute_wrapper(FaultAt(n, after=n % 2 == 0)):
            acts.assign(submission, wanted, to=chosen, by=by, at=LATER)
        now = fresh(submission).run
        assert (now.seq, now.head, now.marking) == (before.seq, before.head, before.marking), n
        assert not StepRunAssignment.objects.exists()
        assert not Notification.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_assigning_and_completing_at_once_one_wins():
    for n in range(3):
        found = race(build(straight(), units=1))
        refused = [row for row in found if isinstance(row, RuleError)]
        assert len(refused) == 1, (n, found)
        assert isinstance(refused[0], AlreadyMoved | NotYourStep)
        assert list(findings()) == []


def race(world: World) -> list[Any]:
    """The keeper gives the step away while its holder completes it."""
    submission = walk_to_step(world, world.begin(), 3)
    chosen, by, wanted = colleague(world), keeper(world), asked(submission)
    place = submission.run.places()[0]
    move = definition_of(submission.run.publication).moves(3)[0]
    request, papers = request_for(submission, place, move), papers_for(submission, move.effects)
    return at_once(
        lambda: acts.assign(submission, wanted, to=chosen, by=by, at=LATER),
        lambda: act(submission, request, by=world.people[3], papers=papers, at=LATER),
    )
