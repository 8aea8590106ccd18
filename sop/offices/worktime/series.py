"""Working hours as people think of them: a whole week that holds always, from a day on, or between two days (Ramadan)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sop.durations.calendar import ONE_DAY, Hours
from sop.offices.models import Office, WorkHours
from sop.offices.queries import default_hours

WEEK = range(7)
ALWAYS = "tetap"
DEFAULT_LABEL = "Jam kerja bawaan (Perpres 21/2023)"


@dataclass(frozen=True)
class Day:
    """One weekday (Monday is 0); without `opens` the office is closed on it."""

    weekday: int
    opens: dt.time | None = None
    break_from: dt.time | None = None
    break_to: dt.time | None = None
    closes: dt.time | None = None

    @property
    def name(self) -> str:
        return str(WorkHours.NAMES[self.weekday])

    @property
    def text(self) -> str:
        """Write "07.30–12.00, 13.00–16.00"; "Libur" where it is closed."""
        return ", ".join(f"{first:%H.%M}–{last:%H.%M}" for first, last in self.spans) or "Libur"

    @property
    def spans(self) -> tuple[tuple[dt.time, dt.time], ...]:
        if self.opens is None or self.closes is None:
            return ()
        if self.break_from is None or self.break_to is None:
            return ((self.opens, self.closes),)
        return ((self.opens, self.break_from), (self.break_to, self.closes))

    @property
    def minutes(self) -> int:
        return sum((last.hour - first.hour) * 60 + last.minute - first.minute for first, last in self.spans)


@dataclass(frozen=True)
class Series:
    """A week of hours and the days between which it holds, both inclusive; None is open.

    `ends`: the day before the next open week begins, which then goes before this one.
    """

    label: str
    since: dt.date | None
    until: dt.date | None
    days: tuple[Day, ...]
    ends: dt.date | None = None

    @property
    def key(self) -> str:
        """How its address calls it."""
        return key_of(self.since, self.until)

    @property
    def always(self) -> bool:
        return self.since is None and self.until is None

    @property
    def total(self) -> str:
        """The working time of a week: "37 jam 30 menit"."""
        hours, minutes = divmod(sum(day.minutes for day in self.days), 60)
        return f"{hours} jam" + (f" {minutes} menit" if minutes else "")

    @property
    def dates(self) -> str:
        last = self.until or self.ends
        if self.since is None:
            return f"sampai {last:%d-%m-%Y}" if last else "berlaku sepanjang tahun"
        return f"{self.since:%d-%m-%Y} – {last:%d-%m-%Y}" if last else f"mulai {self.since:%d-%m-%Y}"

    @property
    def title(self) -> str:
        lasting = self.always and not self.ends
        return self.label or ("Jam kerja tetap" if lasting else f"Jam kerja {self.dates}")

    def hours(self) -> tuple[Hours, ...]:
        """As the arithmetic of working time reads it; a closed weekday of a dated week is closed, not undecided."""
        return tuple(Hours(day.weekday, self.since, self.until, day.spans) for day in self.days)


def key_of(since: dt.date | None, until: dt.date | None) -> str:
    if since is None and until is None:
        return ALWAYS
    return f"{since.isoformat() if since else '0'}_{until.isoformat() if until else '0'}"


def series_of(office: Office) -> list[Series]:
    """The weeks of an office, the lasting one first; the built-in one where it has none. One query."""
    rows: dict[tuple[dt.date | None, dt.date | None], list[WorkHours]] = {}
    for row in WorkHours.objects.filter(office=office).order_by("since", "until", "weekday"):
        rows.setdefault((row.since, row.until), []).append(row)
    found = [_series(dates, group) for dates, group in rows.items()]
    if not any(series.always for series in found):
        found.append(built_in())
    found = sorted(found, key=lambda series: (not series.always, series.since or dt.date.min))
    begins = [series.since for series in found if series.since and series.until is None]
    return [_with_end(series, begins) for series in found]


def _with_end(series: Series, begins: Iterable[dt.date]) -> Series:
    """An open week ends for its readers where the next one begins; the rows themselves stay as they are."""
    after = [day for day in begins if day > (series.since or dt.date.min)]
    return replace(series, ends=min(after) - ONE_DAY) if series.until is None and after else series


def built_in() -> Series:
    """What holds for an office that has entered no lasting hours of its own."""
    spans = {hours.weekday: hours.spans for hours in default_hours()}
    return Series(DEFAULT_LABEL, None, None, tuple(_from_spans(day, spans.get(day, ())) for day in WEEK))


def rows_of(office: Office, series: Series) -> list[WorkHours]:
    """The rows that keep this week. A closed weekday has none, except in a dated week, where it must win."""
    return [
        WorkHours(
            office=office, label=series.label, weekday=day.weekday, opens=day.opens, closes=day.closes,
            break_from=day.break_from, break_to=day.break_to, since=series.since, until=series.until,
        )
        for day in series.days
        if day.opens is not None or not series.always
    ]  # fmt: skip


def _series(dates: tuple[dt.date | None, dt.date | None], rows: Iterable[WorkHours]) -> Series:
    rows = list(rows)
    days = {
        row.weekday: Day(row.weekday, row.opens, row.break_from, row.break_to, row.closes) for row in rows
    }
    return Series(rows[0].label, *dates, tuple(days.get(day, Day(day)) for day in WEEK))


def _from_spans(weekday: int, spans: tuple[tuple[dt.time, dt.time], ...]) -> Day:
    if not spans:
        return Day(weekday)
    (opens, first_end), *rest = spans
    if not rest:
        return Day(weekday, opens, closes=first_end)
    return Day(weekday, opens, first_end, rest[0][0], rest[0][1])
