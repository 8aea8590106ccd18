"""Which compliance is asked for by the address: an SOP, a version or all, from quarter to quarter."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from kinerja.compliance import quarters
from kinerja.compliance.lines import StepLine, lines_of, publications_of
from kinerja.compliance.tallying import first_moment
from kinerja.submissions.listing.presence import Presence, presence_of
from sop.durations.calendar import Calendar
from sop.offices.models import Office, Unit, User
from sop.offices.queries import calendar_of
from sop.procedures.models import Publication, Sop

BY_STEP, BY_UNIT, BY_POST = "langkah", "unit", "jabatan"
GROUPINGS = {BY_STEP: "Per langkah", BY_UNIT: "Per unit", BY_POST: "Per jabatan"}


@dataclass(frozen=True)
class Scope:
    """An SOP before one person. `first` and `last` are quarters, both counted; `version` None joins all versions."""

    presence: Presence
    sop: Sop
    publications: tuple[Publication, ...]
    first: int
    last: int
    version: int | None
    grouping: str

    @property
    def office(self) -> Office:
        return self.sop.office

    @property
    def at(self) -> dt.datetime:
        return self.presence.at

    @property
    def user(self) -> User:
        return self.presence.user

    @cached_property
    def calendar(self) -> Calendar:
        return calendar_of(self.office, self.at)

    @cached_property
    def lines(self) -> tuple[StepLine, ...]:
        return lines_of(self.publications, self.version)

    @cached_property
    def units(self) -> dict[int, Unit]:
        return {unit.pk: unit for unit in Unit.objects.filter(office=self.office).order_by("order", "pk")}

    @property
    def since(self) -> dt.datetime:
        return first_moment(self.first, self.office)

    @property
    def until(self) -> dt.datetime:
        """The first moment after the last quarter."""
        return first_moment(self.last + 1, self.office)

    @property
    def period(self) -> str:
        """Write "TW I 2025 sampai TW IV 2026"."""
        if self.first == self.last:
            return quarters.name(self.first)
        return f"{quarters.name(self.first)} sampai {quarters.name(self.last)}"

    def query(self, **changes: object) -> str:
        """The filters as the tail of an address, with some changed; "" drops one."""
        asked: dict[str, object] = {
            "dari": quarters.slug(self.first),
            "sampai": quarters.slug(self.last),
            "versi": self.version or "",
            "per": "" if self.grouping == BY_STEP else self.grouping,
        }
        return urlencode(
            {name: value for name, value in (asked | changes).items() if value not in {"", None}}
        )

    def url(self, name: str = "page", **changes: object) -> str:
        return f"{reverse(f'compliance:{name}', args=[self.sop.pk])}?{self.query(**changes)}"

    @cached_property
    def steps_url(self) -> str:
        """The list of all step runs of this scope; a page has hundreds of addresses that begin so."""
        return self.url("steps", per="")

    @property
    def log_urls(self) -> dict[str, str]:
        """Where the event log of this scope is downloaded."""
        return {"csv": self.url("log_csv"), "xes": self.url("log_xes")}


def open_sop(user: User, pk: int, at: dt.datetime) -> tuple[Presence, Sop]:
    """An SOP of an office where this person holds a post today; strangers find nothing (404). Two queries."""
    presence = presence_of(user, at)
    seen = Sop.objects.filter(office__in=presence.offices).select_related("office")
    return presence, get_object_or_404(seen, pk=pk)


def scope_of(user: User, pk: int, query: Mapping[str, str], at: dt.datetime) -> Scope:
    """Read `dari`, `sampai`, `versi` and `per`; what names nothing counts as not asked. Three queries."""
    presence, sop = open_sop(user, pk, at)
    publications = tuple(publications_of(sop))
    if not publications:
        raise Http404
    now = quarters.quarter_of(at.astimezone(sop.office.tz).date())
    last = min(quarters.read(query.get("sampai", ""), now), now)
    first = min(quarters.read(query.get("dari", ""), last - quarters.SHOWN + 1), last)
    asked = query.get("versi", "")
    known = {str(publication.version.version): publication.version.version for publication in publications}
    grouping = query.get("per", "")
    return Scope(
        presence, sop, publications, max(first, now - quarters.OFFERED + 1), max(last, now - quarters.OFFERED + 1),
        known.get(asked), grouping if grouping in GROUPINGS else BY_STEP,
    )  # fmt: skip
