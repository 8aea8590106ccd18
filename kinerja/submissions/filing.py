"""Completing the record of a file that goes into the archive: until when it is kept, and by which words it is found."""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from kinerja.signing.models import SignedDocument
from kinerja.submissions.figures import ArchiveRecord
from kinerja.submissions.models import Submission
from sop.procedures.queries import definition_of

LONGEST = 250


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
    """Write down signer, units and every word by which people look for the file."""
    rows = json.loads(submission.snapshot)["rows"] if submission.snapshot else []
    record.units = _listed(row["unit_name"] for row in rows)
    record.signer = _signer(document)
    definition = definition_of(submission.run.publication)
    words = [
        submission.run.title, record.number, record.classification, record.classified_as, record.location,
        record.signer, document.code if document else "", definition.title, definition.number,
        *dict.fromkeys(row["unit_name"] for row in rows), *dict.fromkeys(row["name"] for row in rows),
    ]  # fmt: skip
    record.search = f" {' '.join(' '.join(words).lower().split())} "


def _listed(names: Iterable[str]) -> str:
    """Write "|Bidang A|Bidang B|", so that one name can be looked for between its bars."""
    found = dict.fromkeys(name.replace("|", " ") for name in names)
    return f"|{'|'.join(found)}|" if found else ""


def _signer(document: SignedDocument | None) -> str:
    acts: list[dict[str, Any]] = document.signers if document else []
    act = next((act for act in reversed(acts) if act["act"] == "sign"), None)
    return ", ".join(part for part in (act["name"], act["capacity"]) if part)[:LONGEST] if act else ""
