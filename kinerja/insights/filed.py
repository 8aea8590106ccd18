"""The archive: finished documents, found by words, year, classification and office."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from kinerja.common.keyset import Page, page
from kinerja.submissions.figures import ArchiveRecord
from kinerja.submissions.labels import Label
from kinerja.submissions.listing.presence import Presence
from kinerja.submissions.listing.table import Option, revision_tags
from sop.offices.models import Office

LATEST_FIRST = ("-filed_at", "-id")
SHORT = 3  # fewer letters would match nearly everything; they are looked for at the beginning of a number
WORDS = 6


@dataclass(frozen=True)
class Sought:
    """What the address asks for; a value that names nothing counts as not asked."""

    words: str = ""
    year: int | None = None
    classification: str = ""
    office: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Sought":
        year = query.get("tahun", "")
        return cls(
            words=query.get("q", "").strip()[:200],
            year=int(year) if year.isdecimal() and len(year) == len("2026") else None,
            classification=query.get("klasifikasi", ""),
            office=query.get("kantor", ""),
        )

    @property
    def any(self) -> bool:
        return bool(self.words or self.year or self.classification or self.office)


@dataclass(frozen=True)
class Filed:
    """A document in the archive. `signed_on` is the date at the office, `kept_until` the last year of its retention."""

    record: ArchiveRecord
    title: str
    signer: str
    signed_on: dt.date | None
    code: str
    kept_until: int
    tags: tuple[Label, ...] = ()


def filed_page(presence: Presence, sought: Sought, cursor: str) -> tuple[list[Filed], Page[ArchiveRecord]]:
    """A page of the archive, latest filing first. Two queries."""
    records = (
        ArchiveRecord.objects.filter(office__in=presence.offices)
        .select_related("office", "submission__run", "submission__document")
        .defer("submission__snapshot", "submission__narrative", "submission__run__marking")
    )
    found = page(_narrowed(records, sought), LATEST_FIRST, cursor)
    tags = revision_tags([record.submission for record in found.rows])
    return [_filed(record, tags.get(record.submission.document_id)) for record in found.rows], found


def facets(presence: Presence, sought: Sought) -> dict[str, list[Option]]:
    """Years and classifications that occur, and the offices where there are several. Two queries."""
    records = ArchiveRecord.objects.filter(office__in=presence.offices).order_by()
    years = records.values_list("submission__period__year", flat=True).distinct()
    codes = records.values_list("classification", flat=True).distinct()
    return {
        "years": [Option(str(year), str(year), year == sought.year) for year in sorted(years, reverse=True)],
        "classifications": [Option(code, code, code == sought.classification) for code in sorted(codes)],
        "offices": [
            Option(office.code, office.name, office.code == sought.office) for office in _choices(presence)
        ],
    }


def _choices(presence: Presence) -> Sequence[Office]:
    return presence.offices if presence.many else ()


def _narrowed(records: QuerySet[ArchiveRecord], sought: Sought) -> QuerySet[ArchiveRecord]:
    for word in sought.words.split()[:WORDS]:
        records = records.filter(_matching(word))
    if sought.year:
        records = records.filter(submission__period__year=sought.year)
    if sought.classification:
        records = records.filter(classification=sought.classification)
    return records.filter(office__code=sought.office) if sought.office else records


def _matching(word: str) -> Q:
    """Each word must stand somewhere in the title, the numbers or the place of filing."""
    if len(word) < SHORT:
        return Q(number__istartswith=word) | Q(submission__run__title__icontains=f" {word} ")
    return (
        Q(submission__run__title__icontains=word)
        | Q(number__icontains=word)
        | Q(classification__istartswith=word)
        | Q(location__icontains=word)
        | Q(submission__document__code__iexact=word)
    )


def _filed(record: ArchiveRecord, revised: Label | None) -> Filed:
    document, tz = record.submission.document, record.office.tz
    signers = document.signers if document else []
    signer = next((act for act in reversed(signers) if act["act"] == "sign"), None)
    return Filed(
        record=record,
        title=record.submission.run.title,
        signer=f"{signer['name']}, {signer['capacity']}" if signer else "",
        signed_on=document.signed_at.astimezone(tz).date() if document else None,
        code=document.code if document else "",
        kept_until=record.filed_at.astimezone(tz).year + record.active_years + record.inactive_years,
        tags=(revised,) if revised else (),
    )
