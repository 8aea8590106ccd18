"""Completing the record of a file that goes into the archive: until when it is kept, and by which words it is found."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from kinerja.signing.models import SignedDocument
from kinerja.submissions.figures import ArchiveRecord
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
    """Write down signer, units and every word by which people look for the file: those of the frozen content, and of `words_from`."""
    rows = json.loads(submission.snapshot)["rows"] if submission.snapshot else []
    record.units = _listed(row["unit_name"] for row in rows)
    record.signer = _signer(document)
    definition = definition_of(submission.run.publication)
    words = [
        submission.run.title, record.number, record.classification, record.classified_as, record.location,
        record.signer, document.code if document else "", definition.title, definition.number,
        *dict.fromkeys(row["unit_name"] for row in rows), *dict.fromkeys(row["name"] for row in rows),
        *_people(rows, document), *_evidence(rows), *(word for read in _readers for word in read(submission)),
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


def _people(rows: Sequence[dict[str, Any]], document: SignedDocument | None) -> Iterable[str]:
    """Who entered, verified, initialled and signed, each once."""
    acts = document.signers if document else []
    return dict.fromkeys([*(row.get("entered_by", "") for row in rows), *(act["name"] for act in acts)])


def _evidence(rows: Sequence[dict[str, Any]]) -> Iterable[str]:
    """Names of the files that were signed for, and what they show."""
    return [
        file.get(name) or ""
        for row in rows
        for file in row.get("evidence", ())
        for name in ("name", "caption")
    ]


def _listed(names: Iterable[str]) -> str:
    """Write "|Bidang A|Bidang B|", so that one name can be looked for between its bars."""
    found = dict.fromkeys(name.replace("|", " ") for name in names)
    return f"|{'|'.join(found)}|" if found else ""


def _signer(document: SignedDocument | None) -> str:
    acts: list[dict[str, Any]] = document.signers if document else []
    act = next((act for act in reversed(acts) if act["act"] == "sign"), None)
    return ", ".join(part for part in (act["name"], act["capacity"]) if part)[:LONGEST] if act else ""
