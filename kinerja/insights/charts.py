"""Charts as SVG made on the server: the same drawing on screen and on paper, where no script runs.

Lengths across are percentages of the picture, so that it fits any width while its letters keep their size.
Colours are presentation attributes, since the CSP allows no inline style.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from textwrap import wrap

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kinerja.common.numbers import format_number

FULL = Decimal(100)
SHORTEST, LONGEST = Decimal(120), Decimal(200)  # the scale reaches at least, and at most, so many per cent
TICK = Decimal(20)
LETTERS = 38  # of a label in one line; the rest of a phone's width belongs to the number
LINE, BAR, GAP, AXIS = 19, 14, 18, 26
FONT = "Inter, Liberation Sans, Arial, sans-serif"
INK, MUTED, TRACK, TARGET = "#1f1f1f", "#525252", "#e8edf2", "#1f1f1f"
TONES = {
    "success": "#2f8f3e", "info": "#196bcd", "warning": "#b27d00", "danger": "#c8323a", "neutral": "#6d7783",
}  # fmt: skip


@dataclass(frozen=True)
class Bar:
    """A row: what is measured, the percentage reached (None: not computable), its text and tone."""

    label: str
    value: Decimal | None
    text: str
    tone: str = "neutral"


def bullet_chart(name: str, title: str, description: str, bars: Sequence[Bar]) -> SafeString:
    """Draw bars against the target of 100 %; `name` makes the ids of this picture unique on its page."""
    scale = scale_for([bar.value for bar in bars if bar.value is not None])
    rows, height = [], 0
    for bar in bars:
        lines = wrap(bar.label, LETTERS) or [""]
        rows.append(_row(bar, lines, height, scale))
        height += LINE * len(lines) + BAR + GAP
    return format_html(
        '<svg class="chart" xmlns="http://www.w3.org/2000/svg" width="100%" height="{}" role="img"'
        ' aria-labelledby="{}-t {}-d" font-family="{}"><title id="{}-t">{}</title><desc id="{}-d">{}</desc>'
        "{}{}</svg>",
        height + AXIS, name, name, FONT, name, title, name, description, _joined(rows), _axis(height, scale),
    )  # fmt: skip


def scale_for(values: Sequence[Decimal]) -> Decimal:
    """The right end: the largest value rounded up to a tick, within SHORTEST and LONGEST."""
    largest = max(values, default=SHORTEST)
    ticks = (largest / TICK).to_integral_value(ROUND_CEILING)
    return min(max(ticks * TICK, SHORTEST), LONGEST)


def _row(bar: Bar, lines: Sequence[str], top: int, scale: Decimal) -> SafeString:
    texts = format_html_join(
        "",
        '<text x="0" y="{}" font-size="14" fill="{}">{}</text>',
        ((top + LINE * n - 5, INK, line) for n, line in enumerate(lines, start=1)),
    )
    below = top + LINE * len(lines)
    return format_html(
        '{}<text x="100%" y="{}" font-size="14" font-weight="650" text-anchor="end" fill="{}">{}</text>'
        '<rect x="0" y="{}" width="100%" height="{}" rx="3" fill="{}"/>{}',
        texts, below - 5, INK, bar.text, below, BAR, TRACK, _filled(bar, below, scale),
    )  # fmt: skip


def _filled(bar: Bar, top: int, scale: Decimal) -> SafeString:
    """The bar itself, and the mark of the target across it."""
    mark = format_html(
        '<line x1="{}%" x2="{}%" y1="{}" y2="{}" stroke="{}" stroke-width="2"/>',
        _share(FULL, scale), _share(FULL, scale), top - 3, top + BAR + 3, TARGET,
    )  # fmt: skip
    if bar.value is None:
        return mark
    return format_html(
        '<rect x="0" y="{}" width="{}%" height="{}" rx="3" fill="{}"/>{}',
        top, _share(bar.value, scale), BAR, TONES.get(bar.tone, TONES["neutral"]), mark,
    )  # fmt: skip


def _axis(top: int, scale: Decimal) -> SafeString:
    places = ((Decimal(0), "start"), (FULL / 2, "middle"), (FULL, "middle"))
    return format_html_join(
        "",
        '<text x="{}%" y="{}" font-size="12" text-anchor="{}" fill="{}">{}%</text>',
        ((_share(at, scale), top + 12, anchor, MUTED, format_number(at)) for at, anchor in places),
    )


def _share(value: Decimal, scale: Decimal) -> str:
    """Percent of the width, between 0 and 100; SVG wants a decimal point."""
    held = min(max(value, Decimal(0)), scale)
    return f"{held * FULL / scale:.2f}"


def _joined(parts: Sequence[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
