"""Summing up what ended, so that a page need not read every step run: a duty for a timer, safe to repeat and to break off."""

import datetime as dt
import hashlib
import json

from django.db import transaction

from kinerja.compliance.clock import WorkClock
from kinerja.compliance.models import Tally, TallyMark
from kinerja.compliance.tallying import COUNTS, Key, Sums, Tallies, sort, tally
from sop.durations.calendar import Calendar
from sop.offices.models import Office
from sop.offices.queries import calendars_of
from sop.runs.models import StepRun

# Acts take their time first and commit a little later; what ended so shortly ago is counted by the page itself.
LAG = dt.timedelta(minutes=10)
NEVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
BATCH = 500


def refresh(at: dt.datetime) -> int:
    """Sum up every office until shortly before this moment; the number of step runs that were counted anew."""
    offices = list(Office.objects.order_by("pk"))
    calendars = calendars_of(offices)
    return sum(refresh_office(office, calendars[office.pk], at - LAG) for office in offices)


@transaction.atomic
def refresh_office(office: Office, calendar: Calendar, until: dt.datetime) -> int:
    """One office, whole or not at all. After a correction of its past hours or days off everything is counted anew."""
    mark, _ = TallyMark.objects.select_for_update().get_or_create(
        office=office, defaults={"through": NEVER, "hours": ""}
    )
    hours = fingerprint(calendar, mark.through)
    if hours != mark.hours:
        Tally.objects.filter(mark=mark).delete()
        mark.through = NEVER
    if until <= mark.through:
        return 0
    ended = StepRun.objects.filter(office=office, closed_at__gt=mark.through, closed_at__lte=until)
    fresh = tally(ended, office, WorkClock(calendar))
    _store(mark, fresh)
    mark.through, mark.hours = until, fingerprint(calendar, until)
    mark.save(update_fields=["through", "hours"])
    return sum(len(sums.minutes) + sums.withdrawn for sums in fresh.values())


def fingerprint(calendar: Calendar, until: dt.datetime) -> str:
    """A hash of all that decides how working time until this moment is counted."""
    last = calendar.on_the_clock(until).date()
    days = sorted(day.isoformat() for day in calendar.holidays if day <= last)
    hours = sorted(repr(one) for one in calendar.hours if one.since is None or one.since <= last)
    return hashlib.sha256(json.dumps([calendar.tz, days, hours]).encode()).hexdigest()


def _store(mark: TallyMark, fresh: Tallies) -> None:
    """Add to what is there; the rows of the quarters concerned are written anew."""
    quarters = {key.quarter for key in fresh}
    for row in Tally.objects.filter(mark=mark, quarter__in=quarters):
        key = Key(row.step_id, row.unit_id, row.post, row.quarter)
        if key in fresh:
            fresh[key].add(sums_of(row))
            row.delete()
    sort(fresh.values())
    Tally.objects.bulk_create([_row(mark, key, sums) for key, sums in fresh.items()], batch_size=BATCH)


def sums_of(row: Tally) -> Sums:
    return Sums(json.loads(row.minutes), *(getattr(row, name) for name in COUNTS))


def _row(mark: TallyMark, key: Key, sums: Sums) -> Tally:
    counts = {name: getattr(sums, name) for name in COUNTS}
    minutes = json.dumps(sums.minutes, separators=(",", ":"))
    return Tally(
        mark=mark, office_id=mark.office_id, step_id=key.step, unit_id=key.unit, post=key.post, quarter=key.quarter,
        minutes=minutes, **counts,
    )  # fmt: skip
