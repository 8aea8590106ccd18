"""The list of files: a page of rows with label, progress and delay, by filters that read from the address."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet

from kinerja.common.keyset import Page, page
from kinerja.periods.models import Period
from kinerja.periods.queries import read_slug
from kinerja.submissions import labels
from kinerja.submissions.assigning.orphans import runs_with_orphans
from kinerja.submissions.figures import Figure
from kinerja.submissions.listing.presence import Presence
from kinerja.submissions.listing.standing import CHOICES, HEAVY, LABELS, WORK, Standing, counts
from kinerja.submissions.models import Status, Submission
from sop.durations.calendar import Calendar
from sop.offices.models import Office
from sop.offices.queries import calendar_of, calendars_of
from sop.procedures.queries import definition_of
from sop.runs.models import StepRun

NEWEST_FIRST = ("-of_year", "-id")
ARCHIVED, WITHDRAWN = "diarsipkan", labels.TEXT_WITHDRAWN.lower()


@dataclass(frozen=True)
class Filter:
    """What the address asks for; a value that names nothing counts as not asked."""

    status: str = ""
    period: Period | None = None
    year: int | None = None
    office: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Filter":
        year = query.get("tahun", "")
        return cls(
            status=query.get("status", "") if query.get("status") in CHOICES else "",
            period=read_slug(query.get("p", "")),
            year=int(year) if year.isdecimal() and len(year) == len("2026") else None,
            office=query.get("kantor", ""),
        )

    @property
    def any(self) -> bool:
        return bool(self.status or self.narrowed)

    @property
    def narrowed(self) -> bool:
        """Whether period, year or office is asked for; the counters of the chips follow these."""
        return bool(self.period or self.year or self.office)

    def admits(self, file: Standing) -> bool:
        """Whether an open file fits period, year and office."""
        return (
            (self.period is None or self.period.slug == file.period)
            and self.year in {None, file.year}
            and self.office in {"", file.office}
        )

    def address(self, **changes: str) -> str:
        """The list by this filter with some values changed: "?status=terlambat&p=2026-TW3"."""
        asked = {
            "status": self.status,
            "p": self.period.slug if self.period else "",
            "tahun": str(self.year or ""),
            "kantor": self.office,
        }
        return f"?{urlencode({name: value for name, value in (asked | changes).items() if value})}"


@dataclass(frozen=True)
class Chip:
    """A ready filter with the number of open files behind it; None where nobody counts."""

    text: str
    url: str
    count: int | None
    current: bool


@dataclass(frozen=True)
class Option:
    value: str
    text: str
    selected: bool


@dataclass(frozen=True)
class FileRow:
    """A file as a list shows it; `tags` say that it is late or has been replaced."""

    submission: Submission
    label: labels.Label
    tags: tuple[labels.Label, ...]

    @property
    def url(self) -> str:
        return self.submission.get_absolute_url()


def file_page(
    presence: Presence, open_files: Sequence[Standing], wanted: Filter, cursor: str
) -> tuple[list[FileRow], Page[Submission]]:
    """A page of the list, year by year, newest first. Five queries, and those of the calendars where something is late."""
    files: QuerySet[Any] = _filtered(files_of(presence.offices), open_files, wanted)
    files = files.annotate(of_year=F("period__year"))
    found = page(files, NEWEST_FIRST, cursor)
    return rows_of(found.rows, presence.at), found


def files_of(offices: Sequence[Office]) -> QuerySet[Submission]:
    """The files of these offices with everything a row shows, and none of the long texts."""
    return (
        Submission.objects.filter(office__in=offices)
        .select_related("office", "period", "run__publication", "run__office")
        .defer(*HEAVY)
    )


def rows_of(files: Sequence[Submission], at: dt.datetime) -> list[FileRow]:
    """The rows of these files, in their order. Four queries, and those of the calendars where something is late."""
    filled, due, newer = _filled(files), _due(files, at), revision_tags(files)
    orphaned = runs_with_orphans(files, at)
    calendars = _calendars([file.office for file in files if file.run_id in due], at)
    rows = []
    for file in files:
        tags = []
        if file.run_id in due:
            tags.append(labels.late_tag(due[file.run_id], at=at, calendar=calendars[file.office_id]))
        if file.run_id in orphaned:
            tags.append(labels.orphan_tag())
        if file.document_id in newer:
            tags.append(newer[file.document_id])
        label = labels.label_of(file, definition_of(file.run.publication), filled=filled.get(file.pk))
        rows.append(FileRow(file, label, tuple(tag for tag in tags if tag)))
    return rows


def periods_with_files(offices: Sequence[Office]) -> list[Period]:
    """Periods for which these offices have files, newest first. One query, which stops at the first file of each."""
    files = Submission.objects.filter(period=OuterRef("pk"), office__in=offices)
    return list(Period.objects.filter(Exists(files)).order_by("-year", "-number", "kind"))


def chips(open_files: Sequence[Standing], wanted: Filter) -> list[Chip]:
    """Everything, and what waits for whom; each counter is the length of its list."""
    admitted = [file for file in open_files if wanted.admits(file)]
    numbers = counts(admitted, WORK)
    work = [
        Chip(
            choice.text,
            wanted.address(status=choice.slug),
            numbers[choice.slug],
            wanted.status == choice.slug,
        )
        for choice in WORK
    ]
    return [Chip("Semua", wanted.address(status=""), None, not wanted.status), *work]


def choices(presence: Presence, wanted: Filter) -> dict[str, list[Option]]:
    """The options of the form: what is waited for, labels, periods, years, and offices if several. One query."""
    periods = periods_with_files(presence.offices)
    asked = wanted.period.slug if wanted.period else ""
    years = sorted({period.year for period in periods}, reverse=True)
    return {
        "work": [Option(choice.slug, choice.text, choice.slug == wanted.status) for choice in WORK],
        "labels": [Option(choice.slug, choice.text, choice.slug == wanted.status) for choice in LABELS],
        "periods": [Option(period.slug, period.name, period.slug == asked) for period in periods],
        "years": [Option(str(year), str(year), year == wanted.year) for year in years],
        "offices": [
            Option(office.code, office.name, office.code == wanted.office)
            for office in (presence.offices if presence.many else ())
        ],
    }


def _filtered(
    files: QuerySet[Submission], open_files: Sequence[Standing], wanted: Filter
) -> QuerySet[Submission]:
    if wanted.status == ARCHIVED:
        files = files.filter(status=Status.ARCHIVED)
    elif wanted.status == WITHDRAWN:
        files = files.filter(withdrawn_at__isnull=False)
    elif wanted.status:
        holds = CHOICES[wanted.status].holds
        files = files.filter(pk__in=[file.pk for file in open_files if holds(file)])
    if wanted.period:
        asked = wanted.period
        files = files.filter(period__kind=asked.kind, period__year=asked.year, period__number=asked.number)
    if wanted.year:
        files = files.filter(period__year=wanted.year)
    return files.filter(office__code=wanted.office) if wanted.office else files


def _filled(files: Sequence[Submission]) -> dict[int, tuple[int, int]]:
    """Rows filled and rows in all, of the drafts among the files."""
    drafts = [file.pk for file in files if file.status == Status.DRAFT]
    rows = (
        Figure.objects.filter(submission__in=drafts)
        .values_list("submission")
        .annotate(done=Count("pk", filter=Q(value__isnull=False) | Q(no_data=True)), total=Count("pk"))
    )
    return {pk: (done, total) for pk, done, total in rows.order_by("submission")}


def _due(files: Sequence[Submission], at: dt.datetime) -> dict[int, dt.datetime]:
    """The first deadline that has passed, by run."""
    late = StepRun.objects.filter(run__in=[file.run_id for file in files], closed_at=None, due_at__lt=at)
    return dict(late.values_list("run").annotate(first=Min("due_at")).order_by("run"))


def revision_tags(files: Sequence[Submission]) -> dict[int | None, labels.Label]:
    """By the document of a file the tag of the revision that replaces it, or will when it is signed. One query."""
    documents = [file.document_id for file in files if file.document_id]
    rows = Submission.objects.standing().filter(replaces__in=documents).order_by()
    return {
        old: labels.correcting_tag(revision) if document is None else labels.replaced_tag(revision)
        for old, revision, document in rows.values_list("replaces", "revision", "document")
    }


def _calendars(offices: Sequence[Office], at: dt.datetime) -> dict[int, Calendar]:
    different = {office.pk: office for office in offices}
    if len(different) > 1:
        return calendars_of(different.values())
    return {pk: calendar_of(office, at) for pk, office in different.items()}
