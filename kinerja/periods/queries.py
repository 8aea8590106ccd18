"""Periods by their address, and those an office owes a report for. A period becomes a row when it is first needed."""

import datetime as dt
import re

from kinerja.periods.models import MONTHS_IN, Obligation, Period, PeriodKind

LATEST = 4  # periods offered for a start; older gaps belong to the admin

_SLUG = re.compile(r"(?P<year>20[0-9]{2})(-(TW(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")


def period_for(kind: str, year: int, number: int) -> Period:
    """The row of this period, made on demand; all offices share it."""
    period, _ = Period.objects.get_or_create(kind=kind, year=year, number=number)
    return period


def read_slug(text: str) -> Period | None:
    """The period of an address ("2026-TW3", "2026-09", "2026"), not saved; None where it is no such text."""
    found = _SLUG.fullmatch(text)
    if found is None:
        return None
    year = int(found["year"])
    if found["quarter"]:
        return Period(kind=PeriodKind.QUARTER, year=year, number=int(found["quarter"]))
    if found["month"]:
        return Period(kind=PeriodKind.MONTH, year=year, number=int(found["month"]))
    return Period(kind=PeriodKind.YEAR, year=year, number=1)


def period_of(kind: str, day: dt.date) -> Period:
    """The period of that kind in which the day lies, not saved."""
    return Period(kind=kind, year=day.year, number=(day.month - 1) // MONTHS_IN[PeriodKind(kind)] + 1)


def period_before(period: Period) -> Period:
    """The one before, not saved."""
    return period_of(period.kind, period.start - dt.timedelta(days=1))


def periods_due(obligation: Obligation, today: dt.date) -> list[Period]:
    """Periods this obligation may be started for today: the current one and those before it, newest first, at most LATEST.

    None begins before the obligation does, none after it has ended. The rows are not saved.
    """
    due: list[Period] = []
    period = period_of(obligation.kind, min(today, obligation.until or today))
    while period.end >= obligation.since and len(due) < LATEST:
        due.append(period)
        period = period_before(period)
    return due


def periods_of_year(kind: str, year: int) -> list[Period]:
    """All periods of a kind in a year, in order, not saved."""
    return [Period(kind=kind, year=year, number=n) for n in range(1, 12 // MONTHS_IN[PeriodKind(kind)] + 1)]


def months_of(period: Period) -> list[Period]:
    """The months a period is made of, in order, not saved."""
    return [
        Period(kind=PeriodKind.MONTH, year=period.year, number=month)
        for month in range(period.first_month, period.last_month + 1)
    ]


def full_name(period: Period) -> str:
    """Write "Triwulan III (Juli–September 2026)", "September 2026", "Tahun 2026"."""
    if period.kind != PeriodKind.QUARTER:
        return period.name
    first, *_, last = months_of(period)
    quarter = period.name.removesuffix(f" {period.year}")
    return f"{quarter} ({first.name.split()[0]}–{last.name})"
