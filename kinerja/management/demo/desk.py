"""What is done at a desk before a step is handed on: rows typed, rows judged."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q

from kinerja.management.demo.behind import as_entered
from kinerja.management.demo.values import Values, plausible
from kinerja.submissions.entry.filling import RowInput, record_figures
from kinerja.submissions.figures import Figure, Judgement
from kinerja.submissions.models import Submission
from kinerja.submissions.verification.answering import record_replies
from kinerja.submissions.verification.threads import threads_of
from sop.offices.models import User

Verdicts = dict[int, tuple[bool, str]]
AGREED = (True, "")
ANSWER = "Angka sudah kami cocokkan kembali dengan register per akhir periode."


def units_of(submission: Submission) -> tuple[int, ...]:
    """The units that owe figures."""
    return tuple(sorted(set(submission.figures.values_list("unit", flat=True))))


def fill(
    submission: Submission,
    unit: int,
    *,
    by: User,
    values: Values = plausible,
    at: dt.datetime | None = None,
    rows: int | None = None,
) -> list[Figure]:
    """Type the rows of a unit that are empty or were objected to; `rows` limits how many. Returns those that changed."""
    objected = Judgement.objects.filter(figure=OuterRef("pk"), version=OuterRef("version"), agreed=False)
    owed = (
        Figure.objects.filter(submission=submission, unit=unit)
        .filter(Q(value=None, no_data=False) | Exists(objected))
        .select_related("submission__period")[:rows]
    )
    inputs = [RowInput(row.pk, row.version, as_entered(row, values(row))) for row in owed]
    return record_figures(submission, inputs, unit=unit, by=by, at=at)


def answer(submission: Submission, unit: int, *, by: User, at: dt.datetime | None = None) -> int:
    """Answer the objections to rows of the unit that were not changed; `submission` must be fresh. Returns how many."""
    rows = set(submission.figures.filter(unit=unit).values_list("pk", flat=True))
    open_ones = [thread for thread in threads_of(submission).values() if not thread.answered]
    said = {thread.pk: ANSWER for thread in open_ones if thread.figure in rows}
    return record_replies(submission, said, unit=unit, by=by, at=at)


def verdicts(submission: Submission) -> Verdicts:
    """Every row agreed."""
    return dict.fromkeys(submission.figures.values_list("pk", flat=True), AGREED)


def objecting(submission: Submission, units: tuple[int, ...], remark: str) -> Verdicts:
    """Every row agreed, save for the first of each of these units."""
    said = verdicts(submission)
    rows = submission.figures.filter(unit__in=units).order_by("order", "pk").values_list("unit", "pk")
    first = dict(reversed(list(rows)))
    return said | dict.fromkeys(first.values(), (False, remark))
