"""Days off of the whole country, from the package `holidays` (public holidays, and cuti bersama as decreed by SKB)."""

from collections.abc import Iterable
from dataclasses import dataclass

import holidays
from django.db import transaction

from sop.offices.models import Holiday, HolidayKind
from sop.offices.queries import forget_calendars

COUNTRY = "ID"
ESTIMATE = "(perkiraan)"
LONGEST = 150
TOLD = ("name", "kind", "forecast")  # what the package tells of a day


@dataclass(frozen=True)
class Seeded:
    """What a run of the command did."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    forecast: int = 0


def national_holidays(year: int) -> list[Holiday]:
    """The days off of a year as unsaved rows.

    A day is marked as a forecast where the package only estimates it, and the whole year while no cuti bersama is
    known: then the SKB of that year is not out yet.
    """
    public = holidays.country_holidays(COUNTRY, years=year, categories=("public",), language="id")
    both = holidays.country_holidays(COUNTRY, years=year, categories=("public", "government"), language="id")
    undecided = len(both) == len(public)
    return [
        Holiday(
            date=day,
            name=name.replace(f" {ESTIMATE}", "")[:LONGEST],
            kind=HolidayKind.NATIONAL if day in public else HolidayKind.COLLECTIVE,
            forecast=undecided or ESTIMATE in name,
        )
        for day, name in sorted(both.items())
    ]


@transaction.atomic
def seed_holidays(years: Iterable[int]) -> Seeded:
    """Write the days off of these years for all offices; a second time changes nothing. Local days are left alone."""
    known = {row.date: row for row in Holiday.objects.filter(office=None)}
    added, changed, unchanged, forecast = [], 0, 0, 0
    for row in (row for year in sorted(set(years)) for row in national_holidays(year)):
        forecast += row.forecast
        if row.date not in known:
            added.append(row)
        elif _differs(known[row.date], row):
            changed += 1
        else:
            unchanged += 1
    Holiday.objects.bulk_create(added)
    forget_calendars()
    return Seeded(len(added), changed, unchanged, forecast)


def differing(old: Holiday, new: Holiday) -> bool:
    """Whether a day off that is known would be brought up to date; one the admin entered as local stays as it is."""
    return old.kind != HolidayKind.LOCAL and any(getattr(old, name) != getattr(new, name) for name in TOLD)


def _differs(old: Holiday, new: Holiday) -> bool:
    """Bring a day off that is known up to date."""
    if not differing(old, new):
        return False
    for name in TOLD:
        setattr(old, name, getattr(new, name))
    old.save(update_fields=TOLD)
    return True
