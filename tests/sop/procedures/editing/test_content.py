"""A row written anew: its cells, marks and arrows; refused whole where one of them is wrong."""

import pytest
from django.core.exceptions import ValidationError

from sop.procedures.actions import Published, remove_step
from sop.procedures.canonical import canonical_data
from sop.procedures.editing.content import Arrow, Content, rewrite_step
from sop.procedures.editing.drafts import StaleDraft, StepGone, step_token
from sop.procedures.editing.rows import WrongTarget
from sop.procedures.steps import Flow, Step, StepActor

pytestmark = pytest.mark.django_db


def content(step: Step, **changes) -> Content:
    """The row as it stands, with some parts replaced."""
    flows = step.flows_out.order_by("order")
    parts = {
        "cells": {},
        "standard": {},
        "roles": dict(step.step_actors.values_list("actor", "role")),
        "arrows": [Arrow(f.target_id, f.label, tuple(f.effects), f.is_return, f.drawn) for f in flows],
    }
    return Content(**{**parts, **changes})


def write(step: Step, by, **changes) -> Step:
    return rewrite_step(step, content(step, **changes), seen=step_token(step), by=by)


@pytest.fixture
def step(draft) -> Step:
    return draft.steps.get(position=4)


def test_a_row_written_as_it_is_changes_nothing(draft, keeper):
    before = canonical_data(draft)
    for step in draft.steps.all():
        write(step, keeper)
    assert canonical_data(draft) == before


def test_cells_standard_marks_and_arrows_are_written(step, keeper):
    actors = list(step.version.actors.order_by("order"))
    goal = step.version.steps.get(position=6)
    write(
        step,
        keeper,
        cells={"activity": "Menelaah data", "fills": True},
        standard={"time": "3 hari kerja", "output": "Telaah"},
        roles={actors[0].pk: "performs", actors[1].pk: "attends"},
        arrows=[Arrow(goal.pk, effects=("paraf", "verify")), Arrow(None, drawn=False)],
    )
    step.refresh_from_db()
    assert (step.activity, step.fills) == ("Menelaah data", True)
    assert (step.standard.time, step.standard.output) == ("3 hari kerja", "Telaah")
    assert dict(step.step_actors.values_list("actor", "role")) == {
        actors[0].pk: "performs",
        actors[1].pk: "attends",
    }
    first, second = step.flows_out.order_by("order")
    assert (first.target, first.effects, first.basis) == (goal, ["verify", "paraf"], "text")
    assert (second.target, second.basis) == (None, "undrawn")


def test_a_guess_stays_a_guess_until_somebody_is_sure(step, keeper):
    mark = step.step_actors.first()
    StepActor.objects.filter(pk=mark.pk).update(source="inferred", confidence=60)
    write(step, keeper, cells={"note": "Catatan"})
    mark.refresh_from_db()
    assert (mark.source, mark.confidence) == ("inferred", 60)
    write(Step.objects.get(pk=step.pk), keeper, sure=True)
    mark.refresh_from_db()
    assert (mark.source, mark.confidence) == ("printed", None)


def test_a_wrong_part_undoes_the_whole_row(step, published, keeper):
    before = canonical_data(step.version)
    foreign = published.version.steps.first()
    for refusal, changes in (
        (WrongTarget, {"arrows": [Arrow(foreign.pk)]}),
        (ValidationError, {"arrows": [Arrow(None, is_return=True)]}),
        (ValidationError, {"cells": {"nature": "decision", "per_unit": True}}),
    ):
        with pytest.raises(refusal):
            write(step, keeper, **{"cells": {"activity": "Lain"}, **changes})
        assert canonical_data(step.version) == before


def test_a_published_row_and_a_stale_one_are_refused(step, published, keeper):
    frozen = published.version.steps.get(position=4)
    with pytest.raises(Published):
        write(frozen, keeper, cells={"activity": "Lain"})
    seen = step_token(step)
    Step.objects.filter(pk=step.pk).update(activity="Diubah orang lain")
    with pytest.raises(StaleDraft):
        rewrite_step(step, content(step, cells={"activity": "Lain"}), seen=seen, by=keeper)
    assert Step.objects.get(pk=step.pk).activity == "Diubah orang lain"


def test_another_row_may_change_meanwhile(step, keeper):
    seen = step_token(step)
    Step.objects.filter(version=step.version, position=7).update(activity="Diubah orang lain")
    rewrite_step(step, content(step, cells={"activity": "Lain"}), seen=seen, by=keeper)
    assert Step.objects.get(pk=step.pk).activity == "Lain"


def test_a_row_that_is_gone_is_not_written(step, keeper):
    seen, written = step_token(step), content(step)
    remove_step(Step.objects.get(pk=step.pk))
    with pytest.raises(StepGone):
        rewrite_step(step, written, seen=seen, by=keeper)
    assert not Flow.objects.filter(source=step.pk).exists()
