"""The rows of a file as the person who verifies meets them: with his own word on each, and what changed since."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.submissions.checks import shown
from kinerja.submissions.figures import Judgement
from kinerja.submissions.models import Submission
from kinerja.submissions.rows import Row
from sop.ledger.models import Event

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
    stale = {row.pk: word for row in rows if (word := words.get(row.pk)) and not word.holds_for(row.figure)}
    was = _values_before(submission, stale) if stale else {}
    return [_checked(row, words.get(row.pk), was, since) for row in rows]


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
    words = Judgement.objects.filter(figure__submission=submission, by=by).order_by(
        "version", "evidence_version", "pk"
    )
    return {word.figure_id: word for word in words}


def _checked(row: Row, word: Judgement | None, was: Mapping[int, str | None], since: dt.datetime) -> Checked:
    if word is None:
        return Checked(row)
    if word.holds_for(row.figure):
        return Checked(row, word, earlier=word.at < since)
    other_files = word.evidence_version != row.figure.evidence_version
    if row.pk not in was:
        return Checked(row, other_files=other_files)
    value = was[row.pk]
    return Checked(
        row,
        was=shown(None if value is None else Decimal(value), row.figure.definition) or "kosong",
        other_files=other_files,
    )


def _values_before(submission: Submission, stale: Mapping[int, Judgement]) -> dict[int, str | None]:
    """From the ledger: the value each of these rows had when it was judged, where the value itself has changed since."""
    since = min(word.at for word in stale.values())
    events = Event.objects.filter(run=submission.run_id, kind="figures", at__gte=since).order_by("seq")
    found: dict[int, str | None] = {}
    for at, text in events.values_list("at", "text"):
        for change in json.loads(text)["changes"]:
            word = stale.get(change["figure"])
            if word is not None and at >= word.at and "value" in change["old"]:
                found.setdefault(change["figure"], change["old"]["value"])
    return found
