"""Where an Indonesian word may be broken: browsers know no hyphenation for it, and labels in the drawing have none at all."""

import re
from itertools import pairwise

# Before a consonant with its vowel ("pe-mo-hon", "me-nyu-sun"), never between the two letters of ng, ny, sy and kh.
_BREAK = re.compile(
    r"(?<=[a-z]{2})(?<!n(?=[gy]))(?<!s(?=y))(?<!k(?=h))(?=(?:ng|ny|sy|kh|[b-df-hj-np-tv-z])[aiueo][a-z])",
    re.IGNORECASE,
)
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
AFTER_SLASH = "\N{ZERO WIDTH SPACE}"
LONG = 10
LEAST = 3  # letters on the new line


def broken(word: str, most: int) -> list[str]:
    """A word in parts of so many letters at most, as far as it has syllables: "permo-", "honan"."""
    cuts = [found.start() for found in _BREAK.finditer(word) if len(word) - found.start() >= LEAST]
    fitting = [cut for cut in cuts if cut < most]
    if len(word) <= most or not fitting:
        return [word]
    cut = min(fitting, key=lambda cut: (len(word) - cut > most, abs(len(word) - 2 * cut)))
    return [f"{word[:cut]}-", *broken(word[cut:], most)]


def softened(text: str) -> str:
    """A text whose long words may be broken by the browser where that is right."""
    soft = re.sub(r"[a-z]+", lambda word: _soften(word[0]), text, flags=re.IGNORECASE)
    return re.sub(r"/(?=\w)", f"/{AFTER_SLASH}", soft)


def _soften(word: str) -> str:
    """Not before the fourth letter: "Pe-" at the end of a line is no help to a reader."""
    if len(word) < LONG:
        return word
    cuts = [found.start() for found in _BREAK.finditer(word) if LEAST < found.start() < len(word) - LEAST]
    parts = (word[start:end] for start, end in pairwise([0, *cuts, len(word)]))
    return SOFT_HYPHEN.join(parts)
