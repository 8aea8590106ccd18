"""The database itself refuses to change a published sheet, whoever asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from sop.migrations._guards import COLUMNS, SHEETS
from sop.procedures.actions import publish
from sop.procedures.models import Actor, ActorBinding, HeaderItem, Publication, Remark, SopVersion
from sop.procedures.steps import Flow, QualityStandard, Step, StepActor
from tests.sop.procedures.conftest import NOW, loaded

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

MODELS = {
    model._meta.db_table: model
    for model in (SopVersion, HeaderItem, Actor, Step, Remark, StepActor, QualityStandard, Flow)
}
by_table = pytest.mark.parametrize("table", sorted(SHEETS))


@pytest.fixture(scope="module")
def published(django_db_setup: None, django_db_blocker: Any) -> Iterator[Publication]:
    """One published sheet for the whole module: no test of it can change anything."""
    with loaded(django_db_blocker, "tasikmalaya") as (version,):
        yield publish(version, by=None, at=NOW)


@contextmanager
def refused(sentence: str = "tidak dapat diubah") -> Iterator[None]:
    """The database refuses, with a sentence in Indonesian."""
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        yield


def rows_of(table: str) -> models.QuerySet[Any]:
    """One row of that table."""
    return MODELS[table].objects.filter(pk=MODELS[table].objects.latest("pk").pk)


def values(row: models.Model) -> dict[str, object]:
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key}


def test_every_sheet_table_is_guarded_in_every_column():
    assert sorted(SHEETS) == sorted(MODELS)
    for table, model in MODELS.items():
        columns = {field.column for field in model._meta.concrete_fields}
        assert columns == set(COLUMNS[table].split()), table


def text_column(table: str) -> str:
    return {
        "sop_sopversion": "title",
        "sop_headeritem": "text",
        "sop_actor": "label",
        "sop_step": "activity",
        "sop_remark": "text",
        "sop_stepactor": "source",
        "sop_qualitystandard": "time",
        "sop_flow": "label",
    }[table]


@by_table
def test_a_published_row_is_not_updated(table, published):
    with refused():
        rows_of(table).update(**{text_column(table): "diubah"})


@by_table
def test_a_published_row_is_not_deleted(table, published):
    with refused():
        rows_of(table)._raw_delete("default")


@pytest.mark.parametrize("table", sorted(set(SHEETS) - {"sop_sopversion"}))
def test_no_row_is_added_to_a_published_sheet(table, published):
    twin = MODELS[table](**values(rows_of(table).get()))
    with refused():
        twin.save(force_insert=True)


@by_table
def test_an_update_that_changes_nothing_passes(table, published):
    row = rows_of(table).get()
    row.save()
    assert rows_of(table).update(**values(row)) == 1


@by_table
def test_a_draft_may_be_changed(table, seed):
    seed("sumenep")
    row = rows_of(table).get()
    setattr(row, text_column(table), "inferred" if table == "sop_stepactor" else "diubah")
    row.save()


def test_a_publication_is_neither_changed_nor_deleted(published):
    with refused("hanya dapat ditambah"):
        Publication.objects.update(runnable=False)
    with refused("hanya dapat ditambah"):
        Publication.objects.all()._raw_delete("default")


def test_a_row_of_a_draft_cannot_be_moved_into_a_published_sheet(published, seed):
    draft = seed("sumenep")
    with refused():
        Step.objects.filter(version=draft).update(version=published.version)


def test_staffing_may_change_under_a_published_sheet(published):
    binding = ActorBinding.objects.filter(actor__version=published.version).first()
    binding.delete()
    ActorBinding.objects.create(actor=binding.actor, position=binding.position)
    assert Publication.objects.count() == 1
