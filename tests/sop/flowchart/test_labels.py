"""Labels of arrows: legible, beside their port, never on a line or on each other."""

from itertools import combinations

import pytest

from sop.flowchart.drawing import draw
from sop.flowchart.labels import place, wrapped
from sop.flowchart.markup import SCREEN, paper_size
from sop.flowchart.plan import Kind
from sop.flowchart.sizes import LEADING, MIDDLE, NARROW, Size
from sop.flowchart.syllables import broken, softened
from tests.sop.flowchart.shapes import SHAPES
from tests.sop.flowchart.sheets import SEEDS, seed, sheet

CROWDED = sheet(
    {
        1: (1, [(2, "", False)]),
        2: (1, [(3, "Lengkap", False), (6, "Tidak lengkap", False)]),
        3: (2, [(4, "Sesuai", False), (2, "Tidak Sesuai", True)]),
        4: (3, [(5, "Setuju", False), (3, "Ya, butuh perbaikan", True), (1, "Tidak setuju", True)]),
        5: (3, [(6, "Ya", False), (None, "Tidak, permohonan ditolak", False)]),
        6: (1, [(None, "", False)]),
    },
    3,
)
SHEETS = {**{name: seed(name) for name in SEEDS}, **SHAPES, "long labels": CROWDED}


def boxes(symbol, size):
    """The rectangles of all lines of text, in millimetres from the middle of the lane and of the symbol's top."""
    found = []
    for label in place(symbol.labels, symbol.corners, size, pointed=symbol.kind is Kind.DECISION):
        for index, line in enumerate(label.lines):
            width = NARROW * label.letters * len(line)
            left = label.x - MIDDLE - (width if label.anchor == "end" else 0)
            low = label.y + index * label.letters * LEADING
            box = (left, left + width, low - 0.7 * label.letters, low)
            found.append((label, tuple(side * size.scale for side in box)))
    return found


def on_a_line(cell, box, size):
    """Upright pieces of the cell that run through a box; the middle is the line of the ports."""
    left, right, _, low = box
    zone = (12, 44) if low < 5.8 * size.scale else (56, 88)
    for piece in cell.pieces:
        at = size.lane * (piece.track - 50) / 100
        if piece.upright and piece.start < zone[1] and piece.end > zone[0] and left < at < right:
            yield piece


@pytest.mark.parametrize("size", [SCREEN, paper_size(20), paper_size(24)], ids=["screen", "five", "three"])
@pytest.mark.parametrize("name", SHEETS)
def test_no_label_stands_on_an_upright_line_or_on_another_label(name, size):
    for row in draw(SHEETS[name]).rows:
        for cell in (cell for cell in row.cells if cell.symbol and cell.symbol.labels):
            texts = boxes(cell.symbol, size)
            assert not [(label.lines, *on_a_line(cell, box, size)) for label, box in texts
                        if any(on_a_line(cell, box, size))]  # fmt: skip
            for (one, a), (other, b) in combinations(texts, 2):
                apart = a[1] <= b[0] or b[1] <= a[0] or a[3] <= b[2] or b[3] <= a[2]
                assert one is other or apart, (one.lines, other.lines)


@pytest.mark.parametrize("size", [SCREEN, paper_size(20)], ids=["screen", "paper"])
def test_letters_are_never_too_small_to_read(size):
    for row in draw(CROWDED).rows:
        for symbol in (cell.symbol for cell in row.cells if cell.symbol and cell.symbol.labels):
            assert all(label.letters * size.scale >= size.least for label, _ in boxes(symbol, size))
    assert SCREEN.least > paper_size(20).least


def test_a_word_in_a_capsule_is_as_large_in_narrow_lanes():
    assert paper_size(11).inside(len("Mulai")) * paper_size(11).scale > 1.6
    assert Size().inside(len("Selesai")) == 2.3


def test_arrows_of_one_process_with_different_labels_leave_apart():
    forked = sheet({1: (1, [(2, "Asli", False), (3, "Salinan", False)]), 2: (1, []), 3: (2, [])}, 2,
                   more={1: {"nature": "process"}})  # fmt: skip
    labels = dict(draw(forked).row(1).cells[0].symbol.labels)
    assert sorted(labels.values()) == ["Asli", "Salinan"]


def test_long_words_are_broken_between_syllables():
    assert broken("permohonan", 9) == ["permo-", "honan"]
    assert broken("menyusun", 7) == ["menyu-", "sun"]
    assert broken("Tidak", 9) == ["Tidak"]
    assert broken("xxxxxxxxxxxx", 9) == ["xxxxxxxxxxxx"]
    assert wrapped("Ya, butuh perbaikan", 9) == ("Ya, butuh", "perbaikan")
    assert wrapped("Tidak, permohonan ditolak", 9) == ("Tidak,", "permo-", "honan", "ditolak")


def test_a_heading_may_be_broken_where_its_word_is_long():
    assert softened("Kepala Kependudukan").replace("\N{SOFT HYPHEN}", "|") == "Kepala Kepen|du|dukan"
    assert softened("PERENCANAAN").replace("\N{SOFT HYPHEN}", "|") == "PEREN|CA|NAAN"
    assert softened("Kasubag") == "Kasubag"
    assert softened("Staff/Operator").replace("\N{ZERO WIDTH SPACE}", "|") == "Staff/|Operator"
