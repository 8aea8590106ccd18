"""The facts behind the findings of the home page, counted by a constant number of queries."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.urls import reverse

from kinerja.indicators.models import Indicator, Target
from kinerja.insights.achieved import Achieved
from kinerja.insights.findings import (
    NAMED,
    Finding,
    LateUnit,
    Quality,
    below_target,
    lateness,
    own_units,
    quality,
    returned,
    waiting,
)
from kinerja.insights.graphs import UnitProgress
from kinerja.insights.roles import FILLER, HEAD, Role
from kinerja.insights.waiting import Sorted
from kinerja.periods.models import Period
from kinerja.submissions.labels import RETURNED, working_time
from kinerja.submissions.listing.presence import Presence
from kinerja.submissions.listing.standing import Standing
from sop.durations.arithmetic import working_minutes_between
from sop.offices.models import Office
from sop.offices.queries import calendar_of
from sop.runs.models import StepRun


@dataclass(frozen=True)
class Facts:
    """What was read for the page already; `asked` narrows the office's part, not the person's own tasks.

    `running` is the period of `units`.
    """

    presence: Presence
    role: Role
    asked: Period | None
    running: Period | None
    office: Office | None
    inbox: Sorted
    open_files: Sequence[Standing]
    achieved: Achieved | None
    units: Sequence[UnitProgress]

    @property
    def period(self) -> str:
        return self.asked.slug if self.asked else ""


def findings_of(facts: Facts) -> list[Finding]:
    """What stands out for this person, in the order of his role. Two queries, four for a keeper of the settings."""
    zone = facts.presence.zone or next((office.zone for office in facts.presence.offices), "Asia/Jakarta")
    found = {
        "own": list(waiting(facts.inbox, ZoneInfo(zone))),
        "units": _own(facts),
        "late": list(lateness(_late(facts), facts.period)),
        "back": list(returned(sum(file.label == RETURNED for file in facts.open_files), facts.period)),
        "goals": _goals(facts),
        "data": list(quality(_quality(facts), facts.office.code if facts.office else "")),
    }
    return [finding for name in _order(facts.role) for finding in found[name]]


def _order(role: Role) -> tuple[str, ...]:
    """A keeper sees first what he mends, who fills his own unit, a head how the office stands."""
    if role.keeps:
        return ("data", "own", "late", "back", "units", "goals")
    return {
        FILLER: ("units", "back", "own", "late", "goals", "data"),
        HEAD: ("own", "late", "goals", "back", "units", "data"),
    }.get(role.name, ("own", "late", "back", "units", "goals", "data"))


def _own(facts: Facts) -> list[Finding]:
    """Progress of the units of the person's posts."""
    own = {post.position.unit_id for post in facts.presence.posts}
    return list(own_units(facts.units, own, facts.running.short if facts.running else ""))


def _goals(facts: Facts) -> list[Finding]:
    achieved = facts.achieved
    if achieved is None or facts.office is None:
        return []
    url = f"{reverse('insights:recap')}?kantor={facts.office.code}&p={achieved.slug}&isi=capaian"
    counted = sum(row.counted for row in achieved.objectives)
    return list(below_target(achieved.below, counted, achieved.short, url))


def _late(facts: Facts) -> list[LateUnit]:
    """Open filling steps past their deadline, the longest first. One query, and calendars not read this minute."""
    rows = StepRun.objects.filter(
        office__in=facts.presence.offices, closed_at=None, step__fills=True, due_at__lt=facts.presence.at,
        run__submission__isnull=False,
    )  # fmt: skip
    if facts.asked:
        asked = facts.asked
        rows = rows.filter(
            run__submission__period__kind=asked.kind, run__submission__period__year=asked.year,
            run__submission__period__number=asked.number,
        )  # fmt: skip
    late = list(rows.order_by("due_at", "pk").values_list("unit__name", "step__activity", "office", "due_at"))
    grouped: dict[tuple[int, str], list[dt.datetime]] = {}
    for unit, activity, office, due in late:
        if due is not None:
            place = (office, "" if facts.presence.many else unit or activity)
            grouped.setdefault(place, []).append(due)
    return [
        _told(facts.presence, office, name, moments, told=place < NAMED)
        for place, ((office, name), moments) in enumerate(grouped.items())
    ]


def _told(presence: Presence, pk: int, name: str, moments: Sequence[dt.datetime], *, told: bool) -> LateUnit:
    """A unit by its name; of several offices each with the number of what is late. Calendars only for what is told."""
    office = next(office for office in presence.offices if office.pk == pk)
    if not told:
        return LateUnit("", office.code)
    calendar = calendar_of(office, presence.at)
    late = working_time(working_minutes_between(calendar, moments[0], presence.at), calendar, presence.at)
    if name:
        return LateUnit(f"{name} terlambat {late}", "")
    return LateUnit(f"{office.name}: {len(moments)} isian terlambat, terlama {late}", office.code)


def _quality(facts: Facts) -> Quality | None:
    """For a keeper: what is missing in his office. Two queries."""
    if not facts.role.keeps or facts.office is None:
        return None
    year, day = facts.presence.day.year, facts.presence.day
    targets = Target.objects.filter(year=year, indicator__office=facts.office)
    untargeted = Indicator.objects.filter(office=facts.office, active=True).exclude(
        pk__in=targets.values("indicator")
    )
    orphans = StepRun.objects.filter(office=facts.office, run__submission__isnull=False)
    return Quality(year, untargeted.count(), orphans.without_performer(day).order_by().count())
