"""What is written down on the way: attendance, receipts, numbers, lists of recipients, the place in the archive."""

import datetime as dt
from typing import Any

from kinerja.submissions.figures import ArchiveRecord
from kinerja.submissions.models import Submission
from sop.offices.models import Appointment, User
from sop.procedures.definition import StepDef
from sop.runs.records import record_kinds

# Klasifikasi of reports on performance accountability, with the retention of one kabupaten: local data.
CLASSIFICATION = "000.8.6.3"


def record_for(step: StepDef, submission: Submission, *, by: User, at: dt.datetime) -> dict[str, Any]:
    """The fields of `sop.runs.records.FIELDS` that this step owes, as this person writes them down."""
    day = at.astimezone(submission.run.office.tz).date()
    record: dict[str, Any] = {}
    for kind in record_kinds(step):
        record |= _WRITERS[kind](submission, by, day)
    return record


def filing_for(submission: Submission) -> ArchiveRecord:
    """Where the finished file is put; not saved."""
    period = submission.period
    return ArchiveRecord(
        classification=CLASSIFICATION,
        classified_as="Akuntabilitas kinerja instansi",
        number=f"{CLASSIFICATION}/{period.number:02d}/{period.year}",
        location=f"Ruang arsip, rak {period.year % 10 + 1}, boks {period.number}",
    )


def _meeting(submission: Submission, _by: User, day: dt.date) -> dict[str, Any]:
    present = (
        Appointment.objects.on(day)
        .filter(position__office=submission.office_id, position__shared=False)
        .select_related("user")
        .order_by("position__unit__order", "position__code")
    )
    names = dict.fromkeys(row.user.name for row in present)
    return {"date": day.isoformat(), "attendees": "\n".join(names)}


def _handover(_submission: Submission, by: User, day: dt.date) -> dict[str, Any]:
    return {
        "application": "SILAKIP",
        "date": day.isoformat(),
        "officer": by.name,
        "receipt": f"SLK-{day:%Y%m%d}-01",
    }


def _numbering(submission: Submission, _by: User, day: dt.date) -> dict[str, Any]:
    number = (
        f"000.7.2.8/{submission.period.number:02d}/{submission.office.code.split('-')[0].upper()}/{day:%Y}"
    )
    return {"number": number, "date": day.isoformat()}


def _distribution(_submission: Submission, _by: User, day: dt.date) -> dict[str, Any]:
    recipients = [
        "Badan Perencanaan Pembangunan Daerah",
        "Inspektorat Daerah",
        "Bagian Organisasi Sekretariat Daerah",
    ]
    return {"recipients": "\n".join(recipients), "date": day.isoformat()}


_WRITERS = {
    "meeting": _meeting,
    "handover": _handover,
    "numbering": _numbering,
    "distribution": _distribution,
}
