"""Taking numbers out of the register: dense, never twice, whatever happens at the same moment.

Every function expects to be inside the caller's transaction, and to be its last lock (run → submission → letter →
row of numbers): nobody who holds a row of numbers waits for anything else.
"""

import datetime as dt
from dataclasses import dataclass

from kinerja.letters.errors import NumberTaken
from kinerja.letters.kinds import NumberKind
from kinerja.letters.models import Letter, NumberScheme, NumberSeries, RegisterEntry, Use
from kinerja.letters.patterns import STANDARD
from kinerja.submissions.models import Submission

# What an office has that has set nothing yet: (pattern, classification). Local data; Permendagri 83/2022 for the codes.
_STANDARD = {
    NumberKind.DISPOSITION: ("{urut}", ""),
    NumberKind.REPORT: (STANDARD, "000.7.2.8"),
}


@dataclass(frozen=True)
class Wanted:
    """For what a number is asked: the paper, or the file alone for the number of its report; `by` as the register keeps it."""

    submission: Submission
    kind: str
    day: dt.date
    by: str
    at: dt.datetime
    subject: str = ""
    addressee: str = ""
    classification: str = ""
    letter: Letter | None = None


def scheme_of(office_id: int, kind: str) -> NumberScheme:
    """How the office numbers this kind; what it has not set is the standard, not saved. One query."""
    found = NumberScheme.objects.filter(office=office_id, kind=kind).first()
    return found or standard_scheme(office_id, kind)


def standard_scheme(office_id: int, kind: str) -> NumberScheme:
    pattern, code = _STANDARD.get(NumberKind(kind), (STANDARD, "000.7.2"))
    bare = kind == NumberKind.DISPOSITION
    return NumberScheme(
        office_id=office_id, kind=kind, pattern=pattern, classification=code, unit_code="" if bare else "SET",
        digits=1 if bare else 3,
    )  # fmt: skip


def reserve(wanted: Wanted) -> RegisterEntry:
    """Take the next number of the office, kind and year; NumberTaken where its text was given before. Locks the row of numbers."""
    office, year = wanted.submission.office_id, wanted.day.year
    scheme = scheme_of(office, wanted.kind)
    series = _locked(office, wanted.kind, year, scheme)
    serial, text = series.last + 1, ""
    while True:
        text = scheme.written(serial, wanted.day, wanted.classification)
        # The office's own book was there first: that number keeps its place in the row, and the next one is taken.
        same = RegisterEntry.objects.filter(office=office, kind=wanted.kind, year=year, text=text).first()
        if same is None:
            break
        if same.serial is not None:  # the pattern was changed so that it writes an old number once more
            raise NumberTaken(text, holder_of(same))
        RegisterEntry.objects.filter(pk=same.pk).update(serial=serial)
        serial += 1
    NumberSeries.objects.filter(pk=series.pk).update(last=serial)
    return _entry(wanted, text, serial)


def take_over(wanted: Wanted, text: str) -> RegisterEntry:
    """Enter a number that the office's own book gave; NumberTaken says who holds it. Locks the row of numbers."""
    office, year = wanted.submission.office_id, wanted.day.year
    _locked(office, wanted.kind, year, scheme_of(office, wanted.kind))
    held = RegisterEntry.objects.filter(office=office, kind=wanted.kind, year=year, text=text).first()
    if held is not None:
        raise NumberTaken(text, holder_of(held))
    return _entry(wanted, text, None)


def holder_of(entry: RegisterEntry) -> str:
    """Write "Nota dinas ‘Pengukuran kinerja’, 3-10-2026 (batal)"."""
    subject = f" ‘{entry.subject}’" if entry.subject else ""
    gone = " (batal)" if entry.use == Use.CANCELLED else ""
    return f"{entry.get_kind_display()}{subject} tanggal {entry.day.day}-{entry.day.month}-{entry.day.year}{gone}"


def next_serial(scheme: NumberScheme, year: int) -> int:
    """The running number that would be given now. One query; nothing is locked."""
    series = NumberSeries.objects.filter(office=scheme.office_id, kind=scheme.kind, year=year).first()
    return series.last + 1 if series and series.last else scheme.beginning(year)


def _locked(office: int, kind: str, year: int, scheme: NumberScheme) -> NumberSeries:
    """The row of numbers, made where it is the first of its year; SQLite holds its write lock already."""
    fresh = NumberSeries(office_id=office, kind=kind, year=year, last=scheme.beginning(year) - 1)
    NumberSeries.objects.bulk_create([fresh], ignore_conflicts=True)
    rows = NumberSeries.objects.select_for_update(no_key=True)
    return rows.get(office=office, kind=kind, year=year)


def _entry(wanted: Wanted, text: str, serial: int | None) -> RegisterEntry:
    return RegisterEntry.objects.create(
        office_id=wanted.submission.office_id, submission=wanted.submission, letter=wanted.letter, kind=wanted.kind,
        year=wanted.day.year, serial=serial, text=text, day=wanted.day, manual=serial is None,
        subject=wanted.subject[:250], addressee=wanted.addressee[:250], given_as=wanted.by, given_at=wanted.at,
    )  # fmt: skip
