"""The archive: finished documents with their numbers and dates, and the years that can be taken away."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from kinerja.archive.search import Sought, narrowed
from kinerja.common.keyset import Page, page
from kinerja.submissions.figures import ArchiveRecord, Disposition
from kinerja.submissions.labels import Label
from kinerja.submissions.listing.presence import Presence
from kinerja.submissions.listing.table import revision_tags
from sop.offices.models import Appointment, Office, User

LATEST_FIRST = ("-filed_at", "-id")
REPORT, CANCELLED = "laporan", "cancelled"  # as the register calls them


@dataclass(frozen=True)
class Filed:
    """A document in the archive. `signed_on` is the date at the office, `kept_until` the last day of its retention."""

    record: ArchiveRecord
    title: str
    signer: str
    signed_on: dt.date | None
    code: str
    kept_until: dt.date
    report_number: str = ""
    tags: tuple[Label, ...] = ()


def filed_page(presence: Presence, sought: Sought, cursor: str) -> tuple[list[Filed], Page[ArchiveRecord]]:
    """A page of the archive, latest filing first. Three queries."""
    records = (
        ArchiveRecord.objects.filter(office__in=presence.offices)
        .select_related("office", "submission__run", "submission__document")
        .prefetch_related("submission__numbers")
        .defer("submission__snapshot", "submission__narrative", "submission__run__marking", "search")
    )
    found = page(narrowed(records, sought, presence.day), LATEST_FIRST, cursor)
    tags = revision_tags([record.submission for record in found.rows])
    return [_filed(record, tags.get(record.submission.document_id)) for record in found.rows], found


@dataclass(frozen=True)
class YearBag:
    """A year of an office that can be taken away as one file: how many documents it holds."""

    office: Office
    year: int
    count: int


def year_bag(presence: Presence, sought: Sought) -> YearBag | None:
    """The year and office the search is narrowed to; None while there is more than one. One query."""
    chosen = [office for office in presence.offices if sought.office in {"", office.code}]
    if sought.year is None or len(chosen) != 1:
        return None
    count = of_year(chosen[0], sought.year).aggregate(count=Count("pk"))["count"]
    return YearBag(chosen[0], sought.year, count) if count else None


def of_year(office: Office, year: int) -> QuerySet[ArchiveRecord]:
    """What was filed for the periods of this year and is still kept, in the order of filing."""
    rows = ArchiveRecord.objects.filter(office=office, submission__period__year=year, destroyed="")
    return rows.order_by("filed_at", "pk")


def other_keepers(office: Office, user: User, day: dt.date) -> bool:
    """Whether somebody else may record what this person proposed. One query."""
    held = Appointment.objects.on(day).filter(position__office=office, position__keeping__isnull=False)
    return held.exclude(user=user).exists()


def ripe(office: Office, day: dt.date) -> QuerySet[ArchiveRecord]:
    """What may be proposed for destruction: kept long enough, to be destroyed, and on no other list."""
    rows = ArchiveRecord.objects.filter(
        office=office, disposition=Disposition.DESTROY, destroyed="", inactive_until__lt=day
    )
    rows = rows.exclude(disposals__live=True).select_related("submission__run", "submission__document")
    return rows.defer("search", "submission__snapshot").order_by("inactive_until", "pk")


def _report_number(record: ArchiveRecord) -> str:
    """The number of the report that counts. The register belongs to the room beside this one (`kinerja.letters`)."""
    rows = record.submission.numbers.all()
    return next((row.text for row in rows if row.kind == REPORT and row.use != CANCELLED), "")


def _filed(record: ArchiveRecord, revised: Label | None) -> Filed:
    document = record.submission.document
    return Filed(
        record=record,
        title=record.submission.run.title,
        signer=record.signer,
        signed_on=document.signed_at.astimezone(record.office.tz).date() if document else None,
        code=document.code if document else "",
        kept_until=record.inactive_until,
        report_number=_report_number(record),
        tags=(revised,) if revised else (),
    )
