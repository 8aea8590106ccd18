"""Open steps in batches: small enough for a short transaction and little memory, however many are open."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db.models import QuerySet

from kinerja.submissions.models import Submission
from kinerja.submissions.watching.crew import Crew, crew_of
from kinerja.submissions.watching.models import StepMark
from kinerja.submissions.windows.closing import opens_later
from kinerja.submissions.wording import ARCHIVE, CHECK, FILL, INITIAL, SIGNATURE, kind_of_task, task_url
from sop.durations.calendar import Calendar
from sop.offices.models import Office, User
from sop.offices.queries import calendar_of, posts_of, today_of
from sop.procedures.definition import Definition, StepDef
from sop.procedures.queries import definition_of
from sop.runs.models import StepRun

BATCH = 200
LOOK = 2_000  # keys that are compared with the marks at once
HEAVY = ("snapshot", "narrative", "entrants")
_VERBS = {
    FILL: "Isi realisasi", CHECK: "Perlu verifikasi", INITIAL: "Perlu paraf", SIGNATURE: "Perlu tanda tangan",
    ARCHIVE: "Perlu diarsipkan",
}  # fmt: skip


@dataclass(frozen=True)
class Open:
    """An open step with what can be said of it."""

    row: StepRun
    submission: Submission
    definition: Definition
    step: StepDef
    office: Office

    @property
    def version(self) -> int:
        return int(self.row.run.publication.version_id)

    @property
    def title(self) -> str:
        """Write "Perlu paraf: Pengukuran Kinerja Triwulan III 2026 – Bidang Pencatatan Sipil"."""
        verb = _VERBS.get(kind_of_task(self.step, self.definition), f"Langkah {self.step.position}")
        unit = f" – {self.row.unit.name}" if self.row.unit else ""
        return f"{verb}: {self.row.run.title}{unit}"

    @property
    def url(self) -> str:
        return task_url(self.submission, self.row, self.step, self.definition)

    def performers(self, crew: Crew) -> set[int]:
        """Whose step it is today (pk of users)."""
        return crew.performers(self.row.pk, self.version, self.step, self.row.unit_id, self.office.pk)

    def waits_for_its_window(self, at: dt.datetime) -> bool:
        """A sheet that nobody may fill yet: whoever were told that it is late could do nothing."""
        return self.step.fills and opens_later(self.submission, self.row.run, at)

    def calendar(self, at: dt.datetime) -> Calendar:
        return calendar_of(self.office, at)


def batches(
    kind: str, narrowed: Callable[[QuerySet[StepRun]], QuerySet[StepRun]], at: dt.datetime
) -> Iterator[tuple[list[Open], Crew]]:
    """Open steps of files that were not marked so yet, with the people of today; six queries a batch."""
    pks = _unmarked(kind, narrowed(StepRun.objects.open().filter(run__submission__isnull=False)))
    while batch := list(islice(pks, BATCH)):
        found = _with_file(StepRun.objects.open().filter(pk__in=batch)).order_by("pk")
        if opened := [_open(row) for row in found]:
            yield opened, _crew(opened, at)


def _unmarked(kind: str, rows: QuerySet[StepRun]) -> Iterator[int]:
    """The keys of these rows without such a mark. Two queries for LOOK rows.

    Not one query with an anti-join: while a tick writes ten thousand marks no database knows how many there are, and PostgreSQL
    then reads all of them for every batch.
    """
    keys, last = rows.order_by("pk").values_list("pk", flat=True), 0
    while found := list(keys.filter(pk__gt=last)[:LOOK]):
        last = found[-1]
        marked = set(
            StepMark.objects.filter(kind=kind, step_run__in=found).values_list("step_run", flat=True)
        )
        yield from (pk for pk in found if pk not in marked)


def opened_for(user: User, at: dt.datetime, *, limit: int) -> list[Open]:
    """The steps this person may do today, in each office by its own date, that have a deadline. Two queries."""
    posts = posts_of(user, at)
    offices = {post.position.office_id for post in posts}
    own = StepRun.objects.for_person(user, today_of(posts, at))
    rows = StepRun.objects.filter(pk__in=own.values("pk"), office__in=offices, due_at__isnull=False)
    return opened_among(rows.filter(run__submission__isnull=False), limit=limit)


def opened_among(rows: QuerySet[StepRun], *, limit: int) -> list[Open]:
    """The first of these open steps of files, those due first. One query."""
    return [_open(row) for row in _with_file(rows).order_by("due_at", "pk")[:limit]]


def _with_file(rows: QuerySet[StepRun]) -> QuerySet[StepRun]:
    return rows.select_related(
        "run__publication", "run__office", "run__submission__obligation", "unit"
    ).defer("run__publication__text", *(f"run__submission__{name}" for name in HEAVY))


def _open(row: StepRun) -> Open:
    definition = definition_of(row.run.publication)
    places = {pk: int(place) for place, pk in row.run.publication.step_ids.items()}
    step = definition.steps[places[row.step_id]]
    return Open(row, row.run.submission, definition, step, row.run.office)


def _crew(opened: Sequence[Open], at: dt.datetime) -> Crew:
    offices = {one.office.pk: one.office for one in opened}
    return crew_of(offices.values(), {one.version for one in opened}, [one.row.pk for one in opened], at)
