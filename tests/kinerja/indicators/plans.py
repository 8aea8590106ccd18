"""A small office with a planner, two units and two indicators, and the words of its forms."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.test import Client
from django.utils import timezone

from kinerja.indicators.access import Desk
from kinerja.indicators.actions import Revision, record_agreement
from kinerja.indicators.agreements import PerformanceAgreement, PlanningPost
from kinerja.indicators.goals import goal_of, write_goal
from kinerja.indicators.grid import build_grid
from kinerja.indicators.models import Indicator, Objective, Target
from kinerja.periods.models import Period
from sop.offices.models import Office, Position, Unit, User

YEAR = 2026
YEARLY = Period(kind="year", year=YEAR, number=1)


@dataclass
class Plan:
    """`share` is a percentage filled by both units, `count` a sum filled by the first."""

    office: Office
    units: list[Unit]
    share: Indicator
    count: Indicator
    planner: User
    colleague: User

    @property
    def desk(self) -> Desk:
        return Desk(self.office, self.planner, "Perencana, Kasubag", dt.date(YEAR, 6, 1), may_change=True)

    def client(self, user: User | None = None) -> Client:
        client = Client()
        client.force_login(user or self.planner)
        return client

    def url(self, *parts: object) -> str:
        return "/".join(["/pengaturan/indikator", self.office.code, *map(str, parts), ""])

    def sheet(self, **typed: str) -> dict[str, str]:
        """The sheet of the year as a browser posts it, with some cells typed: {"share-1-quarter-1": "97,5"}."""
        lines = build_grid(self.office, YEAR).lines
        data = {f"seen-{line.key}": line.seen for line in lines}
        data |= {cell.name: cell.text for line in lines for cell in line.cells}
        return data | {self.cell(name): text for name, text in typed.items()}

    def cell(self, name: str) -> str:
        """The input of "share_1_quarter_1": indicator, place of the unit, kind and number of the period."""
        indicator, unit, kind, number = name.split("_")
        row: Indicator = getattr(self, indicator)
        return f"target-{row.pk}-{self.units[int(unit) - 1].pk}-{kind}-{number}"

    def target(self, value: str, **fields: Any) -> Target:
        row = {"indicator": self.share, "unit": self.units[0], "kind": "year", "year": YEAR, "number": 1}
        return Target.objects.create(**row | fields, value=Decimal(value))

    def value(self, **fields: Any) -> Decimal | None:
        row = {"indicator": self.share, "unit": self.units[0], "kind": "year", "year": YEAR, "number": 1}
        target = Target.objects.filter(**row | fields).first()
        return target.value if target else None

    def sign(self, year: int = YEAR) -> PerformanceAgreement:
        paper = PerformanceAgreement(
            office=self.office, year=year, number="800/1/PK", signed_on=dt.date(year, 1, 15), first_party="Kepala Dinas",
            second_party="Bupati",
        )  # fmt: skip
        return record_agreement(paper, by=self.planner, at=timezone.now())


def revision(target: Target, value: str, **changes: Any) -> Revision:
    """A change of this target to a figure, as its page would ask for it."""
    fields: dict[str, Any] = {
        "goal": goal_of(Target(value=Decimal(value))),
        "seen": write_goal(target.indicator, goal_of(target)),
        "since": dt.date(target.year, 7, 1),
        "reason": "pergeseran anggaran.",
        "basis": "Adendum 800/7",
    }
    return Revision(**fields | changes)


def make_plan(code: str = "kantor") -> Plan:
    office = Office.objects.create(code=code, name=f"Dinas {code}", letterhead="PEMERINTAH", city="Kota")
    units = [Unit.objects.create(office=office, code=f"u{n}", name=f"Bidang {n}", order=n) for n in (1, 2)]
    objective = Objective.objects.create(office=office, name="Sasaran satu", order=1)
    share = Indicator.objects.create(
        office=office, objective=objective, name="Kepemilikan KTP-el", measure="%", order=1
    )
    count = Indicator.objects.create(
        office=office, objective=objective, name="Dokumen terbit", measure="dokumen", decimals=0, aggregation="sum",
        order=2,
    )  # fmt: skip
    share.units.set(units)
    count.units.set(units[:1])
    planner, colleague = _person(office, "perencana"), _person(office, "rekan")
    PlanningPost.objects.create(position=Position.objects.get(office=office, code="perencana"))
    return Plan(office, units, share, count, planner, colleague)


def _person(office: Office, name: str) -> User:
    user = User.objects.create(username=f"{name}-{office.code}", name=name.title(), password="!")
    post = Position.objects.create(office=office, code=name, title=f"Jabatan {name}")
    user.appointments.create(position=post, since=dt.date(2020, 1, 1))
    return user
