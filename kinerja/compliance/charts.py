"""The charts of S17 as SVG made on the server: standard against median and P90, unit × step, and the quarters."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html
from django.utils.safestring import SafeString

from kinerja.compliance.drawing import (
    INK,
    MARK,
    MUTED,
    STRONG,
    TONES,
    TRACK,
    joined,
    line,
    lines_of,
    linked,
    picture,
    text,
)  # fmt: skip

LETTERS, ROW, TEXT, AXIS = 42, 34, 18, 24
NOTE = 48  # letters of the smaller line below the name
# The scale ends at three times the standard; what lies beyond is marked with an arrow.
TWICE, LONGEST = 2, 3.0
HIGH, TOP, BASE = 150, 22, 42
DEEPEST = 10  # per cent; of less there is no room for a number below the dot
# Of the heat map: its head, a cell and the room below it in px; letters of a name in one line.
HEAT_HEAD, HEAT_CELL, HEAT_GAP, HEAT_LETTERS = 20, 28, 8, 48


@dataclass(frozen=True)
class Dumbbell:
    """A step: median and P90 as multiples of its standard, and the words beside it."""

    label: str
    median: float
    p90: float
    words: str


@dataclass(frozen=True)
class Spot:
    """A quarter: per cent on time (None: nothing judged) and its words."""

    label: str
    share: int | None
    words: str
    url: str = ""
    few: bool = False


def dumbbells(rows: Sequence[Dumbbell]) -> SafeString:
    """Each step against its own standard, which is the upright line; a dot is the median, a ring the P90."""
    scale = min(LONGEST, max([1.25, *(row.p90 for row in rows)]))
    parts, top = [], 0
    for row in rows:
        labels = lines_of(row.label, LETTERS)
        parts.append(_dumbbell(row, labels, top, scale))
        top += TEXT * (len(labels) + len(lines_of(row.words, NOTE))) + ROW
    ends = [(0, "start", "0"), (1, "middle", "mutu baku")] + [(2, "middle", "2×")] * (scale >= TWICE)
    axis = [
        text(_at(value, scale), top + 14, words, size=12, anchor=anchor, fill=MUTED)
        for value, anchor, words in ends
    ]
    told = "; ".join(f"{row.label}: {row.words}" for row in rows)
    return picture("mutu", "Waktu nyata terhadap mutu baku", told, top + AXIS, [*parts, *axis])


def _dumbbell(row: Dumbbell, labels: Sequence[str], top: int, scale: float) -> SafeString:
    words = [text("0", top + TEXT * n - 4, label) for n, label in enumerate(labels, start=1)]
    notes = lines_of(row.words, NOTE)
    below = top + TEXT * len(labels)
    words += [
        text("0", below + TEXT * n - 4, note, size=12, fill=MUTED) for n, note in enumerate(notes, start=1)
    ]
    middle = below + TEXT * len(notes) + 12
    stroke = STRONG["success"] if row.p90 <= 1 else STRONG["danger"] if row.median > 1 else STRONG["warning"]
    mark = line(_at(1, scale), middle - 9, _at(1, scale), middle + 9, stroke=INK, width=2)
    beyond = text("100%", middle + 5, "▸", anchor="end", fill=stroke) if row.p90 > scale else SafeString()
    return joined([
        *words,
        line("0%", middle, "100%", middle, stroke=TRACK, width=6),
        line(_at(row.median, scale), middle, _at(row.p90, scale), middle, stroke=stroke, width=4),
        mark,
        format_html('<circle cx="{}" cy="{}" r="6" fill="{}"/>', _at(row.median, scale), middle, stroke),
        format_html(
            '<circle cx="{}" cy="{}" r="5" fill="#fff" stroke="{}" stroke-width="3"/>', _at(row.p90, scale), middle, stroke
        ),
        beyond,
    ])  # fmt: skip


def trend(spots: Sequence[Spot]) -> SafeString:
    """Per cent on time over the quarters; a quarter without judged steps interrupts the line."""
    width = 100 / max(1, len(spots))
    levels = [line("0%", _high(at), "100%", _high(at), stroke=TRACK) for at in (0, 50, 100)]
    places = [(f"{width * (n + 0.5):.2f}%", spot) for n, spot in enumerate(spots)]
    strokes = [
        line(x1, _high(one.share), x2, _high(two.share), stroke=MARK, width=2)
        for (x1, one), (x2, two) in pairwise(places)
        if one.share is not None and two.share is not None
    ]
    dots = [
        _dot(across, spot, below=_in_a_dip(spots, n))
        for n, (across, spot) in enumerate(places)
        if spot.share is not None
    ]
    feet = [
        text(across, TOP + HIGH + down, words, size=12, anchor="middle", fill=MUTED)
        for across, spot in places
        for down, words in zip((18, 33), spot.label.removeprefix("TW ").split(), strict=True)
    ]
    told = "; ".join(f"{spot.label}: {spot.words}" for spot in spots)
    title = "Langkah selesai dalam mutu baku per triwulan"
    return picture("tren", title, told, TOP + HIGH + BASE, [*levels, *strokes, *dots, *feet])


def _in_a_dip(spots: Sequence[Spot], place: int) -> bool:
    """Whether the lines to both neighbours rise, so that a number above the dot would lie on them."""
    share = spots[place].share or 0
    beside = [spot.share for spot in (*spots[max(0, place - 1) : place], *spots[place + 1 : place + 2])]
    known = [other for other in beside if other is not None]
    return bool(known) and max(known) > share <= min(known) and share > DEEPEST


def _dot(across: str, spot: Spot, *, below: bool) -> SafeString:
    share = spot.share or 0
    ring = SafeString(
        f'<circle cx="{across}" cy="{_high(share):g}" r="5" fill="{"#fff" if spot.few else MARK}" stroke="{MARK}"'
        ' stroke-width="2"/>'
    )
    label = text(
        across, _high(share) + (19 if below else -9), f"{share}%", size=12, anchor="middle", weight=650
    )
    return linked(spot.url, f"{spot.label}: {spot.words}", ring, label)


def _high(share: int | None) -> float:
    return TOP + HIGH * (1 - (share or 0) / 100)


def _at(value: float, scale: float) -> str:
    """Per cent of the width, a little room left at both ends for the dots."""
    return f"{1.5 + 97 * min(value, scale) / scale:.2f}%"


@dataclass(frozen=True)
class HeatCell:
    """Share on time of a row in a column: words ("78%"), tone and link; without `words` nothing was done there."""

    words: str = ""
    tone: str = ""
    url: str = ""
    told: str = ""


def heatmap(columns: Sequence[str], rows: Sequence[tuple[str, Sequence[HeatCell]]]) -> SafeString:
    """Rows are units or posts, columns are steps by number. A number stands in every cell that is coloured.

    The name of a row stands above its cells, so that they have the whole width: on a phone too all of them are seen.
    """
    width = 100 / max(1, len(columns))
    places = [f"{width * (n + 0.5):.2f}%" for n in range(len(columns))]
    parts = [
        text(place, 12, column, size=12, anchor="middle", fill=MUTED, weight=650)
        for place, column in zip(places, columns, strict=True)
    ]
    top = HEAT_HEAD
    for label, cells in rows:
        words = lines_of(label, HEAT_LETTERS)
        parts += [text("0", top + TEXT * n - 4, word, size=12) for n, word in enumerate(words, 1)]
        top += TEXT * len(words)
        parts += [
            _cell(cell, f"{width * n + 0.2:.2f}%", f"{width - 0.4:.2f}%", place, top)
            for n, (cell, place) in enumerate(zip(cells, places, strict=True))
        ]
        top += HEAT_CELL + HEAT_GAP
    told = "; ".join(cell.told for _, cells in rows for cell in cells if cell.told)
    title = "Bagian langkah yang selesai dalam mutu baku, per unit atau jabatan dan langkah"
    return picture("panas", title, told, top, parts)


def _cell(cell: HeatCell, left: str, width: str, middle: str, top: int) -> SafeString:
    """Where nothing was done a thin line keeps the columns in sight."""
    if not cell.words:
        return SafeString(
            f'<rect x="{left}" y="{top + HEAT_CELL - 2}" width="{width}" height="2" fill="{TRACK}"/>'
        )
    box = SafeString(
        f'<rect x="{left}" y="{top}" width="{width}" height="{HEAT_CELL}" rx="3" fill="{TONES[cell.tone]}"/>'
    )
    return linked(
        cell.url, cell.told, box, text(middle, top + 19, cell.words, size=11, anchor="middle", weight=600)
    )
