"""Writing anew what the archive repeats of other tables."""

from kinerja.submissions.figures import ArchiveRecord
from kinerja.submissions.filing import date_retention, describe

FIELDS = ("active_until", "inactive_until", "signer", "units", "search")
BATCH = 100


def reindex() -> int:
    """Every record by what stands in its case now; how many there are. Bounded memory, safe beside running work."""
    rows = ArchiveRecord.objects.all()
    rows = (
        rows.select_related("submission__document", "submission__run__office", "submission__run__publication")
        .defer("submission__run__publication__text")
        .order_by("pk")
    )
    batch: list[ArchiveRecord] = []
    count = 0
    for record in rows.iterator(chunk_size=BATCH):
        date_retention(record, record.submission.run.office.tz)
        describe(record, record.submission, record.submission.document)
        batch.append(record)
        count += 1
        if len(batch) == BATCH:
            ArchiveRecord.objects.bulk_update(batch, FIELDS)
            batch = []
    ArchiveRecord.objects.bulk_update(batch, FIELDS)
    return count
