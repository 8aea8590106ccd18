"""Only characters that the vendored fonts can draw: a missing one would be borrowed from whatever font the machine has.

Then the same paper would have other bytes on another server, so such a character is printed as an empty square.
"""

from functools import cache
from pathlib import Path

from django.conf import settings

FONTS = Path("static") / "vendor" / "liberation-fonts"
REPLACEMENT = "□"

_KEPT = frozenset("\n\t\u00ad\u200b")  # line feed, tab, soft hyphen and zero-width space draw nothing
_SAME = str.maketrans(
    dict.fromkeys("\u2002\u2003\u2007\u2009\u202f", "\u00a0") | {"\u2011": "-", "✓": "√", "◆": "♦"}
)


def printable(text: str) -> str:
    """Replace what the fonts lack, drop control characters, turn rare spaces into ordinary ones."""
    return "".join(_drawn(char) for char in text.translate(_SAME))


def _drawn(char: str) -> str:
    if char in _KEPT or ord(char) in _coverage():
        return char
    return REPLACEMENT if char.isprintable() else ""


@cache
def _coverage() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    path = settings.BASE_DIR / FONTS / "LiberationSans-Regular.ttf"
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap() or {})
