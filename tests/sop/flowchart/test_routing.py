"""No arrow may be read wrongly: the five seeds, shapes known from real sheets, and random ones."""

import re
import time

import pytest
from hypothesis import HealthCheck, given, settings

from sop.flowchart.errors import CannotDraw
from sop.flowchart.plan import plan
from sop.flowchart.routing import route
from tests.sop.flowchart.graphs import sheets
from tests.sop.flowchart.rules import Reading
from tests.sop.flowchart.shapes import SHAPES
from tests.sop.flowchart.sheets import SEEDS, seed, sheet, step

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def reading(definition, dashed=()):
    planned = plan(definition, dashed)
    routed = route(planned)
    return Reading(planned, routed), routed


def printed(definition):
    """Keys of the arrows that the sheet draws; one into a last activity needs no line of its own."""
    ends = {
        place
        for place, row in definition.steps.items()
        if row.nature != "decision" and not row.starts and all(
            edge.target is None for edge in definition.edges if edge.source == place and not edge.is_return
        )
    }  # fmt: skip
    return {e.key for e in definition.edges if e.drawn and not (e.target is None and e.source in ends)}


@pytest.mark.parametrize("name", SEEDS)
def test_a_seed_is_drawn_whole_and_reads_rightly(name):
    read, routed = reading(seed(name))
    assert set(read.paths) == printed(seed(name))
    assert read.broken() == []
    assert routed.board.tracks == 3


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_of_real_sheets_is_drawn_whole_and_reads_rightly(name):
    read, routed = reading(SHAPES[name])
    assert set(read.paths) >= printed(SHAPES[name])
    assert read.broken() == []
    assert routed.board.tracks == 3


@SLOW
@given(sheets())
def test_a_random_sheet_reads_rightly_or_is_refused_by_naming_the_arrow(definition):
    refusal = ""
    try:
        read, _ = reading(definition)
    except CannotDraw as refused:
        refusal = refused.sentence
    if refusal:
        assert re.match(r"Alur dari (langkah \d+|mulai) ke (langkah \d+|selesai) tidak", refusal)
        return
    assert set(read.paths) >= printed(definition)
    assert read.broken() == []


@SLOW
@given(sheets(steps=9, lanes=6, fewest=3))
def test_a_sheet_of_a_page_is_never_refused(definition):
    read, _ = reading(definition)
    assert read.broken() == []


def test_too_many_returns_in_one_column_are_refused_in_a_sentence():
    rows = {place: (1, [(place + 1, "Ya", False), (place - 8, "Tidak", True)]) for place in range(9, 20)}
    rows |= {place: (1, [(place + 1, "", False)]) for place in range(1, 9)}
    with pytest.raises(CannotDraw, match=r"Alur dari langkah \d+ ke langkah \d+ tidak dapat digambar"):
        route(plan(sheet(rows | {20: (1, [(None, "", False)])}, 1)))


def test_a_step_without_column_is_named():
    definition = sheet({1: (1, [(2, "", False)])}, 1)
    definition.steps[2] = step(2, ())
    with pytest.raises(CannotDraw, match="Langkah 2 belum mempunyai pelaksana"):
        plan(definition)


@pytest.mark.parametrize("name", SEEDS)
def test_undrawn_returns_never_move_the_printed_flow(name):
    definition = seed(name)
    moves = [move for place in definition.steps for move in definition.moves(place)]
    undrawn = {edge.key for move in moves for edge in move.edges if not edge.drawn}
    assert undrawn
    plain, _ = reading(definition)
    with_returns, routed = reading(definition, undrawn)
    assert {key: with_returns.paths[key] for key in plain.paths} == plain.paths
    assert set(with_returns.paths) - set(plain.paths) | set(routed.left_out) == undrawn
    assert with_returns.broken() == []


def test_the_straight_way_of_a_column_runs_straight_down():
    read, _ = reading(
        sheet({place: (1, [(place + 1 if place < 6 else None, "", False)]) for place in range(1, 7)}, 1)
    )
    assert all(len({column for _, column in path}) == 1 for path in read.paths.values())


def test_a_single_activity_needs_no_arrow():
    read, _ = reading(sheet({1: (1, [])}, 1))
    assert read.paths == {}


def test_nine_pages_of_steps_are_laid_within_a_second():
    back = {place: place - 3 for place in range(5, 72, 5)}
    rows = {
        place: (
            (place * 5) % 6 + 1,
            [(place + 1, "Ya", False), (back[place], "Tidak", True)]
            if place in back
            else [(place + 1 if place < 72 else None, "", False)],
        )
        for place in range(1, 73)
    }
    definition = sheet(rows, 6)
    start = time.process_time()
    read, _ = reading(definition)
    assert time.process_time() - start < 1
    assert read.broken() == []
