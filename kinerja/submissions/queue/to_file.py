"""Arsipkan beberapa berkas: the signed files that wait to be filed by one person, by deadline."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kinerja.common.dates import format_moment_short
from kinerja.common.keyset import SIZE, Page
from kinerja.submissions.listing.presence import Presence
from kinerja.submissions.models import Submission
from kinerja.submissions.queue.models import Reading
from kinerja.submissions.queue.rows import (
    ELSEWHERE,
    SEVERAL,
    move_of,
    urgent_first,
)
from kinerja.submissions.wording import FILE, task_url
from sop.procedures.queries import definition_of
from sop.runs.models import StepRun
from sop.runs.performers import Performer, performers_for

FILES = frozenset({"archive"})
UNOPENED = "Buka berkasnya dahulu."


@dataclass(frozen=True)
class ToFile:
    """A file that waits. `opened`: when this person first had it before him; `why_not`: what keeps it from being ticked.

    `number`: what was typed as its nomor arsip.
    """

    step_run: StepRun
    submission: Submission
    activity: str
    capacity: str
    due: str
    late: bool
    opened: str
    why_not: str
    seq: int
    url: str
    number: str = ""

    @property
    def ready(self) -> bool:
        return not self.why_not

    @property
    def unread(self) -> bool:
        """Could be ticked, had it been opened."""
        return self.why_not == UNOPENED


def to_file_page(
    presence: Presence, cursor: str = "", *, size: int = SIZE
) -> tuple[list[ToFile], Page[StepRun]]:
    """A page of what waits to be filed, the most urgent first. Four queries, whatever its length."""
    found = urgent_first(presence, FILE, cursor, size=size)
    return _told(found.rows, presence), found


def _told(rows: Sequence[StepRun], presence: Presence) -> list[ToFile]:
    """One page is filed under the classifications of one office: that of its first file."""
    performers = performers_for(presence.user, {row.run.publication.version_id for row in rows}, presence.day)
    read = Reading.objects.filter(user=presence.user, step_run__in=[row.pk for row in rows])
    opened = dict(read.order_by("-at").values_list("step_run", "at"))
    office = next((row.office_id for row in rows if not _why_not(row, None, opened=True)), None)
    return [_row(row, performers[row.run.publication.version_id], opened, office, presence) for row in rows]


def _row(
    row: StepRun,
    performer: Performer,
    opened: Mapping[int, dt.datetime],
    office: int | None,
    presence: Presence,
) -> ToFile:
    submission, definition = row.run.submission, definition_of(row.run.publication)
    step, zone, at = definition.steps[row.step.position], row.run.office.zone, opened.get(row.pk)
    place = next((place for place in row.run.marking if place["id"] == row.pk), None)
    duty = performer.duty_for(step, row.unit_id)
    return ToFile(
        step_run=row,
        submission=submission,
        activity=step.activity,
        capacity=duty.capacity if duty else "",
        due=format_moment_short(row.due_at, zone) if row.due_at else "",
        late=bool(row.due_at and row.due_at < presence.at),
        opened=format_moment_short(at, zone) if at else "",
        why_not=_why_not(row, office, opened=at is not None),
        seq=place["seq"] if place else 0,
        url=task_url(submission, row, step, definition),
    )


def _why_not(row: StepRun, office: int | None, *, opened: bool) -> str:
    definition = definition_of(row.run.publication)
    if move_of(definition.steps[row.step.position], definition, FILES) is None:
        return SEVERAL
    if office is not None and row.office_id != office:
        return ELSEWHERE
    return "" if opened else UNOPENED
