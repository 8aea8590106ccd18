"""The drawing of a sheet, alive: where a case stands, without new lines."""

from sop.flowchart.drawing import draw
from sop.flowchart.markup import drawn_rows
from sop.flowchart.standing import Standing, State
from tests.sop.flowchart.sheets import seed

STANDINGS = {
    1: Standing(State.DONE, took="1 hari 2 jam"),
    2: Standing(State.DONE, took="20 menit", returns=2),
    3: Standing(State.CURRENT, note="Anda di sini"),
    4: Standing(),
}


def rows(standings):
    return {row.step: row for row in drawn_rows(draw(seed("musi-rawas")), standings=standings)}


def test_done_steps_are_ticked_and_only_those():
    drawn = rows(STANDINGS)
    assert [place for place, row in drawn.items() if "flow-tick" in row.lanes] == [1, 2]
    assert drawn[2].standing.returned == "dikembalikan 2×"
    assert drawn[1].standing.returned == ""


def test_the_current_step_is_marked_by_class_and_can_be_told_to_readers():
    drawn = rows(STANDINGS)
    assert [place for place, row in drawn.items() if row.current] == [3]
    assert (drawn[1].css, drawn[3].css, drawn[4].css) == ("flow-done", "flow-current", "flow-ahead")


def test_a_standing_moves_no_line():
    plain, alive = rows({}), rows(STANDINGS)
    assert [row.row for row in plain.values()] == [row.row for row in alive.values()]
    assert all(row.standing is None and not row.css for row in plain.values())
