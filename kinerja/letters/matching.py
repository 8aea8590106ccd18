"""Which papers a step of a sheet yields, read from its printed words. Pure.

The output tells what comes out; the activity what is made. What the kelengkapan names is made here too, unless an earlier
step has yielded it already (Tasikmalaya 3 works with the disposisi of step 2). A meeting has its attendance and minutes.
"""

import re

from kinerja.letters.kinds import LetterKind
from sop.procedures.definition import Definition, StepDef

# In the order in which they are offered. A "nota dinas undangan" is one paper: the invitation.
_WORDS: tuple[tuple[LetterKind, re.Pattern[str]], ...] = (
    (LetterKind.DISPOSITION, re.compile(r"\bdisposisi\b", re.IGNORECASE)),
    (LetterKind.MEMO, re.compile(r"\bnota[\s-]*dinas\b(?!\s+undangan)", re.IGNORECASE)),
    (LetterKind.INVITATION, re.compile(r"\bundangan\b", re.IGNORECASE)),
    (LetterKind.ATTENDANCE, re.compile(r"\b(?:daftar\s+hadir|absensi|presensi)\b", re.IGNORECASE)),
    (LetterKind.MINUTES, re.compile(r"\b(?:notulen|notulensi|notula|risalah\s+rapat)\b", re.IGNORECASE)),
    (LetterKind.RECORD, re.compile(r"\bberita\s+acara\b", re.IGNORECASE)),
    (LetterKind.COVER, re.compile(r"\bsurat\s+pengantar\b", re.IGNORECASE)),
)
_AT_A_MEETING = {LetterKind.ATTENDANCE, LetterKind.MINUTES}


def named_in(text: str) -> set[LetterKind]:
    """The papers a text speaks of."""
    return {kind for kind, words in _WORDS if words.search(text)}


def yielded_by(step: StepDef, definition: Definition) -> tuple[LetterKind, ...]:
    """The papers to offer at this step."""
    made = named_in(f"{step.output}\n{step.activity}") | (_AT_A_MEETING if step.is_meeting else set())
    before = {
        kind for other in definition.steps.values() if other.position < step.position
        for kind in named_in(f"{other.output}\n{other.activity}\n{other.requirements}")
    }  # fmt: skip
    made |= named_in(step.requirements) - before
    return tuple(kind for kind, _ in _WORDS if kind in made)
