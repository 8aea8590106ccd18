"""Whether the record of the archive is what was written down when the file was filed, and destroyed as it says."""

import copy
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kinerja.submissions.figures import ArchiveRecord
from kinerja.submissions.filing import date_retention
from kinerja.submissions.models import Submission

# What the event of the filing tells, by the field of the record; older events do not tell all of it.
TOLD = (
    ("classification", "kode klasifikasi"), ("classified_as", "isi menurut klasifikasi"), ("number", "nomor arsip"),
    ("location", "lokasi simpan"), ("active_years", "retensi aktif"), ("inactive_years", "retensi inaktif"),
    ("disposition", "nasib akhir"),
)  # fmt: skip


@dataclass
class FilingTold:
    """What the events alone say: how it was filed and when, and the berita acara by which it was destroyed."""

    facts: dict[str, Any] = field(default_factory=dict)
    at: dt.datetime | None = None
    destroyed: str = ""

    def hear(self, data: Mapping[str, Any]) -> None:
        """Take in the next event; those about other things say nothing of the archive."""
        if "filing" in data:
            self.facts, self.at = data["filing"], dt.datetime.fromisoformat(data["at"])
        self.destroyed = data.get("destroyed", self.destroyed)


def filing_fault(submission: Submission, told: FilingTold) -> str:
    """The first thing that differs from the history, in a sentence; "" where nothing does. One query."""
    record = ArchiveRecord.objects.filter(submission=submission).defer("search").first()
    if record is None or told.at is None:
        return "" if record is None and told.at is None else "catatan arsip tidak sama dengan riwayatnya"
    shown = {name: getattr(record, name) for name, _ in TOLD} | {
        "disposition": record.get_disposition_display()
    }
    for name, label in TOLD:
        if name in told.facts and told.facts[name] != shown[name]:
            return f"{label} pada catatan arsip ({shown[name]}) tidak sama dengan riwayatnya ({told.facts[name]})"
    if record.destroyed != told.destroyed:
        return "pemusnahan pada catatan arsip tidak sama dengan riwayatnya"
    return _dates_differ(record, submission, told.at)


def _dates_differ(record: ArchiveRecord, submission: Submission, at: dt.datetime) -> str:
    """Dates follow from the years, and from the moment of filing."""
    counted = copy.copy(record)
    date_retention(counted, submission.run.office.tz)
    if record.filed_at != at:
        return "waktu pengarsipan tidak sama dengan riwayatnya"
    if (record.active_until, record.inactive_until) != (counted.active_until, counted.inactive_until):
        return "akhir masa simpan tidak sama dengan retensinya"
    return ""
