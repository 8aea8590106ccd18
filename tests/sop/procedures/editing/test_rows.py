"""Rows moved, put in and taken out: allowed, refused, all or nothing, and the arrows around them."""

import pytest

from sop.procedures.actions import Published
from sop.procedures.canonical import canonical_data
from sop.procedures.editing.drafts import StaleDraft, StepGone, draft_token
from sop.procedures.editing.rows import AtTheEdge, WrongTarget, delete_step, insert_step, move_step
from sop.procedures.models import SopVersion
from sop.procedures.steps import Flow, Step

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(draft, keeper) -> SopVersion:
    """The same rows, one after another: 1 → 2 → … → 8 → end, and a return from 3 to 2."""
    Flow.objects.filter(source__version=draft).delete()
    rows = list(draft.steps.order_by("position"))
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        Flow.objects.create(source=row, target=following, effects=["verify"] if row == rows[2] else [])
    Flow.objects.create(source=rows[2], order=2, target=rows[1], is_return=True)
    return draft


def row(version: SopVersion, place: int) -> Step:
    return version.steps.get(position=place)


def ways(version: SopVersion) -> set[tuple[str, str]]:
    """The arrows by the first words of the rows they join."""
    flows = Flow.objects.filter(source__version=version).select_related("source", "target")
    return {(flow.source.activity[:20], flow.target.activity[:20] if flow.target else "") for flow in flows}


def act(verb, target, by, **how):
    version = target if isinstance(target, SopVersion) else target.version
    return verb(target, seen=draft_token(version), by=by, **how)


def numbers(version: SopVersion) -> list[tuple[int, str]]:
    return list(version.steps.order_by("position").values_list("position", "number"))


def test_in_a_chain_the_arrows_follow_the_new_order(chain, keeper):
    before = numbers(chain)
    texts = list(chain.steps.order_by("position").values_list("activity", flat=True))
    assert act(move_step, row(chain, 4), keeper, up=False) is True
    texts[3], texts[4] = texts[4], texts[3]
    assert list(chain.steps.order_by("position").values_list("activity", flat=True)) == texts
    assert numbers(chain) == before
    assert [flow.target.position for flow in row(chain, 4).flows_out.all()] == [5]
    assert row(chain, 3).flows_out.get(is_return=False).target.position == 4
    assert row(chain, 5).flows_out.get().target.position == 6


def test_effects_stay_with_the_activity_and_returns_with_their_goal(chain, keeper):
    moved, goal = row(chain, 3), row(chain, 2)
    act(move_step, moved, keeper, up=False)
    assert moved.flows_out.get(is_return=False).effects == ["verify"]
    assert moved.flows_out.get(is_return=True).target == goal


def test_down_and_up_again_leaves_the_sheet_as_it_was(chain, keeper):
    before = canonical_data(chain)
    step = row(chain, 1)
    act(move_step, step, keeper, up=False)
    assert row(chain, 1).starts
    act(move_step, step, keeper, up=True)
    assert canonical_data(chain) == before


def test_outside_a_chain_every_arrow_keeps_its_ends(draft, keeper):
    decision = draft.steps.filter(nature="decision").order_by("position").first()
    below = row(draft, decision.position + 1)
    Flow.objects.create(source=below, order=9, target=None)
    before = ways(draft)
    assert act(move_step, decision, keeper, up=False) is False
    assert ways(draft) == before


def test_the_first_row_cannot_go_up_nor_the_last_one_down(chain, keeper):
    for place, up in ((1, True), (8, False)):
        with pytest.raises(AtTheEdge):
            act(move_step, row(chain, place), keeper, up=up)


def test_a_new_row_stands_in_the_way_of_the_arrow_above_it(chain, keeper):
    new = act(insert_step, chain, keeper, after=row(chain, 4))
    assert (new.position, new.activity, new.standard.time) == (5, "", "")
    assert row(chain, 4).flows_out.get().target == new
    assert new.flows_out.get().target.position == 6
    assert [place for place, _ in numbers(chain)] == list(range(1, 10))
    assert len({number for _, number in numbers(chain)}) == 9


def test_a_new_row_at_the_bottom_leads_to_the_end(chain, keeper):
    new = act(insert_step, chain, keeper, after=row(chain, 8))
    assert new.flows_out.get().target is None
    assert row(chain, 8).flows_out.get().target == new


def test_the_first_row_of_an_empty_sheet_starts(chain, keeper):
    for step in chain.steps.all():
        act(delete_step, step, keeper, redirect={})
    new = act(insert_step, chain, keeper, after=None)
    assert (new.position, new.starts, new.number) == (1, True, "1.")


def test_arrows_to_a_deleted_row_are_redirected_or_dropped(chain, keeper):
    step = row(chain, 2)
    forward = step.flows_in.get(is_return=False)
    assert act(delete_step, step, keeper, redirect={forward.pk: row(chain, 3).pk}) == (1, 1)
    forward.refresh_from_db()
    assert forward.target == row(chain, 2)
    assert not Flow.objects.filter(source__version=chain, is_return=True).exists()
    assert [place for place, _ in numbers(chain)] == list(range(1, 8))


def test_a_heading_above_the_table_stays_when_its_first_row_goes(chain, keeper):
    chain.steps.filter(position=1).update(table_heading="Tabel A")
    act(delete_step, row(chain, 1), keeper, redirect={})
    assert row(chain, 1).table_heading == "Tabel A"


def test_a_redirect_into_another_sheet_undoes_everything(chain, published, keeper):
    before = canonical_data(chain)
    step, foreign = row(chain, 2), published.version.steps.first()
    arrows = list(step.flows_in.order_by("pk"))
    for targets in ((row(chain, 3).pk, foreign.pk), (row(chain, 3).pk, None), (step.pk, step.pk)):
        redirect = dict(zip([arrow.pk for arrow in arrows], targets, strict=True))
        with pytest.raises(WrongTarget):
            act(delete_step, step, keeper, redirect=redirect)
        assert canonical_data(chain) == before


def test_a_published_sheet_keeps_its_rows(published, keeper):
    version = published.version
    before = canonical_data(version)
    step = row(version, 2)
    for verb, target, how in (
        (move_step, step, {"up": True}),
        (insert_step, version, {"after": step}),
        (delete_step, step, {"redirect": {}}),
    ):
        with pytest.raises(Published):
            act(verb, target, keeper, **how)
    assert canonical_data(version) == before


def test_what_was_not_on_the_screen_is_not_touched(chain, keeper):
    seen = draft_token(chain)
    chain.steps.filter(position=7).update(activity="Diubah orang lain")
    before = canonical_data(chain)
    step = row(chain, 2)
    for verb, target, how in (
        (move_step, step, {"up": True}),
        (insert_step, chain, {"after": step}),
        (delete_step, step, {"redirect": {}}),
    ):
        with pytest.raises(StaleDraft):
            verb(target, seen=seen, by=keeper, **how)
    assert canonical_data(chain) == before


def test_a_row_that_is_gone_cannot_be_moved(chain, keeper):
    step = row(chain, 2)
    act(delete_step, row(chain, 2), keeper, redirect={})
    with pytest.raises(StepGone):
        act(move_step, step, keeper, up=True)
