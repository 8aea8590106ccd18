"""What has happened in each office up to the day of the demo: every past period archived, the last ones on their way."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kinerja.management.demo.chance import between, draw
from kinerja.management.demo.files import plans
from kinerja.management.demo.walker import END
from kinerja.periods.models import Period, PeriodKind
from kinerja.periods.queries import period_before, period_of
from kinerja.submissions.models import Status
from sop.durations.calendar import Calendar, previous_working_day, working_day_after
from sop.procedures.definition import RETURN_KEY

FIRST_YEAR = 2024
MORNING = dt.time(7, 35)
EVENING = dt.time(15, 30)
NOON = dt.time(10, 5)


@dataclass(frozen=True)
class Sending:
    """A return at a step to units (their codes), with the remark on a row of each; `move` is the key of the way back."""

    step: int
    units: tuple[str, ...]
    reason: str
    remark: str
    move: str = ""


@dataclass(frozen=True)
class Chapter:
    """One file: its period (not saved), when it was begun and how far it has come by the day of the demo.

    `partly`: of the open step of filling one unit has finished and one has begun. `returned`: at the end it is sent
    back. `paused` is a step that was done only a working day ago. `steady` and `late` are those of `WorkingPace`.
    """

    office: str
    period: Period
    begun: dt.datetime
    until: str | int = END
    partly: bool = False
    returned: Sending | None = None
    paused: int = 0
    steady: float = 0.0

    @property
    def seed(self) -> str:
        return f"{self.office}/{self.period.slug}"


@dataclass(frozen=True)
class Now:
    """A file on its way: `back` periods before the current one, begun so many working days ago (None: as usual)."""

    back: int
    until: str | int
    days: int | None
    partly: bool = False
    returned: Sending | None = None
    paused: int = 0
    steady: float = 0.6


NOW = {
    "disdukcapil-sumenep": (Now(1, Status.VERIFIED, 4), Now(0, 3, 5, partly=True)),
    # The current quarter is left for whoever tries the demo: it can be begun and walked to its end.
    "disdukcapil-musi-rawas": (Now(1, Status.PARAF, 6),),
    "disdukcapil-tasikmalaya": (
        Now(
            1, 6, 1, steady=0.4,
            returned=Sending(
                6, ("pendaftaran-penduduk", "pencatatan-sipil"),
                "Angka dua bidang belum sama dengan rekapitulasi pelayanan. Mohon diperbaiki.",
                "Angka berbeda dari rekapitulasi pelayanan bulan terakhir. Mohon diperiksa dan diberi penjelasan.",
                RETURN_KEY,
            ),
        ),
    ),
    "kecamatan-iv-jurai": (Now(1, Status.SIGNED, 1), Now(0, 9, 1, steady=0.5)),
    "disdukcapil-mojokerto": (Now(1, 7, None, paused=6), Now(0, 1, 3, partly=True, steady=0.12)),
}  # fmt: skip

# Sumenep's SOP is in force since 15 January 2025, so its first whole quarter is the second.
SINCE = {"disdukcapil-sumenep": dt.date(2025, 4, 1)}


def first_year(today: dt.date) -> int:
    """The demo tells of two years before this one."""
    return max(FIRST_YEAR, today.year - 2)


def obliged_since(office: str, today: dt.date) -> dt.date:
    """The day from which the office reports."""
    return max(SINCE.get(office, dt.date.min), dt.date(first_year(today), 1, 1))


def present(calendar: Calendar, today: dt.date) -> dt.datetime:
    """The end of the last working day before the day of the demo: nothing happens later."""
    day = previous_working_day(calendar, today - dt.timedelta(days=1))
    return calendar.moment(dt.datetime.combine(day, EVENING))


def settled(today: dt.date) -> dt.datetime:
    """What was told before this was read long ago."""
    return dt.datetime.combine(today - dt.timedelta(days=21), dt.time(), tzinfo=dt.UTC)


def chapters(office: str, calendar: Calendar, today: dt.date) -> list[Chapter]:
    """Every file of an office, oldest period first."""
    kind = PeriodKind(plans()[office]["kind"])
    now = {row.back: row for row in NOW[office]}
    written = []
    for back, period in enumerate(_backwards(kind, today, obliged_since(office, today))):
        if back in now:
            written.append(_on_its_way(office, period, now[back], calendar, today))
        elif back > max(now):
            written.append(Chapter(office, period, _usual(calendar, period, office)))
    return written[::-1]


def _backwards(kind: PeriodKind, today: dt.date, since: dt.date) -> Iterator[Period]:
    period = period_of(kind, today)
    while period.start >= since:
        yield period
        period = period_before(period)


def _on_its_way(office: str, period: Period, now: Now, calendar: Calendar, today: dt.date) -> Chapter:
    days = now.days
    begun = working_day_after(
        calendar, present(calendar, today).astimezone(calendar.zone).date(), -(days or 6)
    )
    chapter = Chapter(
        office, period, calendar.moment(dt.datetime.combine(begun, MORNING)), now.until, now.partly, now.returned,
        now.paused, now.steady,
    )  # fmt: skip
    if days is None:
        chapter = replace(chapter, begun=min(chapter.begun, _usual(calendar, period, office)))
    return chapter


def _usual(calendar: Calendar, period: Period, office: str) -> dt.datetime:
    """A morning soon after the period has ended; at once where the SOP sets a day of the month (Mojokerto)."""
    days = 1 if period.kind == PeriodKind.MONTH else 1 + int(3 * draw(office, period.slug, "day"))
    day = working_day_after(calendar, period.end, days)
    minutes = int(between(0, 90, office, period.slug, "minute"))
    return calendar.moment(dt.datetime.combine(day, MORNING)) + dt.timedelta(minutes=minutes)
