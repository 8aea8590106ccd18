"""What the three charts share: escaped parts of an SVG, its colours and letters.

Colours are presentation attributes, since the CSP allows no inline style. Lengths across are percentages of the picture,
so that it fits any width while its letters keep their size.
"""

from collections.abc import Iterable
from functools import lru_cache
from textwrap import wrap

from django.utils.html import conditional_escape, format_html
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
    """Parts that are markup already, one after the other."""
    return SafeString("".join(parts))


def text(
    across: str,
    down: float,
    words: str,
    *,
    size: int = 13,
    anchor: str = "start",
    fill: str = INK,
    weight: int = 400,
) -> SafeString:
    """Words at a place; all but the words is ours, so only they are escaped (a page has hundreds of these)."""
    return SafeString(
        f'<text x="{across}" y="{down:g}" font-size="{size}" text-anchor="{anchor}" fill="{fill}"'
        f' font-weight="{weight}">{conditional_escape(words)}</text>'
    )


def line(x1: str, y1: float, x2: str, y2: float, *, stroke: str = LINE, width: float = 1) -> SafeString:
    """A stroke; nothing in it comes from outside."""
    return SafeString(
        f'<line x1="{x1}" y1="{y1:g}" x2="{x2}" y2="{y2:g}" stroke="{stroke}" stroke-width="{width:g}"/>'
    )


def linked(url: str, told: str, *parts: SafeString) -> SafeString:
    """Parts that lead somewhere, with a title for those who point at them or hear them."""
    return SafeString(
        f'<a href="{conditional_escape(url)}"><title>{conditional_escape(told)}</title>{"".join(parts)}</a>'
    )


@lru_cache(maxsize=512)  # the names of steps and units, on every page anew
def lines_of(words: str, letters: int, most: int = 2) -> tuple[str, ...]:
    """At most so many lines; the last one says by "…" that there was more."""
    found = tuple(wrap(words, letters)) or ("",)
    if len(found) <= most:
        return found
    return (*found[: most - 1], f"{found[most - 1][: letters - 1].rstrip()}…")
