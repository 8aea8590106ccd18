"""The page of a row's evidence, and fetching a file: only through the file (berkas) it belongs to."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse

from kinerja.periods.queries import full_name
from kinerja.submissions.desk import Desk, entry_desk, fetch
from kinerja.submissions.evidence.actions import MOST
from kinerja.submissions.evidence.forms import DescribeForm
from kinerja.submissions.evidence.inspection import ACCEPTED, KINDS
from kinerja.submissions.evidence.models import Evidence
from kinerja.submissions.figures import Figure
from kinerja.submissions.models import Submission
from kinerja.submissions.rows.row import Row
from kinerja.submissions.rows.sheet import rows_of
from sop.offices.models import User

LOOK = "lihat"


@dataclass(frozen=True)
class Bench:
    """The sheet of a unit as a person meets it, and one row of it."""

    desk: Desk
    row: Row

    @property
    def address(self) -> str:
        return evidence_address(self.row.figure)

    def row_now(self) -> Row:
        """The row as it stands after an act. Four queries."""
        return _row(self.desk, self.row.pk)


def evidence_address(figure: Figure) -> str:
    """Where the evidence of a row is looked at and uploaded."""
    return reverse("submissions:evidence", args=[figure.submission_id, figure.unit_id, figure.pk])


def bench_of(user: User, pk: int, unit: int, figure: int) -> Bench:
    """The row, if this person may see it; Http404 for a stranger, or a row of another sheet. Nine queries."""
    desk = entry_desk(user, pk, unit)
    return Bench(desk, _row(desk, figure))


def _row(desk: Desk, figure: int) -> Row:
    for row in rows_of(desk.submission, unit=desk.unit.pk):
        if row.pk == figure:
            return row
    raise Http404


def evidence_of(user: User, pk: int, evidence: int) -> Evidence:
    """The file, if this person may see it; Http404 for a stranger. Three queries."""
    submission = fetch(user, pk)
    found = Evidence.objects.filter(pk=evidence, figure__submission=submission).select_related("figure")
    file = found.first()
    if file is None:
        raise Http404
    file.figure.submission = submission
    return file


def page(bench: Bench, *, look: str = "", refused: DescribeForm | None = None) -> dict[str, Any]:
    """The context of `evidence/page.html`; `look` is the pk of the file to show beside the list."""
    submission: Submission = bench.desk.submission
    row = bench.row
    wanted = [file for file in row.evidence.every if str(file.pk) == look and file.shows]
    current = [file for file in row.evidence.current if file.shows]
    return {
        "bench": bench,
        "desk": bench.desk,
        "submission": submission,
        "period": full_name(submission.period),
        "row": row,
        "zone": bench.desk.zone,
        "editable": bench.desk.may_act,
        "forms": _forms(bench, refused),
        "refused": refused,
        "shown": next(iter([*wanted, *current]), None),
        "kinds": KINDS,
        "accepted": ACCEPTED,
        "full": len(row.evidence.current) >= MOST,
    }


def _forms(bench: Bench, refused: DescribeForm | None) -> list[tuple[Evidence, DescribeForm | None]]:
    """Each file with the form for its words where they may be changed."""
    return [(file, _form(bench, file, refused)) for file in bench.row.evidence.every]


def _form(bench: Bench, file: Evidence, refused: DescribeForm | None) -> DescribeForm | None:
    if file.removed or not bench.desk.may_act:
        return None
    return refused if refused and refused.instance.pk == file.pk else describe_form(file)


def describe_form(file: Evidence, data: Any = None) -> DescribeForm:
    """The form of one file; several stand on one page."""
    return DescribeForm(data, instance=file, prefix=f"bukti-{file.pk}")
