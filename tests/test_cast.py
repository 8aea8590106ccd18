"""The cast itself: every maker gives what its name says, and a world put back is the world that was made."""

import pytest
from django.core.management import call_command

from kinerja.management.demo.walker import plan, request_for
from kinerja.submissions.actions import act
from kinerja.submissions.models import Status, Submission
from sop.errors import RuleError
from sop.offices.models import Office, Position
from sop.procedures.models import Publication
from sop.procedures.steps import Step
from sop.runs.models import StepRun
from tests.makers import END, begin, guide_of, walk
from tests.worlds import SEEDS, load_world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["draft", "verified", "paraf", "signed", "archived"])
def test_each_state_has_its_fixture(name, request):
    submission = request.getfixturevalue(name)
    assert Submission.objects.get(pk=submission.pk).status == name


def test_a_draft_waits_for_every_bidang_and_a_waiting_file_for_its_check(draft, submission_at, musi_rawas):
    units = {place["unit"] for place in draft.run.places()}
    assert len(units) == musi_rawas.office.units.filter(indicators__active=True).distinct().count()
    assert not draft.figures.exclude(value=None).exists()
    waiting = submission_at(5, period=musi_rawas.period_back(2))
    assert waiting.status == Status.DRAFT
    assert not waiting.figures.filter(value=None).exists()


def test_the_cast_holds_the_posts_it_is_named_after(
    operator, kasubag, sekretaris, kepala_dinas, plh_kepala_dinas, outsider, admin
):
    held = {
        user: [row.capacity for row in user.appointments.all()]
        for user in (kasubag, sekretaris, kepala_dinas)
    }
    assert held[kepala_dinas] == ["Kepala Dinas Kependudukan dan Pencatatan Sipil"]
    assert held[sekretaris] == ["Sekretaris Dinas"]
    assert "Plh. Kepala Dinas Kependudukan dan Pencatatan Sipil" in [
        row.capacity for row in plh_kepala_dinas.appointments.all()
    ]
    assert operator.check_password("demo-kinerja-2026")
    assert outsider.appointments.get().position.office.code == "dinas-lain"
    assert admin.is_superuser


@pytest.mark.parametrize("seed", SEEDS)
def test_an_office_put_back_is_guarded_and_runs_like_one_that_was_loaded(seed):
    world = load_world(seed)
    assert world.publication.runnable
    step = Step.objects.filter(version=world.publication.version_id).first()
    assert step.pk == world.publication.step_ids[str(step.position)]
    added = Position.objects.create(office=world.office, code="baru", title="Jabatan baru")
    assert added.pk > world.office.positions.exclude(pk=added.pk).order_by("-pk").first().pk
    assert load_world(seed) == world


def test_two_offices_stand_side_by_side(office_of):
    assert office_of("musi-rawas").office != office_of("sumenep").office
    assert Publication.objects.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", [1, 2])
def test_a_world_can_be_loaded_again_after_the_database_was_emptied(round_):
    assert not Office.objects.exists()
    world = load_world()
    submission = walk(begin(world), END, guide=guide_of(world))
    assert submission.status == Status.ARCHIVED
    call_command("verify_ledger")


def test_the_walker_has_no_way_round_the_rules(verified, operator, musi_rawas):
    submission = walk(verified, 7, guide=guide_of(musi_rawas))
    turn = plan(submission, submission.run.places()[0], guide=guide_of(musi_rawas))
    before = StepRun.objects.filter(run=verified.run_id).count()
    with pytest.raises(RuleError):
        act(turn.submission, request_for(turn), by=operator)
    assert StepRun.objects.filter(run=verified.run_id).count() == before
