"""What is done to the plan of an office: its tree, its targets, the agreement that locks them, and changes afterwards.

Every act holds the row of the office until it is done, so that no target is written while an agreement is recorded.
"""

import datetime as dt
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kinerja.indicators.access import Desk
from kinerja.indicators.agreements import PerformanceAgreement, TargetRevision
from kinerja.indicators.copying import copyable, target_at
from kinerja.indicators.errors import (
    AlreadySigned,
    NothingToSign,
    StaleTarget,
    TargetsLocked,
    TargetsOpen,
    WrongRevision,
)
from kinerja.indicators.goals import Goal, goal_of, write_goal
from kinerja.indicators.grid import agreement_of, goals_of
from kinerja.indicators.models import Indicator, Objective, Target
from kinerja.indicators.tree import in_order
from kinerja.periods.models import Period
from sop.offices.models import Office, Unit, User

logger = logging.getLogger(__name__)

UP, DOWN = "naik", "turun"


@dataclass(frozen=True)
class Wanted:
    """A target as somebody wrote it; `seen` is the text that stood in the cell before he did."""

    name: str
    indicator: Indicator
    unit: Unit
    period: Period
    goal: Goal
    seen: str


@dataclass(frozen=True)
class Saved:
    """How many targets changed; `refused`: by the name of their cell why the others did not."""

    changed: int
    refused: dict[str, str]


@dataclass(frozen=True)
class Revision:
    """A change of a locked target as it is asked for; `seen` is the text of the target on the page."""

    goal: Goal
    seen: str
    since: dt.date
    reason: str
    basis: str


@transaction.atomic
def save_targets(office: Office, year: int, wanted: Iterable[Wanted], *, by: User) -> Saved:
    """Write those that nobody else changed meanwhile; an emptied cell has no target any more."""
    hold(office)
    refuse_locked(office, year)
    rows = Target.objects.filter(indicator__office=office, year=year)
    now = {(row.indicator_id, row.unit_id, row.kind, row.number): row for row in rows}
    made: list[Target] = []
    changed: list[Target] = []
    gone: list[int] = []
    refused: dict[str, str] = {}
    for one in wanted:
        row = now.get((one.indicator.pk, one.unit.pk, one.period.kind, one.period.number))
        if sentence := _objection(one, row):
            refused[one.name] = sentence
        elif one.goal != goal_of(row):
            _sort(one, row, made, changed, gone)
    Target.objects.bulk_create(made)
    Target.objects.bulk_update(changed, ["value", "lower", "upper"])
    Target.objects.filter(pk__in=gone).delete()
    count = len(made) + len(changed) + len(gone)
    logger.info("%s targets of %s for %s saved by user %s", count, office.code, year, by.pk)
    return Saved(count, refused)


def _objection(one: Wanted, row: Target | None) -> str:
    """Why this cell is not written; "" where nothing stands against it."""
    current = write_goal(one.indicator, goal_of(row))
    if current != one.seen:
        return (
            f"Sudah diubah menjadi {current or 'kosong'} sejak halaman ini dibuka. "
            "Simpan lagi bila isian Anda yang benar."
        )
    if one.goal.empty and row is not None and row.budget is not None:
        return "Target ini memuat pagu anggaran, sehingga tidak dapat dikosongkan. Tulis target yang baru."
    return ""


def _sort(
    one: Wanted, row: Target | None, made: list[Target], changed: list[Target], gone: list[int]
) -> None:
    """A row that is not there is made, an emptied one goes, any other changes."""
    if row is None:
        made.append(target_at(one.indicator, one.unit, one.period, one.goal))
    elif one.goal.empty:
        gone.append(row.pk)
    else:
        row.value, row.lower, row.upper = one.goal.value, one.goal.lower, one.goal.upper
        changed.append(row)


@transaction.atomic
def copy_targets(office: Office, year: int, *, by: User) -> int:
    """Those of last year where this year has none; how many."""
    hold(office)
    refuse_locked(office, year)
    made = Target.objects.bulk_create(
        [target_at(one.indicator, one.unit, one.period, one.goal) for one in copyable(office, year)]
    )
    logger.info("%s targets of %s copied to %s by user %s", len(made), office.code, year, by.pk)
    return len(made)


@transaction.atomic
def record_agreement(agreement: PerformanceAgreement, *, by: User, at: dt.datetime) -> PerformanceAgreement:
    """The paper is signed: from now on the targets of its year are locked."""
    hold(agreement.office)
    if before := agreement_of(agreement.office, agreement.year):
        raise AlreadySigned(before.year, before.number, before.signed_on)
    if not goals_of(agreement.office, agreement.year):
        raise NothingToSign(agreement.year)
    agreement.recorded_by, agreement.recorded_at = by, at
    agreement.full_clean()
    agreement.save()
    logger.info("targets of %s for %s locked by user %s", agreement.office.code, agreement.year, by.pk)
    return agreement


