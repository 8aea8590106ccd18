"""What the cells show: exactly the routed lines, the five symbols, labels, words, and no style in the page."""

import os
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, reject, settings

from sop.flowchart.drawing import draw, draw_once
from sop.flowchart.errors import CannotDraw
from sop.flowchart.markup import drawn_rows
from sop.flowchart.pieces import PERCENT, Style
from sop.flowchart.plan import Kind, plan
from sop.flowchart.routing import route
from sop.flowchart.styles import css_class, stylesheet
from tests.sop.flowchart.graphs import sheets
from tests.sop.flowchart.shapes import SHAPES
from tests.sop.flowchart.sheets import SEEDS, seed, sheet

ROOT = Path(__file__).resolve().parents[3]


def shown(drawing):
    """The pieces of all cells as single steps ((row, column) of a hundredth, upright, style)."""
    steps = set()
    for index, row in enumerate(drawing.rows):
        for lane, cell in enumerate(row.cells):
            for piece in cell.pieces:
                for at in range(piece.start, piece.end):
                    y, x = (at, piece.track) if piece.upright else (piece.track, at)
                    steps.add((index * 100 + y, lane * 100 + x, piece.upright, piece.style))
    return steps


def expected(definition, dashed=()):
    """The same, walked along the routed lines and the dotted ones."""
    planned = plan(definition, dashed)
    routed = route(planned)
    board = routed.board
    dashes = {link.key for link in planned.links if link.dashed}
    ways = [(path, Style.DASH if key in dashes else Style.SOLID) for key, path in routed.paths.items()]
    for tie in planned.ties:
        spans = [range(board.centre(left), board.centre(right) + 1) for left, right in pairwise(tie)]
        ways += [(span, Style.DOT) for span in spans]
    steps = {}
    for path, style in ways:
        for key in walked(board, path):
            steps[key] = Style.SOLID if Style.SOLID in {style, steps.get(key)} else style
    return {(*key, style) for key, style in steps.items()}


def walked(board, path):
    """Hundredths along a path of nodes: (row, column, upright)."""
    percent = PERCENT[board.tracks]
    for pair in pairwise(path):
        places = [divmod(node, board.width) for node in sorted(pair)]
        (y, x), (down, right) = (
            [index // board.tracks * 100 + percent[index % board.tracks] for index in place]
            for place in places
        )
        yield from ((at, x, True) for at in range(y, down))
        yield from ((y, at, False) for at in range(x, right))


@pytest.mark.parametrize("definition", [*map(seed, SEEDS), *SHAPES.values()], ids=[*SEEDS, *SHAPES])
def test_the_cells_show_exactly_the_routed_lines(definition):
    assert shown(draw(definition)) == expected(definition)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sheets(steps=12))
def test_the_cells_of_a_random_sheet_show_exactly_its_lines(definition):
    try:
        drawing = draw(definition)
    except CannotDraw:
        reject()
    assert shown(drawing) == expected(definition)


def test_dashes_are_only_for_returns_the_sheet_does_not_draw():
    definition = seed("sumenep")
    printed = {style for *_, style in shown(draw(definition))}
    assert printed == {Style.SOLID, Style.DOT}
    with_return = shown(draw(definition, dashed={"8.2"}))
    assert {step for step in with_return if step[3] != Style.DASH} == shown(draw(definition))
    assert any(style is Style.DASH for *_, style in with_return)


def test_a_seed_has_its_symbols():
    kinds = [[cell.symbol.kind for cell in row.cells if cell.symbol] for row in draw(seed("musi-rawas")).rows]
    assert kinds[0] == [Kind.START]
    assert kinds[1] == [Kind.DECISION]
    assert kinds[-1] == [Kind.END]
    assert kinds[2:-1] == [[Kind.PROCESS]] * 8


def test_a_meeting_stands_in_all_its_columns_joined_by_dots():
    row = draw(seed("iv-jurai")).row(5)
    assert [cell.symbol.kind for cell in row.cells] == [Kind.PROCESS] * 4
    assert all(any(piece.style is Style.DOT for piece in cell.pieces) for cell in row.cells)


def test_labels_stand_at_the_port_their_arrow_leaves_by():
    symbol = draw(seed("mojokerto")).row(3).cells[2].symbol
    assert dict(symbol.labels).keys() == {"right", "down"}
    assert dict(symbol.labels)["right"] == "Tidak Sesuai"


def test_each_symbol_names_its_step_in_words():
    symbol = draw(seed("musi-rawas")).row(2).cells[1].symbol
    assert symbol.title.startswith("Keputusan, langkah 2, Kasubag PKA: Mengkoreksi format data kinerja")
    assert symbol.title.endswith(". Benar ke 3, Salah ke 1")


