"""The numbers of one scope: what was summed up, and what ended since, counted at once. Always exact."""

import datetime as dt
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from kinerja.common.dates import humanize_minutes
from kinerja.compliance.clock import WorkClock, day_length, median, percentile_rank
from kinerja.compliance.models import Tally
from kinerja.compliance.refreshing import NEVER, fingerprint, sums_of
from kinerja.compliance.scope import Scope
from kinerja.compliance.tallying import Key, Sums, Tallies, sort, tally
from sop.runs.models import StepRun

Name = TypeVar("Name", bound=Hashable)
SMALL = 5  # of fewer, no median and no share is told as a finding
GOOD, HALF = 80, 50  # per cent on time from which a step is shown as well, and as half done


@dataclass(frozen=True)
class Measured:
    """Some step runs in numbers; `length` is the minutes of a working day, for words."""

    sums: Sums
    length: int

    @property
    def n(self) -> int:
        return len(self.sums.minutes)

    @property
    def small(self) -> bool:
        return 0 < self.n < SMALL

    @property
    def small_words(self) -> str:
        return f"n = {self.n}, belum cukup untuk disimpulkan" if self.small else ""

    @property
    def few_words(self) -> str:
        """Of few the middle and both ends, for what they are: "6 menit; 4 menit – 9 menit", of one "6 menit"."""
        middle = self.words(self.median)
        return f"{middle}; {self.range_words}" if self.n > 1 else middle

    @cached_property
    def minutes(self) -> list[int]:
        """Rising; sorted when first asked for, since most numbers need only counts."""
        return sorted(self.sums.minutes)

    @cached_property
    def median(self) -> int | None:
        return median(self.minutes) if self.n else None

    @cached_property
    def p90(self) -> int | None:
        return self.minutes[percentile_rank(self.n, 90)] if self.n else None

    @property
    def range_words(self) -> str:
        """From the shortest to the longest."""
        return f"{self.words(self.minutes[0])} – {self.words(self.minutes[-1])}" if self.n else "–"

    @property
    def late(self) -> int:
        return self.sums.judged - self.sums.on_time

    @property
    def share(self) -> int | None:
        """Per cent on time of those that are judged, rounded down: 100 is said of all only."""
        return self.sums.on_time * 100 // self.sums.judged if self.sums.judged else None

    @property
    def share_words(self) -> str:
        """Write "78%", of few "3 dari 4", without a deadline "tidak dinilai"."""
        if self.share is None:
            return "tidak dinilai" if self.n else "–"
        if self.sums.judged < SMALL:
            return f"{self.sums.on_time} dari {self.sums.judged}"
        return f"{self.share}%"

    @property
    def waiting(self) -> int | None:
        """Mean working minutes before the first look; None where no look is recorded."""
        return self.sums.waited // self.sums.seen if self.sums.seen else None

    @property
    def tone(self) -> str:
        """A word for colour, never alone: success from 80 %, warning from 50 %, else danger; "" where not judged or few."""
        if self.share is None or self.sums.judged < SMALL:
            return ""
        return "success" if self.share >= GOOD else "warning" if self.share >= HALF else "danger"

    def words(self, minutes: int | None) -> str:
        """Write "2 hari kerja 3 jam"; "–" where unknown."""
        return "–" if minutes is None else humanize_minutes(minutes, day_length=self.length)


@dataclass(frozen=True)
class Figures:
    """All tallies of a scope, and a way to ask for their sums by any of their keys."""

    tallies: Tallies
    length: int

    @cached_property
    def all(self) -> Measured:
        return self.of(self.tallies.values())

    def of(self, sums: Iterable[Sums]) -> Measured:
        """Several together."""
        total = Sums()
        for one in sums:
            total.add(one)
        return Measured(total, self.length)

    def grouped(self, key: Callable[[Key], Name]) -> dict[Name, Measured]:
        """By what the function makes of a key."""
        groups: dict[Name, list[Sums]] = {}
        for place, sums in self.tallies.items():
            groups.setdefault(key(place), []).append(sums)
        return {name: self.of(sums) for name, sums in groups.items()}


def figures_of(scope: Scope) -> Figures:
    """Two queries, the calendar apart."""
    stored, through = _stored(scope)
    ended = StepRun.objects.filter(
        office=scope.office, closed_at__gte=max(scope.since, through), closed_at__lt=scope.until
    )
    live = tally(
        ended.filter(step__in=_ids(scope)).exclude(closed_at=through), scope.office, WorkClock(scope.calendar)
    )
    for key, sums in live.items():
        if key in stored:
            sums.add(stored[key])
        stored[key] = sums
    sort(live.values())
    return Figures(stored, day_length(scope.calendar, scope.calendar.on_the_clock(scope.at).date()))


def _stored(scope: Scope) -> tuple[Tallies, dt.datetime]:
    """What was summed up and until when, read in one statement; nothing where the calendar has been corrected since."""
    rows = list(
        Tally.objects.filter(step__in=_ids(scope), quarter__gte=scope.first, quarter__lte=scope.last)
        .select_related("mark")
        .order_by()
    )
    if not rows or fingerprint(scope.calendar, rows[0].mark.through) != rows[0].mark.hours:
        return {}, NEVER
    found: Tallies = {Key(row.step_id, row.unit_id, row.post, row.quarter): sums_of(row) for row in rows}
    return found, rows[0].mark.through


def _ids(scope: Scope) -> list[int]:
    return sorted(pk for line in scope.lines for pk in line.ids)
