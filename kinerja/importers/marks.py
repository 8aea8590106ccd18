"""Marks in the columns of actors: symbols, letters, names, and the words of our own export."""

import re
from dataclasses import dataclass

from kinerja.importers import words
from kinerja.importers.arrows import arrows_in

_GUESS = re.compile(r"[,(]?\s*dugaan\s*(?:(\d{1,3})\s*%)?\s*\)?", re.IGNORECASE)
_LABEL = re.compile(r"(?:ya|tidak)(?: sesuai| setuju| lengkap)?|sesuai|setuju", re.IGNORECASE)


@dataclass(frozen=True)
class Mark:
    """What stands in one cell. `known` False: taken for a plain mark, which the person is told."""

    role: str = "performs"
    decides: bool = False
    starts: bool = False
    ends: bool = False
    guessed: bool = False
    confidence: int | None = None
    known: bool = True


def read_mark(text: str, column: str) -> Mark | None:
    """None where the cell only holds the label of an arrow."""
    guess = _GUESS.search(text)
    said = words.plain(_GUESS.sub(" ", text))
    parts = {words.plain(part) for part in re.split(r"[\s,;+/]+", said)} | {said}
    if _LABEL.fullmatch(said) or arrows_in(text):
        return None
    shaped = bool(parts & (words.PROCESS_MARKS | words.DECISION_MARKS | words.START_MARKS | words.END_MARKS))
    return Mark(
        role=words.ROLE_MARKS.get(said, "performs"),
        decides=bool(parts & words.DECISION_MARKS),
        starts=bool(parts & words.START_MARKS),
        ends=bool(parts & words.END_MARKS),
        guessed=guess is not None,
        confidence=int(guess[1]) if guess and guess[1] else None,
        known=shaped or said in {*words.ROLE_MARKS, "", words.plain(column)},
    )