def test_an_inferred_column_says_so():
    drawing = draw(seed("musi-rawas"), inferred={(2, 2)})
    assert "Kasubag PKA (dugaan, mohon dicek)" in drawing.row(2).cells[1].symbol.title
    svg = {row.step: row.lanes for row in drawn_rows(drawing)}
    assert ">*</text>" in svg[2]
    assert ">*</text>" not in svg[3]


def test_no_end_is_lost_where_a_decision_ends_the_flow():
    drawing = draw(SHAPES["a no that skips forward, and one that ends"])
    capsules = [cell.symbol for cell in drawing.row(4).cells if cell.symbol and cell.symbol.kind is Kind.END]
    assert [symbol.title for symbol in capsules] == ["Selesai"]
    assert capsules[0].arrows


def test_a_capsule_without_a_free_lane_gets_a_row_of_its_own():
    rows = draw(SHAPES["everything in one column"]).rows
    assert [row.kind for row in rows] == ["step"] * 6 + ["capsule"]
    assert rows[-1].cells[0].symbol.arrows


def test_a_decision_that_begins_is_led_in_by_a_capsule():
    drawing = draw(SHAPES["a decision begins"])
    assert [cell.symbol.kind for cell in drawing.row(1).cells] == [Kind.DECISION, Kind.START]
    alone = draw(sheet({1: (1, [(2, "Ya", False), (1, "Tidak", True)]), 2: (1, [(None, "", False)])}, 1))
    assert [row.kind for row in alone.rows] == ["capsule", "step", "step"]


@pytest.mark.parametrize("name", SEEDS)
def test_every_class_has_a_rule_and_no_style_stands_in_the_page(name):
    drawing = draw(seed(name))
    css = stylesheet(drawing, lambda path: f"/static/{path}")
    html = "".join(row.lanes for row in drawn_rows(drawing))
    used = {css_class(cell.pieces) for row in drawing.rows for cell in row.cells} - {""}
    assert {line.split("{")[0] for line in css.splitlines()} == {f".flow-lane.{each}" for each in used}
    assert all(f" {each}" in html for each in used)
    assert "style=" not in html
    assert len(used) < 25


def test_the_pictures_of_lines_exist():
    definition = seed("sumenep")
    paths = []
    stylesheet(draw(definition, dashed={"8.2"}), lambda path: paths.append(path) or path)
    assert set(paths) > {"flow/px.svg", "flow/dot-8.svg"}
    assert any("dash" in path for path in paths)
    assert all((ROOT / "static" / path).is_file() for path in paths)


def test_every_picture_has_a_title_for_the_pdf_and_a_label_for_the_screen():
    for row in drawn_rows(draw(seed("tasikmalaya"))):
        assert row.lanes.count("<svg") == row.lanes.count("<title>") == row.lanes.count("aria-label=")


def test_text_of_the_sheet_cannot_become_markup():
    definition = sheet({1: (1, [(None, "", False)])}, 1, more={1: {"activity": '<b onclick="x">&'}})
    lanes = drawn_rows(draw(definition))[0].lanes
    assert "<b" not in lanes
    assert "&lt;b onclick=&quot;x&quot;&gt;&amp;" in lanes


HASH = """
from hashlib import sha256
from sop.flowchart.drawing import draw
from sop.flowchart.markup import drawn_rows
from sop.flowchart.styles import stylesheet
from tests.sop.flowchart.sheets import SEEDS, seed
for name in SEEDS:
    drawing = draw(seed(name), pages=(1, 1, 2) + (3,) * (len(seed(name).steps) - 3), dashed={"8.2"})
    text = stylesheet(drawing, str) + "".join(row.lanes for row in drawn_rows(drawing))
    print(sha256(text.encode()).hexdigest())
"""


def test_two_processes_draw_the_same():
    def run(seed_of_hashes):
        env = os.environ | {"PYTHONHASHSEED": seed_of_hashes}
        return subprocess.run(
            [sys.executable, "-c", HASH], cwd=ROOT, env=env, capture_output=True, check=True
        ).stdout

    assert run("1") == run("2") != b""


def test_eleven_steps_are_drawn_within_a_tenth_of_a_second():
    definition = seed("musi-rawas")
    best = min(_seconds(lambda: drawn_rows(draw(definition))) for _ in range(3))
    assert best < 0.1


def _seconds(work):
    start = time.process_time()
    work()
    return time.process_time() - start


def test_a_published_sheet_is_drawn_once():
    first = draw_once("a" * 64, seed("sumenep"))
    assert draw_once("a" * 64, seed("sumenep")) is first
    assert draw_once("a" * 64, seed("sumenep"), dashed={"8.2"}) != first
    assert draw_once("b" * 64, seed("mojokerto")) == draw(seed("mojokerto"))
