"""Writing anew what the archive repeats of other tables."""

from django.db import transaction

from kinerja.submissions.actions import locked
from kinerja.submissions.figures import ArchiveRecord
from kinerja.submissions.filing import date_retention, describe

FIELDS = ("active_until", "inactive_until", "signer", "units", "search")


def reindex() -> int:
    """Every record by what stands in its case now; how many there are. One case at a time is locked and in memory."""
    keys = list(ArchiveRecord.objects.order_by("pk").values_list("pk", "submission"))
    for pk, submission in keys:
        _write(pk, submission)
    return len(keys)


@transaction.atomic
def _write(pk: int, submission: int) -> None:
    """Under the lock of whoever changes the words meanwhile: a letter that is issued now is not forgotten again."""
    case = locked(submission, frozen_too=True)
    record = ArchiveRecord.objects.get(pk=pk)
    date_retention(record, case.run.office.tz)
    describe(record, case, case.document)
    record.save(update_fields=FIELDS)
