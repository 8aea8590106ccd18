"""Days off of the whole country, from the package `holidays` (public holidays, and cuti bersama as decreed by SKB)."""

import holidays

from sop.offices.models import Holiday, HolidayKind

COUNTRY = "ID"
ESTIMATE = "(perkiraan)"
LONGEST = 150


def national_holidays(year: int) -> list[Holiday]:
    """The days off of a year as unsaved rows.

    A day is marked as a forecast where the package only estimates it, and the whole year while no cuti bersama is
    known: then the SKB of that year is not out yet.
    """
    public = holidays.country_holidays(COUNTRY, years=year, categories=("public",), language="id")
    both = holidays.country_holidays(COUNTRY, years=year, categories=("public", "government"), language="id")
    undecided = len(both) == len(public)
    rows = [
        Holiday(
            date=day,
            name=name.replace(f" {ESTIMATE}", "")[:LONGEST],
            kind=HolidayKind.NATIONAL if day in public else HolidayKind.COLLECTIVE,
            forecast=undecided or ESTIMATE in name,
        )
        for day, name in sorted(both.items())
    ]
    for row in rows:
        row.told = row.values
    return rows
