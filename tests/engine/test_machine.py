"""Random SOPs, walked at random by random people: after every rule the invariants of the house hold."""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from kinerja.submissions.actions import act
from kinerja.submissions.models import Status, Submission
from sop.errors import RuleError
from sop.ledger.queries import first_fault
from sop.procedures.queries import definition_of
from sop.runs.models import StepRun
from sop.runs.queries import replay, same_position
from tests.engine.graphs import Row, World, build
from tests.engine.walking import fresh, papers_for, request_for, take, trail

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
OFFICIALS = st.integers(min_value=2, max_value=4)


@st.composite
def graphs(draw: st.DrawFn) -> list[Row]:
    """A runnable SOP: preliminaries (perhaps a fork), filling, checks with returns, verify, paraf, sign, archive."""
    rows: list[Row] = []

    def add(effects: list[str] | None = None, *, back_to: int | None = None, **flags: Any) -> None:
        place = len(rows) + 1
        out: list[tuple[int | None, list[str], str, bool]] = [(place + 1, effects or [], "Ya", False)]
        if back_to is not None:
            out.append((back_to, ["revise"] if fill_place and back_to >= fill_place else [], "Tidak", True))
            flags["nature"] = "decision"
        rows.append(Row(flags.pop("actor", draw(OFFICIALS)), out, **flags))

    fill_place = 0
    for _ in range(draw(st.integers(0, 2))):
        add(back_to=draw(st.sampled_from([None, 1])) if rows else None)
    _fork(rows, draw)
    fill_place = len(rows) + 1
    add(actor=1, fills=True, per_unit=draw(st.booleans()))
    for effects in [[], ["verify"], *[["paraf"]] * draw(st.integers(0, 2)), ["sign"]]:
        add(effects, back_to=draw(st.sampled_from([None, fill_place])))
    _fork(rows, draw)
    rows.append(Row(draw(OFFICIALS), [(None, ["archive"], "", False)]))
    return rows


def _fork(rows: list[Row], draw: st.DrawFn) -> None:
    """Perhaps two branches that meet again at the row that follows."""
    if not draw(st.booleans()):
        return
    place = len(rows) + 1
    rows.append(Row(draw(OFFICIALS), [(place + 1, [], "", False), (place + 2, [], "", False)]))
    rows.extend(Row(draw(OFFICIALS), [(place + 3, [], "", False)]) for _ in range(2))


class Case(RuleBasedStateMachine):
    world: World
    submission: Submission

    @initialize(rows=graphs(), units=st.integers(1, 3))
    def begin(self, rows: list[Row], units: int) -> None:
        self.world = build(rows, units=units)
        self.submission = fresh(self.world.begin())
        self.old: list[tuple[dict[str, Any], str]] = []

    def is_open(self) -> bool:
        return bool(self.submission.run.places())

    @precondition(is_open)
    @rule(data=st.data())
    def take_a_way(self, data: st.DataObject) -> None:
        place = data.draw(st.sampled_from(self.submission.run.places()))
        move = data.draw(st.sampled_from(definition_of(self.submission.run.publication).moves(place["step"])))
        self.submission = fresh(take(self.world, self.submission, place, move).submission)
        self.old.append((place, move.key))

    @precondition(is_open)
    @rule(data=st.data())
    def a_stranger_tries(self, data: st.DataObject) -> None:
        place = data.draw(st.sampled_from(self.submission.run.places()))
        move = definition_of(self.submission.run.publication).moves(place["step"])[0]
        self.refused(place, move, self.world.stranger)

    @precondition(lambda self: bool(self.old))
    @rule(data=st.data())
    def an_old_form_is_sent_again(self, data: st.DataObject) -> None:
        place, key = data.draw(st.sampled_from(self.old))
        move = definition_of(self.submission.run.publication).move(place["step"], key)
        for person in [*self.world.people.values(), *self.world.clerks.values()]:
            self.refused(place, move, person)

    def refused(self, place: dict[str, Any], move: Any, person: Any) -> None:
        before = trail(self.submission)
        with pytest.raises(RuleError):
            act(
                self.submission,
                request_for(self.world, place, move),
                by=person,
                papers=papers_for(self.submission, move.effects),
            )
        assert trail(self.submission) == before

    @invariant()
    def the_house_stands(self) -> None:
        run = self.submission.run
        replayed = replay(run)
        assert replayed.fault == ""
        assert same_position(run, replayed)
        assert self.submission.status == replayed.phase
        assert first_fault(run) is None
        open_rows = set(StepRun.objects.filter(run=run, closed_at=None).values_list("pk", flat=True))
        assert open_rows == {place["id"] for place in run.places()}
        assert (self.submission.status == Status.ARCHIVED) == (not open_rows)
        assert (run.closed_at is None) == bool(open_rows)


def test_random_sops_keep_every_invariant_whatever_people_do():
    run_state_machine_as_test(
        Case,
        settings=settings(
            max_examples=15, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
