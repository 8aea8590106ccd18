"""The shipped SOPs as graphs: what each arrow does to the status, and that a case can walk all of it."""

import pytest

from sop.procedures import net
from sop.procedures.checks import examine
from sop.procedures.definition import Definition
from sop.procedures.findings import Level
from sop.procedures.models import ActorBinding
from sop.procedures.net import EMPTY
from sop.procedures.phases import ARCHIVED, DRAFT, apply_effects
from sop.procedures.walks import walk
from tests.sop.procedures.catalog import NAMES, SEEDS

by_name = pytest.mark.parametrize("name", NAMES)
by_seed = pytest.mark.parametrize("expected", SEEDS, ids=NAMES)


@pytest.fixture
def graphs(sheets) -> dict[str, Definition]:
    return {name: sheet.definition for name, sheet in sheets.items()}


@by_seed
def test_effects_stand_on_the_arrows_the_notes_name(expected, graphs):
    edges = graphs[expected.name].edges
    forward = {edge.source: list(edge.effects) for edge in edges if not edge.is_return and edge.effects}
    returns = {edge.source: (edge.target, list(edge.effects)) for edge in edges if edge.is_return}
    assert forward == expected.effects
    assert returns == expected.returns


def test_of_50_rows_18_change_the_status(graphs):
    changing, rows = 0, 0
    for graph in graphs.values():
        rows += len(graph.steps)
        moved = walk(graph)
        changing += sum(
            any(
                apply_effects(phase, move.effects) not in {None, phase}
                for phase in phases
                for move in graph.moves(place)
                if not move.is_return
            )
            for place, phases in moved.phases.items()
        )
    assert (rows, changing) == (50, 18)


@by_name
def test_the_straight_way_ends_archived(name, graphs):
    graph = graphs[name]
    units = {place: (1, 2, 3) for place, step in graph.steps.items() if step.per_unit}
    marking, phase = net.start(graph, units), DRAFT
    visited = []
    while marking != EMPTY:
        place = min(marking)
        move = graph.moves(place.step)[0]
        alone = {other.step for other in marking} == {place.step}
        assert alone
        following = net.fire(graph, marking, place, move, units)
        if not any(other.step == place.step for other in following):
            phase = apply_effects(phase, move.effects)
        visited.append(place.step)
        marking = following
    assert phase == ARCHIVED
    straight = set(graph.steps) - ({4} if name == "mojokerto" else set())
    assert set(visited) == straight


@by_name
def test_every_arrow_is_taken_on_some_walk_and_every_walk_can_end(name, graphs):
    graph = graphs[name]
    found = walk(graph)
    assert found.complete
    assert found.faults == set()
    assert found.caught == set()
    assert {end.phase for end in found.endings} == {ARCHIVED}
    assert set(found.phases) == set(graph.steps)
    assert all(len(phases) == 1 for phases in found.phases.values())


@by_seed
def test_filling_is_done_per_unit_at_the_step_the_notes_name(expected, graphs):
    graph = graphs[expected.name]
    assert graph.fill_steps == (expected.fills,)
    assert graph.steps[expected.fills].per_unit


@by_name
def test_each_shipped_sop_is_runnable_without_errors(name, sheets):
    report = examine(sheets[name])
    assert [str(finding) for finding in report.at(Level.ERROR)] == []
    assert [str(finding) for finding in report.at(Level.LACK)] == []
    assert report.runnable


@by_name
def test_what_the_check_finds_is_not_said_twice(name, sheets):
    remarks = [remark["text"] for remark in sheets[name].data["remarks"]]
    own = [finding for finding in examine(sheets[name]).findings if finding.sentence not in remarks]
    assert len({finding.sentence for finding in own}) == len(own) <= 1
    assert all(finding.severity is Level.INFO for finding in own)


@pytest.mark.django_db
@by_name
def test_the_head_of_the_office_never_fills(name, seed):
    version = seed(name)
    head = version.sop.office.positions.get(superior=None)
    fills = version.steps.get(fills=True)
    assert not ActorBinding.objects.filter(actor__step_actors__step=fills, position=head).exists()


@by_name
def test_every_unit_that_fills_has_a_member_of_staff_who_checks_nothing(name, sheets):
    """In Mojokerto the Kasubag and the Sekretaris stand in the filling column too; their staff must enter."""
    sheet = sheets[name]
    steps = sheet.definition.steps
    judging = {e.source for e in sheet.definition.edges if set(e.effects) & {"verify", "paraf", "sign"}}
    judges = {post.title for place in judging for actor in steps[place].actors for post in sheet.posts[actor]}
    (fill,) = sheet.definition.fill_steps
    fillers = [post for actor in steps[fill].actors for post in sheet.posts[actor] if post.unit]
    assert judges
    assert len({post.unit for post in fillers}) >= 4
    assert {post.unit for post in fillers if post.title not in judges} == {post.unit for post in fillers}


def test_undrawn_returns_are_marked_so(graphs):
    undrawn = {
        name: {(edge.source, edge.target) for edge in graphs[name].edges if not edge.drawn} for name in NAMES
    }
    assert undrawn == {
        "sumenep": {(8, 3)},
        "musi-rawas": {(5, 4)},
        "tasikmalaya": set(),
        "iv-jurai": set(),
        "mojokerto": set(),
    }


def test_the_verifier_of_tasikmalaya_may_return_to_the_filling_though_no_arrow_says_so(graphs):
    moves = graphs["tasikmalaya"].moves(6)
    assert [(move.key, move.targets, move.drawn) for move in moves if move.is_return] == [
        ("6.2", (5,), True),
        ("kembali", (4,), False),
    ]


def test_mojokerto_returns_by_way_of_step_4_so_no_undrawn_return_is_added(graphs):
    graph = graphs["mojokerto"]
    assert [move.key for move in graph.moves(3)] == ["3.1", "3.2"]


@pytest.mark.parametrize(
    ("name", "place", "record"),
    [("musi-rawas", 11, "handover"), ("tasikmalaya", 8, "distribution"), ("iv-jurai", 12, "numbering")],
)
def test_records_are_owed_where_the_notes_say(name, place, record, graphs):
    kinds = {step.position: step.record for step in graphs[name].steps.values() if step.record}
    assert kinds == {place: record}


def test_meetings_are_those_of_tasikmalaya_4_and_iv_jurai_5(graphs):
    meetings = {
        name: [step.position for step in graphs[name].steps.values() if step.is_meeting] for name in NAMES
    }
    assert {name: places for name, places in meetings.items() if places} == {
        "tasikmalaya": [4],
        "iv-jurai": [5],
    }
    tasikmalaya = graphs["tasikmalaya"].steps[4]
    assert tasikmalaya.attendees == (2, 3)
