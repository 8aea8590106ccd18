"""The token game on any graph: it never fails, and a sheet that is called runnable always ends archived."""

from collections import deque

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sop.procedures import net
from sop.procedures.checks import examine
from sop.procedures.definition import Definition
from sop.procedures.net import EMPTY, Marking, Place
from sop.procedures.phases import ARCHIVED, DRAFT, EFFECTS, apply_effects
from sop.procedures.sheets import Sheet
from tests.sop.procedures.papers import END, paper, performance, row, to

WALKS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PARTS = 3


@st.composite
def sheets(draw) -> Sheet:
    """Any graph of up to seven rows: forks, loops, dead ends, effects anywhere."""
    size = draw(st.integers(1, 7))
    targets = st.one_of(st.none(), st.integers(1, size))
    effects = st.lists(st.sampled_from(sorted(EFFECTS)), max_size=2)
    arrows = st.builds(
        lambda target, effects, label, back: to(
            target, *effects, label=label, back=back and target is not None
        ),
        targets,
        effects,
        st.sampled_from(["", "Ya", "Tidak"]),
        st.booleans(),
    )
    rows = [
        row(
            *draw(st.lists(arrows, max_size=3)),
            actor=draw(st.integers(0, 2)),
            starts=draw(st.integers(0, 3)) == 0,
            nature=draw(st.sampled_from(["process", "decision"])),
            fills=draw(st.booleans()),
            per_unit=draw(st.booleans()),
        )
        for _ in range(size)
    ]
    return paper(*rows)


@st.composite
def nearly_runnable(draw) -> Sheet:
    """The straight sheet with a few arrows and flags changed, so that many are runnable and many just not."""
    rows = performance()
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(1, 6))
        target = draw(st.one_of(st.none(), st.integers(1, 6)))
        back = target is not None and target <= place
        effects = (
            draw(st.sampled_from([[], ["revise"]])) if back else draw(st.sampled_from([[], [], ["paraf"]]))
        )
        label = draw(st.sampled_from(["Ya", "Tidak", "Lain"]))
        nature = draw(st.sampled_from([rows[place - 1]["nature"], "decision"]))
        per_unit = rows[place - 1]["per_unit"] and nature == "process"
        arrow = to(target, *effects, label=label, back=back)
        out = (*rows[place - 1]["out"], arrow)
        rows[place - 1] = {**rows[place - 1], "nature": nature, "per_unit": per_unit, "out": out}
    return paper(*rows)


def units_of(definition: Definition) -> dict[int, tuple[int, ...]]:
    return {place: tuple(range(1, PARTS + 1)) for place, step in definition.steps.items() if step.per_unit}


def options(definition: Definition, marking: Marking):
    for place in sorted(marking):
        if not place.waiting:
            for move in definition.moves(place.step):
                yield place, move


def step(definition: Definition, marking: Marking, phase: str, place: Place, move, reopened=None):
    """One act as the engine does it: the effects, then the arrows; a return may reopen some units only."""
    units = units_of(definition)
    if move.is_return and reopened:
        units |= {target: reopened for target in move.targets if target in units}
    following = net.fire(definition, marking, place, move, units)
    return following, apply_effects(phase, move.effects)


def way_out(definition: Definition, marking: Marking, phase: str) -> str | None:
    """The status at the nearest end, or None where there is none."""
    seen = {(marking, phase)}
    todo = deque(seen)
    while todo:
        marking, phase = todo.popleft()
        if marking == EMPTY:
            return phase
        for place, move in options(definition, marking):
            reached = step(definition, marking, phase, place, move)
            if reached not in seen and reached[1] is not None:
                seen.add(reached)
                todo.append(reached)
    return None


@WALKS
@given(sheets())
def test_no_graph_makes_the_checks_or_the_game_fail(sheet):
    found = examine(sheet)
    assert found.publishable == (not found.errors)
    definition = sheet.definition
    marking = net.start(definition, units_of(definition))
    for _ in range(12):
        able = list(options(definition, marking))
        if not able:
            break
        place, move = able[len(marking) % len(able)]
        marking = net.fire(definition, marking, place, move, units_of(definition))
        assert marking == net.settle(definition, marking, units_of(definition))
        waiting = [other for other in marking if other.waiting]
        assert len(waiting) < len(marking) or not marking


@WALKS
@given(nearly_runnable(), st.data())
def test_every_walk_on_a_runnable_sheet_ends_archived(sheet, data):
    found = examine(sheet)
    if not found.runnable:
        return
    definition = sheet.definition
    marking, phase = net.start(definition, units_of(definition)), DRAFT
    for _ in range(data.draw(st.integers(0, 25))):
        if marking == EMPTY:
            break
        place, move = data.draw(st.sampled_from(list(options(definition, marking))))
        reopened = data.draw(st.sampled_from([None, (1,), (2, 3)]))
        marking, phase = step(definition, marking, phase, place, move, reopened)
        assert phase is not None
        assert (phase == ARCHIVED) == (marking == EMPTY)
    assert way_out(definition, marking, phase) == ARCHIVED


def test_the_generator_of_nearly_runnable_sheets_gives_both_kinds():
    verdicts = set()

    @settings(max_examples=60, deadline=None, database=None, derandomize=True)
    @given(nearly_runnable())
    def collect(sheet):
        verdicts.add(examine(sheet).runnable)

    collect()
    assert verdicts == {True, False}


def test_where_branches_meet_the_step_waits_for_all_of_them():
    definition = paper(row(to(2), to(3)), row(to(4)), row(to(4)), row(to(END))).definition
    marking = net.start(definition, {})
    marking = net.fire(definition, marking, Place(1), definition.moves(1)[0], {})
    assert marking == {Place(2), Place(3)}
    marking = net.fire(definition, marking, Place(2), definition.moves(2)[0], {})
    assert marking == {Place(3), Place(4, waiting=True)}
    marking = net.fire(definition, marking, Place(3), definition.moves(3)[0], {})
    assert marking == {Place(4)}


def test_a_return_withdraws_what_lies_ahead_and_opens_only_the_units_concerned():
    definition = paper(*performance()).definition
    back = definition.moves(3)[1]
    assert net.fire(definition, frozenset({Place(3)}), Place(3), back, {2: (2,)}) == {Place(2, 2)}


def test_a_return_to_a_branch_leaves_the_other_branch_alone():
    rows = [
        row(to(2), to(4)),
        row(to(3)),
        row(to(5, label="Ya"), to(2, label="Tidak", back=True), nature="decision"),
        row(to(5)),
        row(to(END)),
    ]
    definition = paper(*rows).definition
    marking = frozenset({Place(3), Place(5, waiting=True)})
    assert net.fire(definition, marking, Place(3), definition.moves(3)[1], {}) == {Place(2)}
    marking = frozenset({Place(3), Place(4)})
    assert net.fire(definition, marking, Place(3), definition.moves(3)[1], {}) == {Place(2), Place(4)}
