"""Saving a posted sheet: every readable row at once, the others given back. One transaction, one event."""

from dataclasses import dataclass

from django.db import transaction
from django.http import QueryDict

from kinerja.submissions.entry.filling import record_figures
from kinerja.submissions.forms.entry import Read, read_sheet
from kinerja.submissions.models import Submission
from kinerja.submissions.rows.checks import shown
from kinerja.submissions.rows.sheet import rows_of
from sop.offices.models import User


@dataclass(frozen=True)
class Saved:
    """What became of a posted sheet: each row as it was read, and the values now written in those that changed."""

    reads: tuple[Read, ...]
    texts: dict[int, str]

    @property
    def refused(self) -> list[Read]:
        return [read for read in self.reads if not read.readable]

    @property
    def doubts(self) -> dict[int, str]:
        """Rows whose reading is doubtful, with the value as it was understood."""
        return {
            read.row.pk: self.texts[read.row.pk]
            for read in self.reads
            if read.doubtful and read.row.pk in self.texts
        }


@transaction.atomic
def save_sheet(submission: Submission, post: QueryDict, *, unit: int, by: User) -> Saved:
    """Save what can be read. The row is locked before it is read, so that nobody can slip in between the two.

    Raises NotFilling or NotYourStep where the sheet may not be changed, even if nothing new was posted.
    """
    Submission.objects.select_for_update(no_key=True).values_list("pk").get(pk=submission.pk)
    reads = tuple(read_sheet(rows_of(submission, unit=unit), post))
    inputs = [read.input for read in reads if read.readable and read.changes]
    changed = record_figures(submission, inputs, unit=unit, by=by)
    return Saved(reads, {figure.pk: shown(figure.value, figure.definition) for figure in changed})