@transaction.atomic
def revise_target(
    indicator: Indicator, unit: Unit, period: Period, revision: Revision, *, by: Desk, at: dt.datetime
) -> TargetRevision:
    """Change a locked target by an addendum. Files already opened keep the target they were opened with."""
    hold(indicator.office)
    if agreement_of(indicator.office, period.year) is None:
        raise TargetsOpen(period.year)
    row = Target.objects.filter(
        indicator=indicator, unit=unit, kind=period.kind, year=period.year, number=period.number
    ).first()
    old = goal_of(row)
    check_revision(indicator, period, revision, old)
    record = TargetRevision(
        indicator=indicator, unit=unit, kind=period.kind, year=period.year, number=period.number,
        old_value=old.value, old_lower=old.lower, old_upper=old.upper, **revision.goal.fields,
        since=revision.since, reason=revision.reason, basis=revision.basis,
        by=by.user, by_name=by.name, at=at,
    )  # fmt: skip
    record.full_clean()
    record.save()
    row = row or target_at(indicator, unit, period, revision.goal)
    row.value, row.lower, row.upper = revision.goal.value, revision.goal.lower, revision.goal.upper
    row.save()
    return record


def check_revision(indicator: Indicator, period: Period, revision: Revision, old: Goal) -> None:
    """A revision says something new, about what the person saw, from a day inside the year of its target."""
    now = write_goal(indicator, old)
    if now != revision.seen:
        raise StaleTarget(now)
    if revision.goal.empty:
        raise WrongRevision(
            "target", "Isi target yang baru. Target yang sudah terkunci tidak dapat dikosongkan."
        )
    if revision.goal == old:
        raise WrongRevision("target", f"Target ini sudah {now}. Tulis target yang baru.")
    if not dt.date(period.year, 1, 1) <= revision.since <= period.end:
        raise WrongRevision(
            "since",
            f"Tanggal berlaku harus pada tahun {period.year} dan tidak sesudah akhir {period.name}.",
        )


@transaction.atomic
def save_objective(objective: Objective, *, by: User) -> Objective:
    """A new one stands behind its siblings."""
    hold(objective.office)
    if objective.pk is None:
        objective.order = Objective.objects.filter(office=objective.office).count() + 1
    objective.full_clean()
    objective.save()
    _renumber(objective.office)
    logger.info("objective %s of %s saved by user %s", objective.pk, objective.office.code, by.pk)
    return objective


@transaction.atomic
def save_indicator(indicator: Indicator, units: Iterable[Unit], *, by: User) -> Indicator:
    """A new one stands behind the others of its objective."""
    hold(indicator.office)
    if indicator.pk is None:
        indicator.order = Indicator.objects.filter(office=indicator.office).count() + 1
    indicator.save()
    indicator.units.set(units)
    logger.info("indicator %s of %s saved by user %s", indicator.pk, indicator.office.code, by.pk)
    return indicator


@transaction.atomic
def move_objective(objective: Objective, way: str, *, by: User) -> None:
    """Past its neighbour under the same parent; what hangs on it comes along."""
    hold(objective.office)
    siblings = Objective.objects.filter(office=objective.office, parent=objective.parent_id)
    _swap(list(siblings.order_by("order", "pk")), objective, way)
    _renumber(objective.office)
    logger.info("objective %s moved by user %s", objective.pk, by.pk)


@transaction.atomic
def move_indicator(indicator: Indicator, way: str, *, by: User) -> None:
    """Past its neighbour under the same objective."""
    hold(indicator.office)
    _swap(
        list(Indicator.objects.filter(objective=indicator.objective_id).order_by("order", "pk")),
        indicator,
        way,
    )
    logger.info("indicator %s moved by user %s", indicator.pk, by.pk)


def set_active(indicator: Indicator, *, active: bool, by: User) -> None:
    """An indicator is never deleted: files of the past show it. Files that are open keep it."""
    Indicator.objects.filter(pk=indicator.pk).update(active=active)
    logger.info("indicator %s active=%s by user %s", indicator.pk, active, by.pk)


def hold(office: Office) -> None:
    """Acts on the plan of one office come one after the other."""
    list(Office.objects.select_for_update().filter(pk=office.pk))


def refuse_locked(office: Office, year: int) -> None:
    if agreement := agreement_of(office, year):
        raise TargetsLocked(year, agreement.number)


def _swap(rows: Sequence[Any], row: Any, way: str) -> None:
    """Change places with the neighbour, then number them anew; at the end of the list nothing happens."""
    ordered = list(rows)
    here = next(place for place, one in enumerate(ordered) if one.pk == row.pk)
    there = here - 1 if way == UP else here + 1
    if 0 <= there < len(ordered):
        ordered[here], ordered[there] = ordered[there], ordered[here]
    numbers = sorted(one.order for one in rows)
    if len(set(numbers)) < len(numbers):
        numbers = list(range(1, len(rows) + 1))
    for one, number in zip(ordered, numbers, strict=True):
        type(one)._default_manager.filter(pk=one.pk).update(order=number)


def _renumber(office: Office) -> None:
    """Files list indicators by the order of their objective: it follows the tree, depth first."""
    objectives = list(Objective.objects.filter(office=office).order_by("order", "pk"))
    for number, (objective, _) in enumerate(in_order(objectives), start=1):
        if objective.order != number:
            Objective.objects.filter(pk=objective.pk).update(order=number)
