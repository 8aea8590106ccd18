"""Small SOPs said in a few words, published and staffed, for the tests of the engine."""

import datetime as dt
import itertools
from dataclasses import dataclass, field
from typing import Any

from kinerja.indicators.models import Indicator, Objective, Target
from kinerja.periods.models import Obligation, Period
from kinerja.submissions.models import Submission
from kinerja.submissions.opening import start
from sop.offices.models import Appointment, Office, Position, Unit, User
from sop.procedures.actions import publish
from sop.procedures.models import Actor, ActorBinding, Sop, SopVersion
from sop.procedures.steps import Flow, QualityStandard, Step, StepActor

SINCE = dt.date(2020, 1, 1)
PERIOD = {"kind": "quarter", "year": 2026, "number": 3}
OPENED = dt.datetime(2026, 10, 1, 2, 0, tzinfo=dt.UTC)
_count = itertools.count(1)


@dataclass
class Row:
    """One step: its column, flags, and arrows out as (target or None, effects, label, is_return)."""

    actor: int
    out: list[tuple[int | None, list[str], str, bool]]
    nature: str = "process"
    fills: bool = False
    per_unit: bool = False
    record: str = ""
    time: str = "1 hari"


@dataclass
class World:
    """A published SOP with an office of its own: a person per column, a clerk per unit, and a stranger."""

    office: Office
    people: dict[int, User]
    clerks: dict[int, User]
    stranger: User
    obligation: Obligation
    units: list[Unit] = field(default_factory=list)

    def begin(self) -> Submission:
        period, _ = Period.objects.get_or_create(**PERIOD)
        first = self.obligation.sop.versions.get().steps.get(starts=True)
        by = (
            next(iter(self.clerks.values()))
            if first.fills
            else self.people[first.step_actors.get().actor.order]
        )
        return start(self.obligation, period, by=by, at=OPENED)


def in_letters(n: int) -> str:
    """A name that no search for a number finds: 12 is BC."""
    return "".join("ABCDEFGHIJ"[int(digit)] for digit in str(n))


def person(username: str, **fields: Any) -> User:
    return User.objects.create(username=username, name=username.title(), password="!", **fields)


def build(rows: list[Row], *, units: int = 2, indicators: int = 1) -> World:
    """Publish the rows as an SOP of a new office. Column 1 is that of the clerks, one for each unit."""
    n = next(_count)
    office = Office.objects.create(
        code=f"kantor-{n}", name=f"Dinas {n}", letterhead="PEMERINTAH", city="Kota"
    )
    world = _staffed(office, rows, units, n)
    version = SopVersion.objects.create(
        sop=world.obligation.sop, agency="Dinas", title=f"SOP {n}", number=str(n)
    )
    actors = {
        order: Actor.objects.create(version=version, order=order, label=f"Kolom {order}")
        for order in {1, *world.people}
    }
    for order, actor in actors.items():
        for position in Position.objects.filter(office=office, code__startswith=f"kolom-{order}-"):
            ActorBinding.objects.create(actor=actor, position=position)
    _draw(version, rows, actors)
    _owe(world, indicators)
    publish(version, by=None, at=OPENED)
    return world


def _staffed(office: Office, rows: list[Row], units: int, n: int) -> World:
    sop = Sop.objects.create(office=office, slug=f"sop-{n}", name=f"SOP {in_letters(n)}")
    obligation = Obligation.objects.create(office=office, sop=sop, kind="quarter", since=SINCE)
    world = World(office, {}, {}, person(f"asing-{n}"), obligation)
    for i in range(1, units + 1):
        unit = Unit.objects.create(office=office, code=f"u{i}", name=f"Bidang {i}", order=i)
        world.units.append(unit)
        world.clerks[unit.pk] = _appoint(office, f"kolom-1-{i}", person(f"petugas-{n}-{i}"), unit)
    for order in sorted({row.actor for row in rows} - {1}):
        world.people[order] = _appoint(office, f"kolom-{order}-x", person(f"pejabat-{n}-{order}"), None)
    return world


def _appoint(office: Office, code: str, user: User, unit: Unit | None) -> User:
    position = Position.objects.create(office=office, code=code, title=code, unit=unit)
    Appointment.objects.create(user=user, position=position, since=SINCE)
    return user


def _draw(version: SopVersion, rows: list[Row], actors: dict[int, Actor]) -> None:
    steps = {}
    for place, row in enumerate(rows, start=1):
        step = Step.objects.create(
            version=version, position=place, number=str(place), activity=f"Kegiatan {place}", nature=row.nature,
            starts=place == 1, fills=row.fills, per_unit=row.per_unit, record=row.record,
        )  # fmt: skip
        StepActor.objects.create(step=step, actor=actors[row.actor])
        QualityStandard.objects.create(step=step, requirements="Berkas", time=row.time, output="Hasil")
        steps[place] = step
    for place, row in enumerate(rows, start=1):
        for order, (target, effects, label, is_return) in enumerate(row.out, start=1):
            Flow.objects.create(
                source=steps[place], order=order, target=steps.get(target), label=label, effects=effects,
                is_return=is_return,
            )  # fmt: skip


def _owe(world: World, indicators: int) -> None:
    objective = Objective.objects.create(office=world.office, name="Sasaran", order=1)
    for i in range(1, indicators + 1):
        indicator = Indicator.objects.create(
            office=world.office, objective=objective, name=f"Indikator {i}", measure="%", order=i
        )
        indicator.units.set(world.units)
        for unit in world.units:
            Target.objects.create(indicator=indicator, unit=unit, value=100, **PERIOD)


def straight(*, per_unit: bool = True) -> list[Row]:
    """Fill, verify, paraf, sign, archive, one column each: the shortest runnable SOP."""
    return [
        Row(1, [(2, [], "", False)], fills=True, per_unit=per_unit),
        Row(2, [(3, ["verify"], "Ya", False), (1, ["revise"], "Tidak", True)], nature="decision"),
        Row(3, [(4, ["paraf"], "", False)]),
        Row(4, [(5, ["sign"], "", False)]),
        Row(2, [(None, ["archive"], "", False)]),
    ]
