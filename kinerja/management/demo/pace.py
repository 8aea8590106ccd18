"""When things happen: at once, or in the working time of an office, mostly within the standard of the SOP."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol

from kinerja.management.demo.chance import between, draw
from sop.durations.arithmetic import add_working, working_minutes_between
from sop.durations.calendar import Calendar
from sop.runs.models import StepRun

SHORT = 60  # minutes; a paper may lie on a desk longer than so short a standard allows
OVERRUN_SHORT, OVERRUN_LONG = 0.2, 0.06  # how often
UNMEASURED = 150  # minutes for a step without a standard
LEAST = 3


Place = Mapping[str, Any]
"""A row of the marking of a run."""


class Pace(Protocol):
    """Gives the moment of each act; None is the server's clock."""

    def first(self, places: Sequence[Place], /) -> Place:
        """Which of the open places of the marking is done before the others."""

    def moment(self, place: Place, /) -> dt.datetime | None:
        """When this open place is done."""

    def earlier(self, at: dt.datetime | None, /) -> dt.datetime | None:
        """When what precedes the act is done: figures entered, rows judged."""


@dataclass(frozen=True)
class AtOnce:
    """One fixed moment, or the server's clock: for tests."""

    at: dt.datetime | None = None

    def first(self, places: Sequence[Place], /) -> Place:
        return places[0]

    def moment(self, _place: Place, /) -> dt.datetime | None:
        return self.at

    def earlier(self, at: dt.datetime | None, /) -> dt.datetime | None:
        return at


@dataclass
class WorkingPace:
    """Moments in open hours, never before the last one and never after `latest`.

    `late` names the steps that overrun for certain; `seed` keeps two cases from looking alike. `steady` is the share
    of the standard that every other step takes; without it chance decides.
    """

    calendar: Calendar
    now: dt.datetime
    latest: dt.datetime
    seed: str
    late: frozenset[int] = frozenset()
    steady: float = 0.0
    count: int = 0
    wanted: dict[int, dt.datetime] = field(default_factory=dict)

    def first(self, places: Sequence[Place], /) -> Place:
        return min(places, key=self._wanted)

    def moment(self, place: Place, /) -> dt.datetime:
        self.count += 1
        soonest = add_working(self.calendar, self.now, LEAST)
        self.now = min(max(self._wanted(place), soonest), self.latest)
        return self.now

    def _wanted(self, place: Place) -> dt.datetime:
        """When the step would be done if nobody else had to be waited for; settled once for each opening."""
        if place["id"] not in self.wanted:
            opened, due = StepRun.objects.values_list("opened_at", "due_at").get(pk=place["id"])
            standard = working_minutes_between(self.calendar, opened, due) if due else UNMEASURED
            seed = f"{self.seed}/{self.count}/{place['step']}/{place['unit']}"
            seconds = int(60 * max(LEAST, standard * self._share(standard, place["step"], seed)))
            self.wanted[place["id"]] = add_working(self.calendar, opened, Decimal(seconds) / 60)
        return self.wanted[place["id"]]

    def earlier(self, at: dt.datetime | None, /) -> dt.datetime | None:
        return at - dt.timedelta(seconds=int(between(20, 55, self.seed, self.count))) if at else None

    def _share(self, standard: int, step: int, seed: str) -> float:
        """How much of the standard is used; short standards are overrun more often."""
        if step in self.late:
            return between(1.6, 2.6, seed, "late")
        if self.steady:
            return self.steady
        if draw(seed, "overrun") < (OVERRUN_SHORT if standard <= SHORT else OVERRUN_LONG):
            return between(1.1, 1.7, seed, "over")
        return between(0.15, 0.9, seed, "in time")
