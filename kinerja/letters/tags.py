"""What the page of a file shows of its papers: the page belongs to a lower layer and knows no papers."""

from dataclasses import dataclass

from django import template

from kinerja.letters.kinds import LetterKind
from kinerja.letters.matching import yielded_by
from kinerja.letters.models import Letter, RegisterEntry
from kinerja.letters.pages import may_make
from kinerja.letters.queries import letters_of, superseded
from kinerja.letters.report_number import number_of
from kinerja.submissions.case.turns import Case, Turn

register = template.Library()


@dataclass(frozen=True)
class CaseLetters:
    """The papers of a file before one person; `replaced`: those that a correction has taken the place of."""

    rows: list[Letter]
    replaced: set[int]
    may_write: bool
    report: RegisterEntry | None
    signed: bool

    @property
    def to_number(self) -> bool:
        """Whether the signed report waits for its number, and this person may give it."""
        return self.signed and self.may_write and self.report is None


@dataclass(frozen=True)
class Offer:
    """A paper that the open step yields: those that were made there, or the button to make it."""

    kind: str
    label: str
    made: list[Letter]


@register.simple_tag
def letters_in(case: Case) -> CaseLetters:
    """{% letters_in case as letters %}: two queries."""
    submission = case.submission
    rows = letters_of(submission)
    writes = may_make(case)
    signed = submission.document_id is not None
    return CaseLetters(rows, superseded(rows), writes, number_of(submission) if signed else None, signed)


@register.simple_tag
def offered_at(letters: CaseLetters, turn: Turn) -> list[Offer]:
    """{% offered_at letters turn as offers %}: what this step yields by its printed words."""
    return [
        Offer(
            kind, LetterKind(kind).label,
            [row for row in letters.rows if (row.kind, row.step) == (kind, turn.step.position) and row.pk not in letters.replaced],
        )
        for kind in yielded_by(turn.step, turn.case.definition)
    ]  # fmt: skip
