"""The rows of a file as the person who verifies meets them: with his own word on each, and what changed since."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.submissions.figures import Judgement
from kinerja.submissions.models import Submission
from kinerja.submissions.rows.checks import shown
from kinerja.submissions.rows.row import Row
from kinerja.submissions.rows.told_values import values_at

ALL, OPEN, FLAGGED, OBJECTED = "", "belum-dinilai", "perhatian", "perbaikan"


@dataclass(frozen=True)
class Checked:
    """A row with the word of this person at its present version, or None.

    `was`: the value he judged before the row changed ("71,00"); `earlier`: judged before this opening of the step;
    `other_files`: its evidence changed after he judged.
    """

    row: Row
    word: Judgement | None = None
    was: str = ""
    earlier: bool = False
    other_files: bool = False

    @property
    def agreed(self) -> bool:
        return self.word is not None and self.word.agreed

    @property
    def objected(self) -> bool:
        return self.word is not None and not self.word.agreed

    @property
    def judged(self) -> bool:
        return self.word is not None


@dataclass(frozen=True)
class Tally:
    """How far the judging is; each number equals the length of the list its filter shows."""

    total: int
    judged: int
    flagged: int
    objected: int

    @property
    def left(self) -> int:
        return self.total - self.judged


def checked_rows(
    submission: Submission, rows: Sequence[Row], *, by: int, since: dt.datetime
) -> list[Checked]:
    """The rows with the words of the person `by` (pk); `since` is when the step opened. Two queries at most."""
    words = _words(submission, by)
    stale = {
        row.pk: word.at for row in rows if (word := words.get(row.pk)) and not word.holds_for(row.figure)
    }
    was = values_at(submission, stale)
    # An objection of an earlier round was answered since: it stands as a thread, and the row is to be judged anew.
    standing = {pk: word for pk, word in words.items() if word.agreed or word.round == submission.run.round}
    return [_checked(row, standing.get(row.pk) or _past(words, row), was, since) for row in rows]


def tally(rows: Sequence[Checked]) -> Tally:
    """Count the rows."""
    return Tally(
        total=len(rows),
        judged=sum(checked.judged for checked in rows),
        flagged=sum(bool(checked.row.flags) for checked in rows),
        objected=sum(checked.objected for checked in rows),
    )


def fits(checked: Checked, chosen: str) -> bool:
    """Whether the row belongs to the filter."""
    if chosen == OPEN:
        return not checked.judged
    if chosen == FLAGGED:
        return bool(checked.row.flags)
    return checked.objected if chosen == OBJECTED else True


def _words(submission: Submission, by: int) -> Mapping[int, Judgement]:
    """The last word of this person on each row, whatever its version."""
    words = Judgement.objects.filter(figure__submission=submission, by=by).order_by("round", "pk")
    return {word.figure_id: word for word in words}


def _past(words: Mapping[int, Judgement], row: Row) -> Judgement | None:
    """A word on an earlier version of the row, which only tells from what it changed."""
    word = words.get(row.pk)
    return word if word is not None and not word.holds_for(row.figure) else None


def _checked(
    row: Row, word: Judgement | None, was: Mapping[int, Decimal | None], since: dt.datetime
) -> Checked:
    if word is None:
        return Checked(row)
    if word.holds_for(row.figure):
        return Checked(row, word, earlier=word.at < since)
    other_files = word.evidence_version != row.figure.evidence_version
    if row.pk not in was:
        return Checked(row, other_files=other_files)
    return Checked(row, was=shown(was[row.pk], row.figure.definition) or "kosong", other_files=other_files)
