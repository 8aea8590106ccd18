"""Publishing freezes a sheet; changing it means a new version."""

import json

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from sop.procedures import queries
from sop.procedures.actions import (
    DraftExists,
    NotPublishable,
    Published,
    discard,
    new_version,
    publish,
    remove_step,
)
from sop.procedures.canonical import canonical_data, canonical_text, sha256_of
from sop.procedures.models import ActorBinding, Publication, SopVersion
from sop.procedures.queries import SheetDamaged, definition_of
from sop.procedures.steps import Flow, QualityStandard, Step
from tests.sop.procedures.catalog import NAMES
from tests.sop.procedures.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


@pytest.mark.parametrize("name", NAMES)
def test_publishing_keeps_the_canonical_text_and_its_hash(name, seed):
    version = seed(name)
    publication = publish(version, by=None, at=NOW)
    assert publication.runnable
    assert publication.lacks == []
    assert publication.text == canonical_text(canonical_data(version))
    assert publication.sha256 == sha256_of(publication.text)
    assert publication.step_ids == {str(step.position): step.pk for step in version.steps.all()}
    assert publication.published_at == NOW


def test_the_canonical_text_is_compact_sorted_and_readable():
    data = {"b": "Draf – ‘ya’", "a": [1, None]}
    assert canonical_text(data) == '{"a":[1,null],"b":"Draf – ‘ya’"}'


def test_the_canonical_data_costs_the_same_queries_for_any_sheet(seed):
    counts = []
    for name in ("tasikmalaya", "iv-jurai"):
        version = seed(name)
        with CaptureQueriesContext(connection) as captured:
            data = canonical_data(version)
        counts.append((len(data["steps"]), len(captured)))
    assert counts == [(8, 7), (14, 7)]


def test_a_change_of_staffing_changes_no_canonical_text(seed):
    version = seed("sumenep")
    before = canonical_text(canonical_data(version))
    ActorBinding.objects.filter(actor__version=version).delete()
    assert canonical_text(canonical_data(version)) == before


def test_publishing_twice_gives_the_same_publication(published):
    again = publish(published.version, by=None, at=NOW)
    assert again == published
    assert Publication.objects.count() == 1


def test_a_sheet_with_errors_is_not_published_and_says_why(seed):
    version = seed("sumenep")
    Flow.objects.filter(source__version=version, source__position=9).delete()
    with pytest.raises(NotPublishable) as refusal:
        publish(version, by=None, at=NOW)
    assert refusal.value.findings[0].step == "9"
    assert "Langkah 9, kolom Alur: Langkah ini tidak mempunyai alur keluar." in refusal.value.sentence
    assert not Publication.objects.exists()


def test_a_sheet_without_archive_is_published_for_reading_and_names_its_lack(seed):
    version = seed("sumenep")
    Flow.objects.filter(source__version=version, source__position=9).update(effects=["sign"])
    publication = publish(version, by=None, at=NOW)
    assert not publication.runnable
    assert publication.lacks == ["Kolom Alur: Belum ada alur dengan akibat pengarsipan."]


def test_an_arrow_into_another_sheet_is_found(seed):
    version, other = seed("sumenep"), seed("mojokerto")
    flow = Flow.objects.get(source__version=version, source__position=1)
    flow.target = other.steps.get(position=2)
    flow.save()
    with pytest.raises(NotPublishable, match="Alur menuju langkah dari naskah lain"):
        publish(version, by=None, at=NOW)


def test_a_mark_in_a_column_of_another_sheet_is_found(seed):
    version, other = seed("sumenep"), seed("mojokerto")
    version.steps.get(position=1).step_actors.update(actor=other.actors.get(order=1))
    with pytest.raises(NotPublishable, match="Pelaksana berasal dari naskah lain"):
        publish(version, by=None, at=NOW)


def test_a_new_version_is_a_copy_of_everything(published):
    version = published.version
    draft = new_version(version, by=None)
    assert draft.version == 2
    assert not hasattr(draft, "publication")
    assert {**canonical_data(draft), "version": 1} == canonical_data(version)
    old = version.actors.values_list("order", "bindings__position").order_by("order", "bindings__position")
    new = draft.actors.values_list("order", "bindings__position").order_by("order", "bindings__position")
    assert list(new) == list(old)


def test_a_new_version_is_refused_while_a_draft_is_open(published):
    new_version(published.version, by=None)
    with pytest.raises(DraftExists, match="Versi 2 masih berupa rancangan"):
        new_version(published.version, by=None)


def test_a_draft_may_change_and_be_published_beside_the_old_version(published):
    draft = new_version(published.version, by=None)
    draft.steps.filter(position=1).update(activity="Memerintahkan")
    second = publish(draft, by=None, at=NOW)
    assert second.sha256 != published.sha256
    assert definition_of(second).steps[1].activity == "Memerintahkan"
    assert definition_of(published).steps[1].activity != "Memerintahkan"


def test_a_draft_can_be_thrown_away(published):
    draft = new_version(published.version, by=None)
    steps = Step.objects.count()
    discard(draft)
    assert not SopVersion.objects.filter(pk=draft.pk).exists()
    assert Step.objects.count() == steps - 8


def test_a_step_is_removed_with_its_arrows_both_ways(seed):
    version = seed("sumenep")
    remove_step(version.steps.get(position=4))
    assert not Flow.objects.filter(source__version=version, target__position=4).exists()
    assert not QualityStandard.objects.filter(step__version=version, step__position=4).exists()
    assert version.steps.count() == 8


@pytest.mark.parametrize("act", ["discard", "remove_step"])
def test_a_published_sheet_is_neither_thrown_away_nor_shortened(act, published):
    acts = {
        "discard": lambda: discard(published.version),
        "remove_step": lambda: remove_step(published.version.steps.get(position=1)),
    }
    with pytest.raises(Published, match="Buat versi baru"):
        acts[act]()


def test_the_definition_is_read_once_per_hash(published):
    queries._definition.cache_clear()
    with CaptureQueriesContext(connection) as captured:
        first = definition_of(published)
        assert definition_of(published) is first
    assert len(captured) == 1


def test_a_text_that_does_not_fit_its_hash_is_refused(seed):
    version = seed("sumenep")
    publication = Publication.objects.create(
        version=version, published_at=NOW, text="{}", sha256="0" * 64, step_ids={}, runnable=True
    )
    with pytest.raises(SheetDamaged):
        definition_of(publication)


def test_a_run_reads_the_frozen_text_and_no_editable_row(published):
    assert json.loads(published.text) == json.loads(json.dumps(canonical_data(published.version)))
    with pytest.raises(IntegrityError), transaction.atomic():
        published.version.steps.filter(position=1).update(activity="diubah")
