"""Offices whose figures were chosen to be worked out by hand, for the tests of the recap."""

import datetime as dt

from kinerja.indicators.models import Indicator, Target
from kinerja.insights.recap import recap_of
from kinerja.insights.recap_scope import asked_by
from kinerja.insights.recap_table import table_of
from kinerja.periods.models import Obligation, Period
from kinerja.periods.queries import months_of
from kinerja.submissions.listing.presence import presence_of
from tests.engine.graphs import build, straight
from tests.kinerja.insights.worlds import NOW, begin, go, put

TW3 = Period(kind="quarter", year=2026, number=3)
TOTAL, MEAN, LAST = "Indikator 1", "Indikator 2", "Indikator 3"


def configured(units=2):
    """Three indicators: summed, averaged, and the last value with "lower is better"."""
    world = build(straight(), units=units, indicators=3)
    Indicator.objects.filter(office=world.office, name=TOTAL).update(
        aggregation="sum", decimals=0, measure="orang"
    )
    Indicator.objects.filter(office=world.office, name=MEAN).update(aggregation="average")
    Indicator.objects.filter(office=world.office, name=LAST).update(
        aggregation="last", formula="negative_a", direction="lower"
    )
    return world


def aim(world, name, unit, period, value):
    row = {"kind": period.kind, "year": period.year, "number": period.number}
    indicator = Indicator.objects.get(office=world.office, name=name)
    Target.objects.update_or_create(
        indicator=indicator, unit=world.units[unit], **row, defaults={"value": value}
    )


def enter(world, file, unit, **values):
    pk = world.units[unit].pk
    put(file, world.clerks[pk], pk, {TOTAL: values["total"], MEAN: values["mean"], LAST: values["last"]})


def recap_by(world, moment=NOW, **asked):
    asked = asked_by(presence_of(world.people[2], moment), asked)
    return recap_of(asked.scope)


def shown(recap):
    """Indicator → (realisasi, capaian, predikat) of every column, the total last."""
    return {
        row.indicator: [(cell.realised, cell.achievement, cell.predicate) for cell in row.cells]
        for group in table_of(recap).groups
        for row in group.rows
    }


def monthly():
    """A duty to report every month since July; months July to September are begun."""
    world = configured(units=1)
    Target.objects.filter(indicator__office=world.office).delete()  # the months have theirs, the quarter none
    Obligation.objects.filter(pk=world.obligation.pk).update(kind="month", since=dt.date(2026, 7, 1))
    months = months_of(TW3)
    for month, (total, mean, last) in zip(months, [(10, 90, 10), (20, 90, 10), (30, 60, 5)], strict=True):
        aim(world, TOTAL, 0, month, total)
        aim(world, MEAN, 0, month, mean)
        aim(world, LAST, 0, month, last)
    return world, [begin(world, month) for month in months]


MONTHS = [("9", "81", "8"), ("18", "90", "10"), ("33", "75", "4")]


def signed_world():
    """TW III 2026 of two units, signed. Targets: sum 10 and 20, mean 90 and 90, last 10 and 4."""
    world = configured()
    for name, targets in {TOTAL: (10, 20), MEAN: (90, 90), LAST: (10, 4)}.items():
        for unit, value in enumerate(targets):
            aim(world, name, unit, TW3, value)
    file = begin(world, TW3)
    enter(world, file, 0, total="8", mean="81", last="8")
    enter(world, file, 1, total="25", mean="99", last="5")
    go(world, file, steps=5)
    return world
