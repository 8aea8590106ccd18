"""The Perjanjian Kinerja of every year of the demo, and one target changed afterwards by an addendum."""

import datetime as dt
from decimal import ROUND_DOWN, Decimal

from kinerja.indicators.access import Desk
from kinerja.indicators.actions import Revision, record_agreement, revise_target
from kinerja.indicators.agreements import PerformanceAgreement
from kinerja.indicators.goals import Goal, goal_of, write_goal
from kinerja.indicators.grid import columns_of
from kinerja.indicators.models import AggregationChoice, FormulaChoice, Indicator, Target
from kinerja.management.demo.files import plans
from kinerja.management.demo.indicators import YEARS
from kinerja.periods.models import Period
from sop.offices.models import Appointment, Office, Unit

SIGNED = (1, 15)
CHANGED = (7, 1)
HEAD = "Bupati"


def sign_agreements(office: Office, *, first_year: int, today: dt.date) -> None:
    """Those whose day has come, recorded by the holder of the planning post; nothing where there is one."""
    if PerformanceAgreement.objects.filter(office=office).exists():
        return
    planner = Appointment.objects.select_related("user", "position").filter(
        position__office=office, position__code=plans()[office.code]["planner"]
    )[0]
    by = Desk(office, planner.user, f"{planner.user.name}, {planner.capacity}", today, may_change=True)
    for year in range(first_year, first_year + YEARS):
        if dt.date(year, *SIGNED) < today:
            _sign(office, year, by)
        if dt.date(year, *CHANGED) < today <= dt.date(year + 1, *CHANGED):
            _revise(office, year, by)


def _sign(office: Office, year: int, by: Desk) -> None:
    day = dt.date(year, *SIGNED)
    agreement = PerformanceAgreement(
        office=office, year=year, number=f"800/{office.pk:02d}/PK/{year}", signed_on=day,
        first_party=f"Kepala {office.name}" if office.kind != "kecamatan" else "Camat", second_party=HEAD,
    )  # fmt: skip
    record_agreement(agreement, by=by.user, at=_noon(office, day))


def _revise(office: Office, year: int, by: Desk) -> None:
    """The first plain indicator owes half of its last step less at the end of the year: it still rises."""
    plain = Indicator.objects.filter(
        office=office, formula=FormulaChoice.POSITIVE, aggregation=AggregationChoice.LAST
    ).order_by("order")[0]
    *_, before, last, whole = columns_of(office, year)
    unit = plain.units.all()[0]
    lowered = _halfway(plain, *(_goal(plain, unit, period) for period in (before, last)))
    for period in (last, whole):
        old, since = _goal(plain, unit, period), dt.date(year, *CHANGED)
        revision = Revision(
            goal=lowered,
            seen=write_goal(plain, old),
            since=since,
            reason="pergeseran anggaran pada perubahan APBD.",
            basis=f"Adendum Perjanjian Kinerja 800/{office.pk:02d}/PK-P/{year}",
        )
        revise_target(plain, unit, period, revision, by=by, at=_noon(office, since))


def _goal(indicator: Indicator, unit: Unit, period: Period) -> Goal:
    return goal_of(
        Target.objects.get(
            indicator=indicator, unit=unit, year=period.year, kind=period.kind, number=period.number
        )
    )


def _halfway(indicator: Indicator, before: Goal, last: Goal) -> Goal:
    assert before.value is not None and last.value is not None  # noqa: PT018, S101 - plain indicators have figures
    step = Decimal(1).scaleb(-indicator.decimals)
    return Goal(((before.value + last.value) / 2).quantize(step, rounding=ROUND_DOWN))


def _noon(office: Office, day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), tzinfo=office.tz)
