"""Which recap is asked for by the address, and what else could be asked."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kinerja.insights.recap import BY_TIME, BY_UNIT, Scope
from kinerja.periods.models import Period, PeriodKind
from kinerja.periods.queries import period_of, periods_of_year, read_slug
from kinerja.submissions.listing import Option, periods_with_files
from kinerja.submissions.presence import Presence
from sop.offices.models import Office

FINEST_FIRST = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)


@dataclass(frozen=True)
class Asked:
    """The scope (None: no office, or no file at all) and the options of the form, periods by their kind."""

    scope: Scope | None
    offices: tuple[Option, ...]
    periods: tuple[tuple[str, tuple[Option, ...]], ...]


def asked_by(presence: Presence, query: Mapping[str, str]) -> Asked:
    """Read `kantor`, `p` and `tampilan`; what names nothing gives the last ended period of the first office. One query."""
    office = _office(presence, query.get("kantor", ""))
    existing = periods_with_files([office]) if office else []
    offices = tuple(
        Option(one.code, one.name, one == office) for one in (presence.offices if presence.many else ())
    )
    if office is None or not existing:
        return Asked(None, offices, ())
    possible = _possible(existing)
    period = _chosen(possible, existing, query.get("p", ""), presence.day)
    look = BY_TIME if query.get("tampilan") == BY_TIME else BY_UNIT
    own = _own_kind(period, existing)
    scope = Scope(
        office=office,
        period=period,
        parts=_within(period, own),
        columns=tuple((column, _within(column, own)) for column in _columns(period, own)),
        look=look,
        at=presence.at,
    )
    return Asked(scope, offices, tuple(_options(possible, period)))


def _office(presence: Presence, code: str) -> Office | None:
    named = next((office for office in presence.offices if office.code == code), None)
    return named or presence.main_office or next(iter(presence.offices), None)


def _possible(existing: Sequence[Period]) -> list[Period]:
    """Periods with files and the longer ones they lie in, newest first."""
    found = {
        period_of(kind, period.start).slug: period_of(kind, period.start)
        for period in existing
        for kind in FINEST_FIRST[FINEST_FIRST.index(PeriodKind(period.kind)) :]
    }
    return sorted(found.values(), key=lambda period: period.start, reverse=True)


def _chosen(possible: Sequence[Period], existing: Sequence[Period], slug: str, today: dt.date) -> Period:
    """The period named; else the newest with a file that has ended, since a running one is mostly empty."""
    wanted = read_slug(slug)
    if wanted and wanted.slug in {period.slug for period in possible}:
        return wanted
    return next((period for period in existing if period.end < today), existing[0])


def _own_kind(period: Period, existing: Sequence[Period]) -> PeriodKind:
    """The kind of the files the period is made of: its own where there are such, else the finest of that year."""
    kinds = {other.kind for other in existing if other.year == period.year}
    if period.kind in kinds:
        return PeriodKind(period.kind)
    return next(kind for kind in FINEST_FIRST if kind in kinds)


def _within(period: Period, kind: PeriodKind) -> tuple[Period, ...]:
    inside = [part for part in periods_of_year(kind, period.year) if period.start <= part.start <= period.end]
    return tuple(inside) or (period,)


def _columns(period: Period, own: PeriodKind) -> list[Period]:
    """Periods of the year as wide as the asked one; a whole year is shown in its parts."""
    kind = own if period.kind == PeriodKind.YEAR else period.kind
    return periods_of_year(kind, period.year)


def _options(possible: Sequence[Period], chosen: Period) -> list[tuple[str, tuple[Option, ...]]]:
    groups = []
    for kind in FINEST_FIRST:
        options = tuple(
            Option(period.slug, period.name, period.slug == chosen.slug)
            for period in possible
            if period.kind == kind
        )
        if options:
            groups.append((str(kind.label), options))
    return groups
