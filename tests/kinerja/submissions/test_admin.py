"""What the application writes can be read in the administration, and changed by nobody there."""

import pytest
from django.contrib import admin
from django.urls import reverse

from kinerja.periods.models import Period
from kinerja.signing.models import SignedDocument
from kinerja.submissions.figures import ArchiveRecord, Figure, Judgement
from kinerja.submissions.models import Submission
from sop.ledger.models import Event
from sop.offices.models import User
from sop.procedures.models import Publication
from sop.runs.models import Run, StepRun
from tests.engine.graphs import build, straight
from tests.engine.walking import trail
from tests.kinerja.insights.worlds import begin, client_of, reach

pytestmark = pytest.mark.django_db
RECORDS = [
    Run, StepRun, Event, Publication, Submission, Figure, SignedDocument, ArchiveRecord, Judgement, Period,
]  # fmt: skip


@pytest.fixture
def archived():
    world = build(straight())
    return reach(world, begin(world, Period(kind="quarter", year=2026, number=3)), "archived")


@pytest.fixture
def desk():
    return client_of(User.objects.create(username="pengelola", name="P", is_staff=True, is_superuser=True))


def page(model, *args, kind):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{kind}", args=args)


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_a_record_can_be_read_and_neither_added_changed_nor_deleted(archived, desk, model):
    row = model.objects.order_by("pk").first()
    before = (trail(archived), list(model.objects.order_by("pk").values()))
    assert desk.get(page(model, kind="changelist")).status_code == 200
    assert desk.get(page(model, row.pk, kind="change")).status_code == 200
    assert desk.get(page(model, kind="add")).status_code == 403
    assert desk.post(page(model, kind="add"), {"name": "x"}).status_code == 403
    assert desk.post(page(model, row.pk, kind="change"), {"title": "x", "status": "draft"}).status_code == 403
    assert desk.post(page(model, row.pk, kind="delete"), {"post": "yes"}).status_code == 403
    assert (trail(archived), list(model.objects.order_by("pk").values())) == before


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_a_list_of_records_offers_no_act(archived, desk, model):
    row = model.objects.order_by("pk").first()
    bulk = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    desk.post(page(model, kind="changelist"), bulk)
    assert model.objects.filter(pk=row.pk).exists()
    assert b'value="delete_selected"' not in desk.get(page(model, kind="changelist")).content


def test_every_model_that_records_history_is_on_the_list_of_the_untouchable():
    writable = {
        model for model, workbench in admin.site._registry.items() if hasattr(workbench, "has_change_permission")
        and type(workbench).has_change_permission is admin.ModelAdmin.has_change_permission
    }  # fmt: skip
    assert writable.isdisjoint(RECORDS)
    assert set(RECORDS) <= set(admin.site._registry)


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_a_list_costs_the_same_for_few_and_for_many_files(desk, model, django_assert_max_num_queries):
    world = build(straight())
    for number in (1, 2, 3):
        reach(world, begin(world, Period(kind="quarter", year=2026, number=number)), "archived")
    with django_assert_max_num_queries(14):
        assert desk.get(page(model, kind="changelist")).status_code == 200
