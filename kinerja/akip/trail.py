"""The way of one file through its SOP: for the paper its steps, for the CSV whatever happened. Read when its turn comes."""

import csv
import io
import json
from zoneinfo import ZoneInfo

from kinerja.akip.records import Records
from kinerja.common.dates import format_moment
from kinerja.compliance.cells import spreadsheet_safe
from kinerja.documents.akip import PackCase, PackStep
from kinerja.submissions.case.events import Entry, Ground, kinds_on
from kinerja.submissions.case.history import entries_of
from kinerja.submissions.figures import Figure
from kinerja.submissions.labels import TEXT_WITHDRAWN
from kinerja.submissions.models import Status, Submission
from kinerja.submissions.queries import Told
from sop.ledger.models import Event
from sop.procedures.queries import definition_of
from sop.runs.models import StepRun

HEADER = ("Waktu", "Oleh", "Sebagai", "Tindakan", "Langkah", "Unit", "Lama", "Mutu baku", "Terhadap tenggat", "Catatan", "Peristiwa", "Sidik")  # fmt: skip
_STEPS = ("step", "verify", "paraf", "sign", "archive", "return")


def entries_for(records: Records, submission: Submission, kinds: tuple[str, ...]) -> list[Entry]:
    """What happened in a file, oldest first. Four queries."""
    definition = definition_of(submission.run.publication)
    places = {pk: int(place) for place, pk in submission.run.publication.step_ids.items()}
    closed = StepRun.objects.filter(run=submission.run_id, closed_at__isnull=False)
    closings = {(row.closed_at, places[row.step_id], row.unit_id): row for row in closed if row.closed_at}
    figures = Figure.objects.filter(submission=submission.pk).select_related("unit")
    figures = figures.defer("explanation", "helped", "hindered", "follow_up")
    rows, units = {}, {}
    for figure in figures:
        units[figure.unit_id] = figure.unit.name
        rows[figure.pk] = f"{figure.definition.get('name', '')} ({figure.unit.name})"
    events = Event.objects.filter(run=submission.run_id, kind__in=kinds).order_by("-seq")
    told = (Told(event, json.loads(event.text)) for event in events.iterator(chunk_size=500))
    ground = Ground(definition, closings, records.calendar, units, rows, submission.run.not_before)
    return entries_of(told, ground)[::-1]


def trail_csv(records: Records, submission: Submission) -> bytes:
    """Who filled, verified, initialled and signed, with the number and hash of each event in the ledger."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(HEADER)
    for entry in entries_for(records, submission, kinds_on()):
        writer.writerow([spreadsheet_safe(cell) for cell in _line(entry, records.office.tz)])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def case_on_paper(records: Records, submission: Submission) -> PackCase:
    """The page of a file in the index."""
    entries = entries_for(records, submission, _STEPS)
    judged = [entry for entry in entries if entry.in_time is not None]
    on_time = sum(entry.in_time is True for entry in judged)
    version = submission.run.publication.version
    summary = (
        f"{len(entries)} tindakan; {on_time} dari {len(judged)} yang berbatas waktu selesai tepat waktu."
    )
    return PackCase(
        title=submission.run.title, state=_state(submission),
        code=submission.document.code if submission.document else "",
        sop=f"{version.title}, versi {version.version}", summary=summary,
        steps=tuple(_step(entry) for entry in entries),
    )  # fmt: skip


def _state(submission: Submission) -> str:
    return TEXT_WITHDRAWN if submission.withdrawn_at else str(Status(submission.status).label)


def _step(entry: Entry) -> PackStep:
    unit = f" ({entry.unit})" if entry.unit else ""
    outside = ", di luar alur tertulis" if entry.outside else ""
    reason = f": {entry.reason}" if entry.reason else ""
    return PackStep(
        at=entry.at, step=f"{entry.step}{unit}", what=f"{entry.what[:1].upper()}{entry.what[1:]}{outside}{reason}",
        who=f"{entry.who}, {entry.capacity}" if entry.capacity else entry.who,
        took=entry.took, standard=entry.standard, verdict=_verdict(entry),
    )  # fmt: skip


def _line(entry: Entry, zone: ZoneInfo) -> list[str]:
    return [
        format_moment(entry.at, str(zone)), entry.who, entry.capacity, entry.what, entry.step, entry.unit, entry.took,
        entry.standard, _verdict(entry), " ".join(f"{entry.reason} {entry.note}".split()), str(entry.seq), entry.hash,
    ]  # fmt: skip


def _verdict(entry: Entry) -> str:
    return {None: "", True: "tepat", False: "terlambat"}[entry.in_time]
