"""Which recap is asked for by the address, and what else could be asked."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef

from kinerja.periods.models import Obligation, Period, PeriodKind
from kinerja.periods.queries import period_of, periods_of_year, read_slug
from kinerja.submissions.figures import Figure
from kinerja.submissions.listing.presence import Presence
from kinerja.submissions.listing.table import Option, periods_with_files
from sop.offices.models import Office, Unit
from sop.procedures.models import Sop

FINEST_FIRST = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)
BY_UNIT, BY_TIME, UNITS_BY_TIME = "unit", "waktu", "unit-waktu"
LOOKS = {
    BY_UNIT: "Indikator antarunit, satu periode",
    BY_TIME: "Indikator antarperiode, satu tahun",
    UNITS_BY_TIME: "Unit antarperiode, satu tahun",
}
QUERY = ("kantor", "p", "tampilan", "unit", "sop", "isi")
EVERYTHING, REALISED, ACHIEVED, STATUS = "", "realisasi", "capaian", "status"
SHOWS = {EVERYTHING: "Lengkap", REALISED: "Realisasi", ACHIEVED: "Capaian", STATUS: "Status"}


@dataclass(frozen=True)
class Scope:
    """What is asked for: an office, a period, which way the table runs, and perhaps one unit or one SOP.

    `parts` are the periods whose files the asked one is made of: itself, or the months of a quarter; `columns` are
    the periods of its year with theirs. `show` is what the cells tell.
    """

    office: Office
    period: Period
    parts: tuple[Period, ...]
    columns: tuple[tuple[Period, tuple[Period, ...]], ...]
    look: str
    at: dt.datetime
    unit: Unit | None = None
    sop: Sop | None = None
    show: str = EVERYTHING

    @property
    def today(self) -> dt.date:
        return self.at.astimezone(self.office.tz).date()

    @property
    def year(self) -> Period:
        return Period(kind=PeriodKind.YEAR, year=self.period.year, number=1)

    @property
    def wanted(self) -> list[Period]:
        """The periods whose files are read."""
        if self.look == BY_UNIT:
            return list(self.parts)
        return [part for _, parts in self.columns for part in parts]

    @property
    def longer(self) -> list[Period]:
        """The periods that are put together from shorter ones, for which a target of their own may be set."""
        shown = [(self.period, self.parts)] if self.look == BY_UNIT else [*self.columns, (self.year, ())]
        return [period for period, parts in shown if parts != (period,)]

    @property
    def query(self) -> dict[str, str]:
        """What an address says to ask for this: {"kantor": …, "p": "2026-TW3", "tampilan": "waktu"}."""
        asked = {
            "kantor": self.office.code,
            "p": self.period.slug,
            "tampilan": self.look,
            "unit": self.unit.code if self.unit else "",
            "sop": self.sop.slug if self.sop else "",
            "isi": self.show,
        }
        return {name: value for name, value in asked.items() if value}

    def address(self, **changes: str) -> str:
        """The recap with some of this changed: "?kantor=…&p=2026-TW3&tampilan=waktu"."""
        asked = {name: changes.get(name, self.query.get(name, "")) for name in QUERY}
        return f"?{urlencode({name: value for name, value in asked.items() if value})}"


@dataclass(frozen=True)
class Asked:
    """The scope (None: no office, or no file at all) and the options of the form, periods by their kind."""

    scope: Scope | None
    offices: tuple[Option, ...]
    periods: tuple[tuple[str, tuple[Option, ...]], ...] = ()
    units: tuple[Option, ...] = ()
    sops: tuple[Option, ...] = ()
    looks: tuple[Option, ...] = ()
    shows: tuple[tuple[str, str, bool], ...] = ()


def asked_by(presence: Presence, query: Mapping[str, str]) -> Asked:
    """Read `kantor`, `p`, `tampilan`, `unit`, `sop`, `isi`; what names nothing counts as not asked. Three queries."""
    office = _office(presence, query.get("kantor", ""))
    existing = periods_with_files([office]) if office else []
    offices = tuple(
        Option(one.code, one.name, one == office) for one in (presence.offices if presence.many else ())
    )
    if office is None or not existing:
        return Asked(None, offices)
    possible = _possible(existing)
    period = _chosen(possible, existing, query.get("p", ""), presence.day)
    units, sops = units_of(office), _sops(office)
    own = _own_kind(period, existing)
    scope = Scope(
        office=office,
        period=period,
        parts=_within(period, own),
        columns=tuple((column, _within(column, own)) for column in _columns(period, own)),
        look=query.get("tampilan", "") if query.get("tampilan") in LOOKS else BY_UNIT,
        at=presence.at,
        unit=next((unit for unit in units if unit.code == query.get("unit")), None),
        sop=next((sop for sop in sops if sop.slug == query.get("sop")), None),
        show=query.get("isi", "") if query.get("isi") in SHOWS else EVERYTHING,
    )
    return Asked(
        scope,
        offices,
        periods=tuple(_options(possible, period)),
        units=tuple(Option(unit.code, unit.name, unit == scope.unit) for unit in units),
        sops=tuple(Option(sop.slug, sop.name, sop == scope.sop) for sop in sops) if len(sops) > 1 else (),
        looks=tuple(Option(look, text, look == scope.look) for look, text in LOOKS.items()),
        shows=tuple((text, scope.address(isi=show), show == scope.show) for show, text in SHOWS.items()),
    )


def _office(presence: Presence, code: str) -> Office | None:
    named = next((office for office in presence.offices if office.code == code), None)
    return named or presence.main_office or next(iter(presence.offices), None)


def units_of(office: Office) -> list[Unit]:
    """The units that ever owed a figure."""
    figures = Figure.objects.filter(unit=OuterRef("pk"))
    return list(Unit.objects.filter(Exists(figures), office=office).order_by("order", "pk"))


def _sops(office: Office) -> list[Sop]:
    duties = Obligation.objects.filter(sop=OuterRef("pk"))
    return list(Sop.objects.filter(Exists(duties), office=office).order_by("name", "pk"))


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
