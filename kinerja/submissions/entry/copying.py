"""Taking over what was written about the same rows in the period before: only into texts that are still empty."""

from django.db import transaction

from kinerja.submissions.entry.filling import RowInput, record_figures
from kinerja.submissions.figures import Figure
from kinerja.submissions.models import Submission
from kinerja.submissions.rows.past import NOTES, notes_before
from sop.offices.models import User


@transaction.atomic
def copy_notes(submission: Submission, *, unit: int, by: User, figure: int | None = None) -> list[Figure]:
    """Fill the empty texts of a unit, or of one row of it; returns the rows that changed, none on a repeat.

    Raises what `record_figures` raises, even where there is nothing to copy. `submission.period` must be loaded.
    """
    Submission.objects.select_for_update(no_key=True).values_list("pk").get(pk=submission.pk)
    notes = notes_before(submission, unit)
    figures = Figure.objects.filter(submission=submission, unit=unit)
    if figure is not None:
        figures = figures.filter(pk=figure)
    inputs = [
        RowInput(row.pk, row.version, fresh)
        for row in figures.order_by("order", "pk")
        if (fresh := _missing(row, notes.get(row.indicator_id, {})))
    ]
    return record_figures(submission, inputs, unit=unit, by=by)


def _missing(row: Figure, notes: dict[str, str]) -> dict[str, str]:
    return {name: notes[name] for name in NOTES if notes.get(name) and not getattr(row, name)}
