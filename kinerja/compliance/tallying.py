"""Counting step runs that ended, by step, unit, post and quarter: the one definition of every number of this package."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import QuerySet

from kinerja.compliance.clock import WorkClock
from sop.offices.models import Office
from sop.runs.deadlines import begins_at
from sop.runs.models import Outcome, StepRun

COLUMNS = (
    "step_id", "unit_id", "closed_as", "step__fills", "run__not_before",
    "opened_at", "seen_at", "closed_at", "due_at", "outcome", "outside_flow",
)  # fmt: skip


class Key(NamedTuple):
    """Where a step run is counted; `quarter` is year × 4 + quarter - 1 on the office's clock."""

    step: int
    unit: int | None
    post: str
    quarter: int


@dataclass(slots=True)
class Sums:
    """What is known of some step runs: working minutes of those done or returned, and counts."""

    minutes: list[int] = field(default_factory=list)
    judged: int = 0
    on_time: int = 0
    drawn: int = 0
    outside: int = 0
    withdrawn: int = 0
    seen: int = 0
    waited: int = 0

    def add(self, other: "Sums") -> None:
        """Take in another; the minutes are no longer sorted until `sort()`."""
        self.minutes += other.minutes
        for name in COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))


COUNTS = ("judged", "on_time", "drawn", "outside", "withdrawn", "seen", "waited")
Tallies = dict[Key, Sums]


def quarter_at(moment: dt.datetime, office: Office) -> int:
    """The quarter of a moment on the office's clock."""
    day = moment.astimezone(office.tz).date()
    return day.year * 4 + (day.month - 1) // 3


def first_moment(quarter: int, office: Office) -> dt.datetime:
    """The first moment of a quarter."""
    return dt.datetime(quarter // 4, quarter % 4 * 3 + 1, 1, tzinfo=office.tz)


def tally(runs: QuerySet[StepRun], office: Office, clock: WorkClock) -> Tallies:
    """Count closed step runs of one office; minutes sorted."""
    found: Tallies = {}
    for row in runs.order_by().values_list(*COLUMNS).iterator(chunk_size=2000):
        step, unit, post, fills, not_before, opened_at, *rest = row
        key = Key(step, unit, bare_post(post), quarter_at(rest[1], office))
        begun = begins_at(opened_at, not_before, fills=fills)
        _count(found.setdefault(key, Sums()), (begun, *rest), clock)
    sort(found.values())
    return found


def bare_post(capacity: str) -> str:
    """The post without "Plh.", "Plt." or "Pj.": who stands in works for the same post."""
    head, _, rest = capacity.partition(" ")
    return rest if head in {"Plh.", "Plt.", "Pj."} else capacity


def sort(sums: Iterable[Sums]) -> None:
    for one in sums:
        one.minutes.sort()


def _count(sums: Sums, row: tuple[dt.datetime, ...], clock: WorkClock) -> None:
    begun, seen_at, closed_at, due_at, outcome, outside = row
    if outcome == Outcome.WITHDRAWN:
        sums.withdrawn += 1
        return
    sums.minutes.append(clock.minutes(begun, closed_at))
    if outcome == Outcome.RETURNED:
        sums.outside += bool(outside)
        sums.drawn += not outside
    if due_at is not None:
        sums.judged += 1
        sums.on_time += closed_at <= due_at
    if seen_at is not None:
        sums.seen += 1
        sums.waited += clock.minutes(begun, seen_at)
