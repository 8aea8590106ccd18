"""Two more charts as SVG, drawn like those of `charts`: lines over periods, and bars made of parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise
from textwrap import wrap

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kinerja.common.numbers import format_number
from kinerja.insights.charts import (
    BAR,
    FONT,
    FULL,
    GAP,
    INK,
    LETTERS,
    LINE,
    MUTED,
    TARGET,
    TICK,
    TRACK,
)  # fmt: skip

PLOT, EDGE, TOP = (
    170,
    Decimal(7),
    14,
)  # height of the plot; margin left and right in per cent; room above, in px
COLOURS = ("#0a489f", "#b5560b", "#2f8f3e", "#8a2be2", "#c8323a", "#00778a")
DASHES = ("", "7 4", "2 3", "10 3 2 3", "4 4", "12 4")
REST = 40  # letters of a name in the legend
FEW = 4  # periods that can all be named below on a phone
Reach = tuple[Decimal, Decimal]  # the per cent at the foot and at the top of the plot


@dataclass(frozen=True)
class Series:
    """A line: its name and its value at each period, None where there is none."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Stack:
    """A bar made of parts: (amount, colour) one after another, of a whole; the text stands at its right."""

    label: str
    parts: tuple[tuple[int, str], ...]
    whole: int
    text: str


def framed(name: str, title: str, description: str, height: int, drawing: SafeString) -> SafeString:
    """The picture with its title and description; `name` makes their ids unique on the page."""
    return format_html(
        '<svg class="chart" xmlns="http://www.w3.org/2000/svg" width="100%" height="{}" role="img"'
        ' aria-labelledby="{}-t {}-d" font-family="{}"><title id="{}-t">{}</title><desc id="{}-d">{}</desc>{}</svg>',
        height, name, name, FONT, name, title, name, description, drawing,
    )  # fmt: skip


def line_chart(periods: Sequence[str], series: Sequence[Series]) -> tuple[SafeString, int]:
    """Lines over periods against the target of 100 %, numbered as in the legend below; and the height in px."""
    known = [value for line in series for value in line.values if value is not None]
    reach = (_floor(known), FULL)  # means are held at the target
    drawn = [_axes(periods, reach)]
    drawn += [_line(place, line, len(periods), reach) for place, line in enumerate(series)]
    top = TOP + PLOT + 40
    drawn += [_legend(place, line, top + place * LINE) for place, line in enumerate(series)]
    return format_html_join("", "{}", ((part,) for part in drawn)), top + len(series) * LINE


def stacked_chart(rows: Sequence[Stack]) -> tuple[SafeString, int]:
    """Bars one under another, and the height in px."""
    drawn, height = [], 0
    for row in rows:
        lines = wrap(row.label, LETTERS) or [""]
        drawn.append(_stack(row, lines, height))
        height += LINE * len(lines) + BAR + GAP
    return format_html_join("", "{}", ((part,) for part in drawn)), height


def _stack(row: Stack, lines: Sequence[str], top: int) -> SafeString:
    texts = format_html_join(
        "",
        '<text x="0" y="{}" font-size="14" fill="{}">{}</text>',
        ((top + LINE * n - 5, INK, line) for n, line in enumerate(lines, start=1)),
    )
    below, left, parts = top + LINE * len(lines), Decimal(0), []
    for amount, colour in row.parts:
        width = FULL * amount / row.whole if row.whole else Decimal(0)
        parts.append((f"{left:.2f}", below, f"{width:.2f}", BAR, colour))
        left += width
    return format_html(
        '{}<text x="100%" y="{}" font-size="14" font-weight="650" text-anchor="end" fill="{}">{}</text>'
        '<rect x="0" y="{}" width="100%" height="{}" rx="3" fill="{}"/>{}',
        texts, below - 5, INK, row.text, below, BAR, TRACK,
        format_html_join("", '<rect x="{}%" y="{}" width="{}%" height="{}" fill="{}"/>', parts),
    )  # fmt: skip


def _floor(values: Sequence[Decimal]) -> Decimal:
    """Where the plot begins: a tick below the least value, so that lines near the target stay apart."""
    least = min(values, default=Decimal(0))
    return min(max((least / TICK).to_integral_value(ROUND_FLOOR) * TICK, Decimal(0)), FULL - TICK)


def _axes(periods: Sequence[str], reach: Reach) -> SafeString:
    """Lines of the floor, of the target and between them with their numbers, and the periods below."""
    middle = (reach[0] + FULL) / 2
    levels = [(level, TARGET if level == FULL else TRACK) for level in (reach[0], middle, FULL)]
    rules = format_html_join(
        "",
        '<line x1="{}%" x2="100%" y1="{}" y2="{}" stroke="{}"/><text x="0" y="{}" font-size="12" fill="{}">{}%</text>',
        (
            (EDGE, _high(level, reach), _high(level, reach), colour, _high(level, reach) + 4, MUTED,
             format_number(level)) for level, colour in levels
        ),
    )  # fmt: skip
    names = format_html_join(
        "",
        '<text x="{}%" y="{}" font-size="12" text-anchor="middle" fill="{}">{}</text>',
        (
            (_across(n, len(periods)), TOP + PLOT + 20, MUTED, name)
            for n, name in enumerate(periods)
            if len(periods) <= FEW or (len(periods) - 1 - n) % 3 == 0
        ),
    )
    return format_html("{}{}", rules, names)


def _line(place: int, line: Series, count: int, reach: Reach) -> SafeString:
    colour, dash = COLOURS[place % len(COLOURS)], DASHES[place % len(DASHES)]
    points = [
        (_across(n, count), _high(value, reach)) for n, value in enumerate(line.values) if value is not None
    ]
    links = format_html_join(
        "",
        '<line x1="{}%" y1="{}" x2="{}%" y2="{}" stroke="{}" stroke-width="2" stroke-dasharray="{}"/>',
        ((*here, *there, colour, dash) for here, there in pairwise(points)),
    )
    dots = format_html_join(
        "", '<circle cx="{}%" cy="{}" r="3.5" fill="{}"/>', ((*point, colour) for point in points)
    )
    return format_html("{}{}", links, dots)


def _legend(place: int, line: Series, top: int) -> SafeString:
    colour, dash = COLOURS[place % len(COLOURS)], DASHES[place % len(DASHES)]
    name = line.name if len(line.name) <= REST else f"{line.name[: REST - 1].rstrip()}…"
    return format_html(
        '<line x1="0" x2="24" y1="{}" y2="{}" stroke="{}" stroke-width="3" stroke-dasharray="{}"/>'
        '<text x="32" y="{}" font-size="13" fill="{}">{}</text>',
        top - 4, top - 4, colour, dash, top, INK, name,
    )  # fmt: skip


def _across(place: int, count: int) -> str:
    """Where a period stands, in per cent of the width."""
    wide = FULL - 2 * EDGE
    return f"{EDGE + (wide / 2 if count == 1 else wide * place / (count - 1)):.2f}"


def _high(value: Decimal, reach: Reach) -> int:
    least, most = reach
    held = min(max(value, least), most)
    return TOP + PLOT - int((held - least) * PLOT / (most - least))
