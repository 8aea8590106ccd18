"""Keeping the posted words of an official: those that can be kept at once, the others given back to the page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from django.db import transaction
from django.http import QueryDict

from kinerja.submissions.actions import locked
from kinerja.submissions.case.turns import Turn
from kinerja.submissions.entry.filling import judge
from kinerja.submissions.forms.verification import AGREE, OBJECT, Verdict, read_verdicts
from kinerja.submissions.holding import UNKEYED, Sent, repeated
from kinerja.submissions.rows.checks import Change
from kinerja.submissions.rows.sheet import rows_of
from kinerja.submissions.verification.comparing import Cell, Comparison
from kinerja.submissions.verification.judging import Checked, checked_rows
from sop.offices.models import User
from sop.runs.engine import insist_open


@dataclass(frozen=True)
class Line:
    """A row on the page; `verdict` is what was posted and could not be kept."""

    checked: Checked
    verdict: Verdict | None = None
    cells: tuple[Cell, ...] = ()
    change: Change | None = None

    @property
    def choice(self) -> str:
        if self.verdict is not None:
            return self.verdict.choice
        if not self.checked.judged:
            return ""
        return AGREE if self.checked.agreed else OBJECT

    @property
    def reason(self) -> str:
        return self.verdict.reason if self.verdict else ""

    @property
    def note(self) -> str:
        if self.verdict is not None:
            return self.verdict.note
        return self.checked.word.note if self.checked.word else ""

    @property
    def problem(self) -> str:
        return self.verdict.problem.sentence if self.verdict and self.verdict.problem else ""

    @property
    def folded(self) -> bool:
        """Agreed before the file came back and unchanged since: nothing to do, but the word can be taken back."""
        return self.verdict is None and self.checked.earlier and self.checked.agreed

    @property
    def round(self) -> int:
        """The round in which a folded row was agreed."""
        return self.checked.word.round if self.checked.word else 0

    @property
    def state(self) -> str:
        if self.problem:
            return "refused"
        return self.choice or "open"


@dataclass(frozen=True)
class Bundle:
    """Consecutive lines of one unit under one objective."""

    unit: str
    level: str
    objective: str
    lines: tuple[Line, ...]


def lines_of(rows: Iterable[Checked], verdicts: Iterable[Verdict] = ()) -> list[Line]:
    """The rows with what was posted and could not be kept."""
    refused = {verdict.pk: verdict for verdict in verdicts if verdict.problem}
    return [Line(checked, refused.get(checked.row.pk)) for checked in rows]


def bundles(lines: Iterable[Line], comparison: Comparison) -> list[Bundle]:
    """Lines under their unit and objective, in the order they came, with what they are compared to."""
    compared = [
        replace(
            line,
            cells=tuple(comparison.cells(line.checked.row)),
            change=comparison.change(line.checked.row),
        )
        for line in lines
    ]
    return [Bundle(*heading, tuple(members)) for heading, members in groupby(compared, key=_heading)]


def _heading(line: Line) -> tuple[str, str, str]:
    row = line.checked.row
    return row.figure.unit.name, row.level, row.objective


def rows_for(turn: Turn) -> list[Checked]:
    """All rows of the file as the holder of this step meets them. Six queries at most."""
    submission = turn.case.submission
    rows = rows_of(submission)
    return checked_rows(submission, rows, by=turn.case.performer.user_id, since=turn.step_run.opened_at)


@transaction.atomic
def save_verdicts(turn: Turn, post: QueryDict, *, by: User, sent: Sent = UNKEYED) -> list[Verdict]:
    """Keep what can be kept and return all that was said. The row is locked before it is read.

    A request that was `sent` before writes nothing: it comes a second time, perhaps late. SameKeyOtherContent where its
    key came with other content.

    A word counts for the version that was on the screen. When there is something to keep: AlreadyMoved where somebody
    closed the step meanwhile, and what `filling.judge` raises.
    """
    submission = locked(turn.case.submission.pk)
    verdicts = read_verdicts(rows_for(turn), post)
    kept = {
        verdict.pk: (verdict.agreed, verdict.text)
        for verdict in verdicts
        if verdict.fresh and not verdict.problem
    }
    if kept and not repeated(submission, sent, by):
        insist_open(submission.run, turn.step_run.pk)
        judge(submission, kept, by=by, sent=sent)
    return verdicts
