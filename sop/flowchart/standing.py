"""Where a case stands on the drawing: given by the caller for each step, shown by classes and words, never by colour alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """A step of one case."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"


@dataclass(frozen=True)
class Standing:
    """One step of a case. `note` such as "Anda di sini" or "di Sekretaris sejak 3 Okt 09.10" (current step).

    `took` is the real time of a done step in words, `returns` how often the step sent the case back.
    """

    state: State = State.AHEAD
    note: str = ""
    took: str = ""
    returns: int = 0

    @property
    def returned(self) -> str:
        """Such as "dikembalikan 2×"; "" for never."""
        return f"dikembalikan {self.returns}×" if self.returns else ""


Standings = Mapping[int, Standing]
NOWHERE: Standings = {}
