"""Periods open by themselves: the files whose day has come, begun by the application; safe to repeat at any time."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q

from kinerja.common.dates import format_date
from kinerja.periods.models import Obligation, Period
from kinerja.periods.queries import period_before, period_for, period_of
from kinerja.periods.windows import opening_day
from kinerja.submissions.errors import AlreadyStarted
from kinerja.submissions.opening import start_by_itself
from sop.errors import RuleError

YEAR = dt.timedelta(days=365)  # nothing older is opened by itself, however long nobody looked
CHUNK = 200


def open_periods(at: dt.datetime) -> int:
    """Begin what is due at this moment, on the date of each office. Returns the number of files begun.

    One obligation is one unit of work: what cannot be opened says so on its row and is tried again the next time.
    """
    day_ahead = at.date() + dt.timedelta(days=1)
    rows = Obligation.objects.filter(
        Q(opened_through=None) | Q(opened_through__lte=day_ahead), automatic=True
    )
    rows = rows.select_related("office", "sop").order_by("pk")
    return sum(_open(obligation, at) for obligation in rows.iterator(chunk_size=CHUNK))


def due_periods(obligation: Obligation, today: dt.date) -> list[Period]:
    """Periods whose opening day has come since the last look, oldest first, not saved.

    At the first look only the newest of them: what lies before the automatic opening belongs to whoever did it by hand.
    """
    found: list[Period] = []
    for period in _backwards(obligation, today):
        day = opening_day(obligation, period.end)
        if day > today:
            continue
        if not found and obligation.opened_through is None:
            return [period]
        if day <= max(obligation.opened_through or today, today - YEAR):
            break
        found.append(period)
    return found[::-1]


def next_opening(obligation: Obligation, today: dt.date) -> tuple[Period, dt.date] | None:
    """The period that opens next and its day; None where the obligation has ended. For the preview of the settings."""
    ahead = [
        (period, opening_day(obligation, period.end))
        for period in _backwards(obligation, today)
        if opening_day(obligation, period.end) > today
    ]
    return ahead[-1] if ahead else None


def opening_words(obligation: Obligation, today: dt.date) -> str:
    """Write "Triwulan IV 2026 dibuka 1 Januari 2027"."""
    found = next_opening(obligation, today)
    return f"{found[0].name} dibuka {format_date(found[1])}" if found else ""


def _backwards(obligation: Obligation, today: dt.date) -> Iterator[Period]:
    """The periods of the obligation from those that could open first in a year's time back to its beginning."""
    last = min(today + YEAR, obligation.until or dt.date.max)
    period = period_of(obligation.kind, last)
    while period.end >= obligation.since and period.end > today - 2 * YEAR:
        yield period
        period = period_before(period)


def _open(obligation: Obligation, at: dt.datetime) -> int:
    today = at.astimezone(obligation.office.tz).date()
    begun, problem = 0, ""
    for period in due_periods(obligation, today):
        try:
            start_by_itself(obligation, period_for(period.kind, period.year, period.number), at=at)
            begun += 1
        except AlreadyStarted:
            continue
        except RuleError as refusal:
            problem = f"{period.name}: {refusal.sentence}"[:400]
            break
    _remember(obligation, today, problem)
    return begun


def _remember(obligation: Obligation, today: dt.date, problem: str) -> None:
    """How far the files are opened; where one cannot be, the look begins again at the same place."""
    through = obligation.opened_through if problem else today
    if (through, problem) != (obligation.opened_through, obligation.opening_problem):
        Obligation.objects.filter(pk=obligation.pk).update(opened_through=through, opening_problem=problem)
