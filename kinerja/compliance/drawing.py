"""What the three charts share: escaped parts of an SVG, its colours and letters.

Colours are presentation attributes, since the CSP allows no inline style. Lengths across are percentages of the picture,
so that it fits any width while its letters keep their size.
"""

from collections.abc import Iterable
from textwrap import wrap

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

FONT = "Inter, Liberation Sans, Arial, sans-serif"
INK, MUTED, TRACK, LINE, MARK = "#1f1f1f", "#525252", "#e8edf2", "#9aa7b5", "#196bcd"
TONES = {"success": "#d7f0da", "warning": "#fbeac0", "danger": "#f8d0d0", "": "#f0f3f6"}
STRONG = {"success": "#288034", "warning": "#855f00", "danger": "#c8323a", "": "#6d7783"}


def picture(name: str, title: str, description: str, height: int, parts: Iterable[SafeString]) -> SafeString:
    """A picture as wide as its place; `name` makes its ids unique on the page."""
    return format_html(
        '<svg class="chart" xmlns="http://www.w3.org/2000/svg" width="100%" height="{}" role="img"'
        ' aria-labelledby="{}-t {}-d" font-family="{}"><title id="{}-t">{}</title><desc id="{}-d">{}</desc>{}</svg>',
        height, name, name, FONT, name, title, name, description, joined(parts),
    )  # fmt: skip


def joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def text(
    across: str,
    down: float,
    words: object,
    *,
    size: int = 13,
    anchor: str = "start",
    fill: str = INK,
    weight: int = 400,
) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" font-size="{}" text-anchor="{}" fill="{}" font-weight="{}">{}</text>',
        across, down, size, anchor, fill, weight, words,
    )  # fmt: skip


def line(
    x1: str, y1: float, x2: str, y2: float, *, stroke: str = LINE, width: float = 1, dash: str = ""
) -> SafeString:
    return format_html(
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="{}"{}/>',
        x1, y1, x2, y2, stroke, width, format_html(' stroke-dasharray="{}"', dash) if dash else "",
    )  # fmt: skip


def lines_of(words: str, letters: int, most: int = 2) -> list[str]:
    """At most so many lines; the last one says by "…" that there was more."""
    found = wrap(words, letters) or [""]
    if len(found) <= most:
        return found
    return [*found[: most - 1], f"{found[most - 1][: letters - 1].rstrip()}…"]
