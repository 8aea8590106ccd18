"""The drawn flow on paper: every sheet, long ones over several pages, and those that cannot be drawn."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from pypdf.generic import DictionaryObject, IndirectObject

from kinerja.documents import sheet_flow
from kinerja.documents.engine import SIZES
from kinerja.documents.pdf import render_sheet
from kinerja.documents.sheet import Mark, SheetStep, SheetTable
from tests.kinerja.documents.reading import pages, read, words
from tests.kinerja.documents.samples_sheet import sheet as sample
from tests.sop.flowchart.sheets import sheet

pytestmark = pytest.mark.pdf

BACK = {4: 1, 12: 5, 20: 12, 27: 3}


def long_sheet(count=30, lanes=3, tables=None):
    """Many steps with returns over one and over several pages; `tables` gives the table of each step."""
    rows = {}
    for place in range(1, count + 1):
        onward = place + 1 if place < count else None
        back = [(BACK[place], "Tidak", True)] if place in BACK else []
        rows[place] = ((place - 1) % lanes + 1, [(onward, "Ya" if back else "", False), *back])
    tables = tables or dict.fromkeys(rows, 1)
    return sheet(rows, lanes, more={place: {"table": number} for place, number in tables.items()})


def paper(definition, **fields):
    lanes = sorted(definition.actors)
    tables = {}
    for step in definition.steps.values():
        marks = tuple(Mark("performs" if lane in step.actors else "") for lane in lanes)
        row = SheetStep(step.position, step.number, step.activity, marks, time=step.time)
        tables.setdefault(step.table, []).append(row)
    return replace(
        sample(),
        definition=definition,
        actors=tuple(definition.actors.values()),
        tables=tuple(SheetTable(f"Tabel {number}", tuple(rows)) for number, rows in tables.items()),
        flows=(),
        **fields,
    )


def letters(text):
    return re.findall(r"(?<![A-Za-z])[A-Z]{1,2}(?![A-Za-z])", text)


def between(text):
    """Letters at the head and at the foot of a page."""
    head = re.search(r"lanjutan dari (?:hal\.|tabel) sebelumnya ((?:[A-Z]{1,2} )*)", text)
    foot = re.search(r"bersambung ke (?:hal\.|tabel) berikut ((?:[A-Z]{1,2} )*)", text)
    return [letters(found[1]) if found else [] for found in (head, foot)]


@pytest.mark.parametrize("size", ["A4", "F4", "Letter", "Legal"])
def test_a_long_sheet_goes_on_in_pairs_of_letters(size):
    found = [between(page) for page in pages(render_sheet(paper(long_sheet(), paper=size)))]
    found = [pair for pair in found if pair != [[], []]]
    assert len(found) > 2
    assert all(foot == head for (_, foot), (head, _) in pairwise(found))
    assert found[0][0] == found[-1][1] == []
    used = [letter for _, foot in found for letter in foot]
    assert used == list("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(used)])


def test_a_long_sheet_takes_two_passes_and_no_row_is_lost(monkeypatch):
    passes = []
    lay_out = sheet_flow.lay_out
    monkeypatch.setattr(sheet_flow, "lay_out", lambda *a, **k: passes.append(1) or lay_out(*a, **k))
    text = words(render_sheet(paper(long_sheet(), paper="A4")))
    assert len(passes) == 2
    for place in range(1, 31):
        assert f"Mengerjakan kegiatan {place} " in text


def test_a_sheet_of_one_page_has_no_connectors():
    text = words(render_sheet(paper(long_sheet(8), paper="F4")))
    assert "bersambung" not in text
    assert "segilima" in text


def test_tables_are_joined_by_letters_where_the_flow_goes_on():
    tables = {place: 1 + place // 9 for place in range(1, 19)}
    found = [between(page) for page in pages(render_sheet(paper(long_sheet(18, tables=tables), paper="F4")))]
    found = [pair for pair in found if pair != [[], []]]
    assert [len(foot) for _, foot in found] == [len(head) for head, _ in found[1:]] + [0]
    assert len(found) == 3


def test_the_same_sheet_gives_the_same_bytes():
    data = paper(long_sheet(), paper="F4")
    assert render_sheet(data) == render_sheet(data)


def test_every_figure_has_words():
    figures = list(
        _figures(read(render_sheet(paper(long_sheet(12), paper="F4"))).trailer["/Root"]["/StructTreeRoot"])
    )
    assert len(figures) >= 12
    assert all(figure.get("/Alt") for figure in figures)
    assert any(
        "Keputusan, langkah 4, Pelaksana 1: Mengerjakan kegiatan 4. Ya ke 5, Tidak ke 1" in figure["/Alt"]
        for figure in figures
    )


def _figures(node):
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, list):
        for child in node:
            yield from _figures(child)
    elif isinstance(node, DictionaryObject):
        if node.get("/S") == "/Figure":
            yield node
        yield from _figures(node.get("/K", []))


def test_a_sheet_too_dense_to_draw_is_printed_with_marks_and_says_so():
    rows = {place: (1, [(place + 1, "Ya", False), (place - 8, "Tidak", True)]) for place in range(9, 20)}
    rows |= {place: (1, [(place + 1, "", False)]) for place in range(1, 9)}
    dense = paper(sheet(rows | {20: (1, [(None, "", False)])}, 1), paper="F4")
    data = replace(dense, flows=sample().flows)
    text = words(render_sheet(data))
    assert "terlalu rapat untuk digambar" in text
    assert "● mengerjakan" in text


def test_a_sheet_without_a_definition_is_printed_with_marks_alone():
    text = words(render_sheet(sample()))
    assert "● mengerjakan" in text
    assert "digambar" not in text


@pytest.mark.parametrize("size", ["A4", "F4", "Letter", "Legal"])
@pytest.mark.parametrize("count", [1, 4, 8, 10])
def test_lanes_take_what_the_paper_leaves_and_no_more(size, count):
    lane = sheet_flow.lane_width(size, count)
    table = SIZES[size][1] - 28
    assert table * 0.79 - 9 - 18 - 19 - lane * count >= 2 * 26
    assert 9.5 <= lane <= 24


def test_the_head_of_a_narrow_lane_is_broken_between_syllables_only():
    narrow = paper(long_sheet(8, lanes=8), paper="Letter")
    heads = ("Pemohon", "Verifikator", "Sekretaris", "Kependudukan", "Camat", "Staf", "Kabid", "Kasi")
    text = words(render_sheet(replace(narrow, actors=heads)))
    joined = re.sub(r"[-\N{SOFT HYPHEN}\N{HYPHEN}] ?", "", text)
    assert [head for head in heads if head not in joined] == []
