"""Completing the record of a file that goes into the archive: until when it is kept, and by which words it is found."""

import datetime as dt
import json
from collections.abc import Callable, Iterable
from typing import Any

from kinerja.signing.models import SignedDocument
from kinerja.submissions.evidence.models import Evidence
from kinerja.submissions.figures import ArchiveRecord, Figure
from kinerja.submissions.models import Submission
from sop.procedures.queries import definition_of

LONGEST = 250
# Further words by which a file is found, from a room above this one.
Words = Callable[[Submission], Iterable[str]]
_readers: list[Words] = []


def complete_filing(
    record: ArchiveRecord, submission: Submission, document: SignedDocument | None, at: dt.datetime
) -> None:
    """Whose file it is, since when, its dates and its words. One query."""
    record.submission, record.office_id, record.filed_at = submission, submission.office_id, at
    date_retention(record, submission.run.office.tz)
    describe(record, submission, document or submission.document)


def date_retention(record: ArchiveRecord, tz: dt.tzinfo) -> None:
    """The years of a retention are full ones: they are counted from the end of the year in which the file was closed."""
    year = record.filed_at.astimezone(tz).year
    record.active_until = dt.date(year + record.active_years, 12, 31)
    record.inactive_until = dt.date(year + record.active_years + record.inactive_years, 12, 31)


def describe(record: ArchiveRecord, submission: Submission, document: SignedDocument | None) -> None:
    """Write down signer, units and every word by which people look for the file. Three queries, and those of `words_from`."""
    rows = json.loads(submission.snapshot)["rows"] if submission.snapshot else []
    record.units = _listed(row["unit_name"] for row in rows)
    record.signer = _signer(document)
    definition = definition_of(submission.run.publication)
    words = [
        submission.run.title, record.number, record.classification, record.classified_as, record.location,
        record.signer, document.code if document else "", definition.title, definition.number,
        *dict.fromkeys(row["unit_name"] for row in rows), *dict.fromkeys(row["name"] for row in rows),
        *_people(submission, document), *_evidence(submission), *(word for read in _readers for word in read(submission)),
    ]  # fmt: skip
    record.search = f" {' '.join(' '.join(words).lower().split())} "


def words_from(reader: Words) -> Words:
    """Register what else a file is found by (`kinerja.rooms` calls it, once); whoever changes it calls `redescribe`."""
    if reader not in _readers:
        _readers.append(reader)
    return reader


def redescribe(submission: Submission) -> None:
    """Write the words of a filed file anew; nothing where it is not filed yet. Expects the lock on its run."""
    record = ArchiveRecord.objects.filter(submission=submission).first()
    if record is not None:
        describe(record, submission, submission.document)
        record.save(update_fields=["signer", "units", "search"])


def _people(submission: Submission, document: SignedDocument | None) -> Iterable[str]:
    """Who entered, verified, initialled and signed, each once."""
    entered = Figure.objects.filter(submission=submission, entered_by__isnull=False)
    names = entered.order_by("entered_by__name").values_list("entered_by__name", flat=True).distinct()
    return dict.fromkeys([*names, *(act["name"] for act in (document.signers if document else []))])


def _evidence(submission: Submission) -> Iterable[str]:
    """Names of the files that count, and what they show."""
    rows = Evidence.objects.filter(figure__submission=submission, removed_at=None).order_by("pk")
    return [text for row in rows.values_list("name", "caption") for text in row]


def _listed(names: Iterable[str]) -> str:
    """Write "|Bidang A|Bidang B|", so that one name can be looked for between its bars."""
    found = dict.fromkeys(name.replace("|", " ") for name in names)
    return f"|{'|'.join(found)}|" if found else ""


def _signer(document: SignedDocument | None) -> str:
    acts: list[dict[str, Any]] = document.signers if document else []
    act = next((act for act in reversed(acts) if act["act"] == "sign"), None)
    return ", ".join(part for part in (act["name"], act["capacity"]) if part)[:LONGEST] if act else ""
