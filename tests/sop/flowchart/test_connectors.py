"""Lines over a page break: pairs of lettered pentagons, whatever breaks the printer makes."""

import itertools
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from sop.flowchart.connectors import _letters
from sop.flowchart.drawing import draw
from sop.flowchart.errors import CannotDraw
from sop.flowchart.markup import drawn_rows
from sop.flowchart.plan import plan
from sop.flowchart.routing import route
from tests.sop.flowchart.graphs import sheets
from tests.sop.flowchart.sheets import SEEDS, seed, sheet


def ends(drawing):
    """Each letter with the ends it has: (row kind, grid row, lane, connector)."""
    found = {}
    for row in drawing.rows:
        for lane, cell in enumerate(row.cells):
            for connector in cell.connectors:
                found.setdefault(connector.letter, []).append((row.kind, row.grid, lane, connector))
    return found


def check_pairs(drawing, pages):
    for letter, pair in ends(drawing).items():
        assert [kind for kind, *_ in pair] == ["out", "in"], letter
        (_, foot, lane, one), (_, head, same_lane, other) = pair
        assert (foot + 1, lane, one.track, one.level) == (head, same_lane, other.track, other.level)
        assert pages[foot] + 1 == pages[head]
        assert one.arrow != other.arrow
        assert "ke " in (one if one.arrow else other).title
        assert "dari " in (other if one.arrow else one).title


def crossed(definition, pages):
    """How many lines run over the breaks, counted on the routed paths."""
    routed = route(plan(definition))
    board, total = routed.board, 0
    for row in range(len(pages) - 1):
        if pages[row] != pages[row + 1]:
            foot = (row + 1) * board.tracks - 1
            over = {
                a % board.width
                for path in routed.paths.values()
                for a, b in itertools.pairwise(path)
                if {a // board.width, b // board.width} == {foot, foot + 1}
            }
            total += len(over)
    return total


@pytest.mark.parametrize("name", SEEDS)
@pytest.mark.parametrize("rows", [1, 2, 3, 5])
def test_every_line_over_a_break_has_a_pair_of_letters(name, rows):
    definition = seed(name)
    pages = tuple(1 + index // rows for index in range(len(definition.steps)))
    drawing = draw(definition, pages=pages)
    check_pairs(drawing, pages)
    assert len(ends(drawing)) == crossed(definition, pages) > 0
    assert list(ends(drawing)) == list(itertools.islice(_letters(), len(ends(drawing))))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sheets(), st.data())
def test_every_line_of_a_random_sheet_over_a_break_has_a_pair_of_letters(definition, data):
    try:
        whole = draw(definition)
    except CannotDraw:
        reject()
    turns = data.draw(st.lists(st.booleans(), min_size=len(whole.rows), max_size=len(whole.rows)))
    pages = tuple(itertools.accumulate(map(int, turns)))
    drawing = draw(definition, pages=pages)
    check_pairs(drawing, pages)
    assert len(ends(drawing)) == crossed(definition, pages)
    kept = [replace(row, breaks=False) for row in drawing.rows if row.kind in {"step", "capsule"}]
    assert kept == list(whole.rows)


def test_lines_between_tables_are_joined_by_letters_too():
    rows = {place: (1, [(place + 1 if place < 4 else None, "", False)]) for place in range(1, 5)}
    drawing = draw(sheet(rows, 1, more={3: {"table": 2}, 4: {"table": 2}}))
    assert [row.kind for row in drawing.rows] == ["step", "step", "out", "in", "step", "step"]
    assert [row.kind for row in drawing.table(1)] == ["step", "step", "out"]
    assert not any(row.breaks for row in drawing.rows)


def test_tables_of_their_own_are_not_joined():
    rows = {
        1: (1, [(2, "", False)]),
        2: (1, [(None, "", False)]),
        3: (1, [(4, "", False)]),
        4: (1, [(None, "", False)]),
    }
    more = {3: {"table": 2, "starts": True}, 4: {"table": 2}}
    assert [row.kind for row in draw(sheet(rows, 1, more=more)).rows] == ["step"] * 4


def test_a_new_page_is_asked_for_once_at_each_break():
    definition = seed("musi-rawas")
    rows = draw(definition, pages=(1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3)).rows
    assert [row.kind for row in rows if row.breaks] == ["in", "in"]
    loose = sheet({1: (1, [(None, "", False)]), 2: (2, [(None, "", False)])}, 2)
    assert [row.breaks for row in draw(loose, pages=(1, 2)).rows] == [False, True]


def test_the_pentagon_says_where_the_line_goes():
    definition = seed("tasikmalaya")
    drawn = drawn_rows(draw(definition, pages=(1,) * 5 + (2,) * 3))
    foot, head = (next(row for row in drawn if row.row.kind == kind) for kind in ("out", "in"))
    assert foot.words == "bersambung ke hal. berikut"
    assert head.words == "lanjutan dari hal. sebelumnya"
    assert head.css == "flow-between flow-break"
    assert "Konektor halaman B, dari langkah 6" in foot.lanes
    assert "Konektor halaman B, ke langkah 5" in head.lanes
    assert re.findall(r"<text [^>]*>([A-Z]+)</text>", foot.lanes) == ["A", "B", "C"]


def test_letters_go_on_after_z():
    letters = list(itertools.islice(_letters(), 54))
    assert letters[24:28] == ["Y", "Z", "AA", "AB"]
    assert letters[51:54] == ["AZ", "BA", "BB"]
