"""The list behind every number of S17: the same step runs, one by one, and as many as the number says."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import F, Q

from kinerja.common.dates import format_date_short, humanize_minutes
from kinerja.common.keyset import Page, page
from kinerja.compliance.clock import WorkClock, day_length
from kinerja.compliance.lines import StepLine
from kinerja.compliance.models import Tally
from kinerja.compliance.names import named_users
from kinerja.compliance.refreshing import fingerprint
from kinerja.compliance.scope import Scope
from sop.offices.models import Unit
from sop.runs.deadlines import begins_at
from sop.runs.models import Outcome, StepRun, StepRunQuerySet

JUDGED = Q(due_at__isnull=False)
RETURNED = Q(outcome=Outcome.RETURNED)
ENDED = ("-closed_at", "-id")
BEGUN = ("opened_at", "id")
OPEN, WITHDRAWN = "berjalan", "ditarik"
# What the address may ask for: its label, and which of the finished step runs it keeps.
RESULTS: dict[str, tuple[str, Q]] = {
    "": ("Semua yang selesai", Q()),
    "dinilai": ("Yang dinilai", JUDGED),
    "tepat": ("Dalam mutu baku", Q(closed_at__lte=F("due_at"))),
    "terlambat": ("Melewati mutu baku", Q(closed_at__gt=F("due_at"))),
    "tanpa": ("Tidak dinilai", Q(due_at=None)),
    "kembali": ("Dikembalikan", RETURNED),
    "alur": ("Dikembalikan menurut alur", RETURNED & Q(outside_flow=False)),
    "luar": ("Di luar alur tertulis", RETURNED & Q(outside_flow=True)),
    "dilihat": ("Tercatat kapan pertama dibuka", Q(seen_at__isnull=False)),
    WITHDRAWN: ("Ditarik", Q()),
    OPEN: ("Sedang berjalan", Q()),
}


def _done(row: Tally) -> int:
    """How many minutes are written, without reading them."""
    return row.minutes.count(",") + 1 if len(row.minutes) > len("[]") else 0


# The same of what was summed up: a list of a hundred thousand is not counted row by row.
COUNTED: dict[str, Callable[[Tally], int]] = {
    "": _done,
    "dinilai": lambda row: row.judged,
    "tepat": lambda row: row.on_time,
    "terlambat": lambda row: row.judged - row.on_time,
    "tanpa": lambda row: _done(row) - row.judged,
    "kembali": lambda row: row.drawn + row.outside,
    "alur": lambda row: row.drawn,
    "luar": lambda row: row.outside,
    "dilihat": lambda row: row.seen,
    WITHDRAWN: lambda row: row.withdrawn,
}
NONE = "-"  # in an address: no unit, no post


@dataclass(frozen=True)
class Sought:
    """Which of them. `post` and `unit` None: any; a post "" and a unit 0: none."""

    result: str
    line: StepLine | None
    unit: int | None
    post: str | None

    @classmethod
    def read(cls, scope: Scope, query: Mapping[str, str]) -> "Sought":
        result, step, unit = query.get("hasil", ""), query.get("langkah", ""), query.get("unit", "")
        post = query.get("jabatan", "")
        return cls(
            result if result in RESULTS else "",
            next((line for line in scope.lines if str(line.pk) == step), None),
            0 if unit == NONE else int(unit) if unit.isdecimal() and int(unit) in scope.units else None,
            "" if post == NONE else post[:250] or None,
        )

    @property
    def label(self) -> str:
        return RESULTS[self.result][0]


@dataclass(frozen=True)
class Entry:
    """A step run as read. `who` is the post, with the name where this person may know it; times in words."""

    run: StepRun
    line: StepLine
    file: int | None
    who: str
    worked: str
    waited: str
    opened: str
    ended: str
    due: str

    @property
    def late(self) -> bool:
        moment = self.run.closed_at
        return bool(moment and self.run.due_at and moment > self.run.due_at)


def found_by(scope: Scope, sought: Sought) -> StepRunQuerySet:
    """All of them, in no order."""
    runs = _of_steps(scope, sought.line)
    if sought.unit is not None:
        runs = runs.filter(unit=sought.unit or None)
    if sought.post is not None:
        runs = runs.filter(
            closed_as__in=[sought.post, *(f"{kind} {sought.post}" for kind in ("Plh.", "Plt.", "Pj."))]
        )
    if sought.result == OPEN:
        return runs.open()
    runs = runs.filter(closed_at__gte=scope.since, closed_at__lt=scope.until)
    if sought.result == WITHDRAWN:
        return runs.filter(outcome=Outcome.WITHDRAWN)
    return runs.exclude(outcome=Outcome.WITHDRAWN).filter(RESULTS[sought.result][1])


def _of_steps(scope: Scope, line: StepLine | None) -> StepRunQuerySet:
    """Of one step by its index; of a whole SOP by the index of what ended, which a list of steps would keep from use."""
    runs = StepRun.objects.filter(office=scope.office)
    if line:
        return runs.filter(step__in=sorted(line.ids))
    everything = sorted(pk for one in scope.lines for pk in one.ids)
    return runs.alias(plain_step=F("step_id") + 0).filter(plain_step__in=everything)


def entries(scope: Scope, sought: Sought, cursor: str) -> tuple[list[Entry], Page[StepRun], int]:
    """A page of the list, and how many there are in all. At most six queries."""
    runs = found_by(scope, sought)
    rows = (
        runs.with_deed().select_related("run", "unit").annotate(file=F("run__submission"))
        .defer("run__marking", "run__units", "run__returning", "record")
    )  # fmt: skip
    found = page(rows, BEGUN if sought.result == OPEN else ENDED, cursor)
    named = named_users(scope.presence, scope.office)
    home = {pk: line for line in scope.lines for pk in line.ids}
    words = _Words(scope)
    listed = [words.entry(row, home[row.step_id], named) for row in found.rows]
    return listed, found, how_many(scope, sought)


def how_many(scope: Scope, sought: Sought) -> int:
    """As many as are listed: what was summed up, and what ended since. Two queries, however many there are."""
    runs = found_by(scope, sought)
    if sought.result not in COUNTED:
        return runs.count()
    rows = list(_summed(scope, sought))
    if not rows or fingerprint(scope.calendar, rows[0].mark.through) != rows[0].mark.hours:
        return runs.count()
    count = COUNTED[sought.result]
    return sum(count(row) for row in rows) + runs.filter(closed_at__gt=rows[0].mark.through).count()


def _summed(scope: Scope, sought: Sought) -> Iterator[Tally]:
    lines = (sought.line,) if sought.line else scope.lines
    rows = Tally.objects.filter(
        step__in=sorted(pk for line in lines for pk in line.ids),
        quarter__gte=scope.first,
        quarter__lte=scope.last,
    ).select_related("mark")
    if sought.unit is not None:
        rows = rows.filter(unit=sought.unit or None)
    if sought.post is not None:
        rows = rows.filter(post=sought.post)
    yield from rows.order_by()


def _who(row: StepRun, named: set[int] | None) -> str:
    if row.closed_at is None:
        return ""
    known = named is None or row.closed_by_id in named
    return " – ".join(part for part in (row.closed_as, row.closed_name if known else "") if part)


def _begun(row: StepRun, line: StepLine) -> dt.datetime:
    return begins_at(row.opened_at, row.run.not_before, fills=line.step.fills)


class _Words:
    """Moments and working time in words, by one clock for the whole page."""

    def __init__(self, scope: Scope) -> None:
        self._clock, self._at, self._zone = WorkClock(scope.calendar), scope.at, scope.office.tz
        self._length = day_length(scope.calendar, scope.calendar.on_the_clock(scope.at).date())

    def entry(self, row: StepRun, line: StepLine, named: set[int] | None) -> Entry:
        return Entry(
            row, line, getattr(row, "file", None), _who(row, named), self._worked(row, line), self._waited(row, line),
            self._moment(row.opened_at), self._moment(row.closed_at), self._moment(row.due_at),
        )  # fmt: skip

    def _moment(self, moment: dt.datetime | None) -> str:
        """Write "3 Okt 2026 09.10": these lists run over years."""
        if moment is None:
            return ""
        local = moment.astimezone(self._zone)
        return f"{format_date_short(local.date())} {local:%Y %H.%M}"

    def _worked(self, row: StepRun, line: StepLine) -> str:
        return self._between(_begun(row, line), row.closed_at or self._at)

    def _waited(self, row: StepRun, line: StepLine) -> str:
        """Before the first look; of an open step that nobody has opened, until now."""
        until = row.seen_at or (self._at if row.closed_at is None else None)
        return self._between(_begun(row, line), until) if until else ""

    def _between(self, start: dt.datetime, end: dt.datetime) -> str:
        return humanize_minutes(self._clock.minutes(start, end), day_length=self._length)


def options(scope: Scope, sought: Sought) -> dict[str, list[tuple[str, str, bool]]]:
    """The choices of the form: value, label, chosen."""
    units: list[Unit] = list(scope.units.values())
    return {
        "lines": [(str(line.pk), line.called, line == sought.line) for line in scope.lines],
        "units": [(str(unit.pk), unit.name, unit.pk == sought.unit) for unit in units],
        "results": [(name, label, name == sought.result) for name, (label, _) in RESULTS.items()],
    }
