"""Starting a submission: a run of the SOP in force, with definitions and targets of the figures frozen into it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from kinerja.indicators.bands import frozen
from kinerja.indicators.models import Indicator, Target
from kinerja.indicators.queries import bands_of
from kinerja.periods.models import Obligation, Period, PeriodKind
from kinerja.submissions.errors import AlreadyStarted, CannotOpen
from kinerja.submissions.figures import Figure
from kinerja.submissions.models import Submission
from kinerja.submissions.papers.snapshots import number
from sop.offices.models import Unit, User
from sop.offices.queries import calendar_of
from sop.procedures.definition import Definition
from sop.procedures.models import Publication
from sop.procedures.queries import definition_of
from sop.runs.actions import start_run
from sop.runs.engine import holders
from sop.runs.errors import NotYourStep
from sop.runs.models import Run
from sop.runs.performers import Application, Performer, performer_for
from sop.runs.queries import publication_in_force, units_per_step

# Who opens a file when its day has come; it is no account and has no rights.
APPLICATION = Application("Aplikasi (dibuka otomatis)")


def start(obligation: Obligation, period: Period, *, by: User, at: dt.datetime | None = None) -> Submission:
    """Open the file of this period. Whoever may do the first step may open it; raises a RuleError otherwise."""
    at = at or timezone.now()
    publication = _publication(obligation, period)
    definition = definition_of(publication)
    performer = performer_for(by, publication.version_id, at.astimezone(obligation.office.tz).date())
    first = definition.steps[definition.starts[0]]
    if not any(duty.actor in first.actors for duty in performer.duties):
        raise NotYourStep(first.number or "1", holders(definition, first))
    try:
        with transaction.atomic():
            return _start(obligation, period, publication, performer, at)
    except IntegrityError as error:
        raise AlreadyStarted(period.name) from error


def start_by_itself(obligation: Obligation, period: Period, *, at: dt.datetime) -> Submission:
    """Open the file of this period in nobody's name: the application holds no duty and does no step of it.

    A first step without a holder is no obstacle; the file then stands there as "tanpa pelaksana".
    Raises CannotOpen, AlreadyStarted.
    """
    publication = _publication(obligation, period)
    try:
        with transaction.atomic():
            return _start(obligation, period, publication, APPLICATION, at)
    except IntegrityError as error:
        raise AlreadyStarted(period.name) from error


def _publication(obligation: Obligation, period: Period) -> Publication:
    publication = publication_in_force(obligation.sop_id, period.start)
    if publication is None:
        raise CannotOpen("Belum ada naskah SOP yang terbit dan berlaku untuk periode ini. Hubungi admin.")
    return publication


def _start(
    obligation: Obligation,
    period: Period,
    publication: Publication,
    by: Performer | Application,
    at: dt.datetime,
) -> Submission:
    rows = _figures(obligation, period)
    definition = definition_of(publication)
    run = Run(
        office=obligation.office, publication=publication, year=period.year, period_end=period.end,
        title=f"{obligation.sop.name} {period.name}", units=_units(publication, definition, rows),
    )  # fmt: skip
    start_run(run, by=by, at=at, calendar=calendar_of(obligation.office, at), details={"period": period.slug})
    submission = Submission.objects.create(
        office=obligation.office, obligation=obligation, period=period, run=run
    )
    for row in rows:
        row.submission = submission
    Figure.objects.bulk_create(rows)
    return submission


def _units(publication: Publication, definition: Definition, rows: list[Figure]) -> dict[str, list[int]]:
    """Units of the per-unit steps: those of the bound posts; where figures are filled, only units that owe some."""
    owing = {row.unit_id for row in rows}
    units = units_per_step(publication)
    for place in definition.fill_steps:
        if definition.steps[place].per_unit:
            bound = set(units[str(place)])
            _refuse_orphans(owing - bound)
            units[str(place)] = sorted(owing & bound)
    return units


def _refuse_orphans(orphans: set[int]) -> None:
    if orphans:
        names = ", ".join(Unit.objects.filter(pk__in=orphans).values_list("name", flat=True))
        raise CannotOpen(
            f"Belum ada jabatan pengisi untuk {names}. Tambahkan jabatan pelaksana langkah pengisian, lalu mulai kembali."
        )


def _figures(obligation: Obligation, period: Period) -> list[Figure]:
    indicators = (
        Indicator.objects.filter(office=obligation.office, active=True)
        .select_related("objective")
        .prefetch_related("units")
    )
    goals = _goals(obligation, period)
    shared = {
        "bands": frozen(bands_of(obligation.office_id)),
        "explain_below": number(obligation.explain_below),
    }
    rows = [
        _figure(indicator, unit, order, goals.get((indicator.pk, unit.pk), NO_GOAL), period, shared)
        for order, indicator in enumerate(indicators, start=1)
        for unit in indicator.units.all()
    ]
    if not rows:
        raise CannotOpen(
            "Belum ada indikator untuk perangkat daerah ini. Pemegang jabatan perencana menambahkannya pada Pengaturan › Indikator & target."
        )
    return rows


@dataclass
class Goal:
    """What a row is measured against: the target of the period, and the money of the year."""

    target: Target | None = None
    budget: Decimal | None = None


NO_GOAL = Goal()


def _goals(obligation: Obligation, period: Period) -> dict[tuple[int, int], Goal]:
    """By (indicator, unit). One query: the targets of the period and those of its year, which hold the pagu."""
    goals: dict[tuple[int, int], Goal] = {}
    of_period = Q(kind=period.kind, number=period.number)
    for target in Target.objects.filter(
        of_period | Q(kind=PeriodKind.YEAR), indicator__office=obligation.office, year=period.year
    ):
        goal = goals.setdefault((target.indicator_id, target.unit_id), Goal())
        if target.kind == period.kind:
            goal.target = target
        if target.kind == PeriodKind.YEAR:
            goal.budget = target.budget
    return goals


def _figure(
    indicator: Indicator, unit: Unit, order: int, goal: Goal, period: Period, shared: Mapping[str, Any]
) -> Figure:
    target = goal.target
    return Figure(
        office_id=indicator.office_id, year=period.year, indicator=indicator, unit=unit, order=order,
        definition={**frozen_definition(indicator), **shared},
        target=target.value if target else None,
        target_lower=target.lower if target else None,
        target_upper=target.upper if target else None,
        budget=goal.budget if indicator.budgeted else None,
    )  # fmt: skip


def frozen_definition(indicator: Indicator) -> dict[str, Any]:
    """What the indicator means on the day the period opens."""
    return {
        "name": indicator.name,
        "objective": indicator.objective.name,
        "level": indicator.objective.level,
        "measure": indicator.measure,
        "decimals": indicator.decimals,
        "direction": indicator.direction,
        "formula": indicator.formula,
        "aggregation": indicator.aggregation,
        "zero_policy": indicator.zero_policy,
        "scale": indicator.scale,
        "lowest": number(indicator.lowest),
        "highest": number(indicator.highest),
        "strict_bounds": indicator.strict_bounds,
        "numerator_name": indicator.numerator_name,
        "denominator_name": indicator.denominator_name,
        "factor": number(indicator.factor),
        "budgeted": indicator.budgeted,
        "evidence_required": indicator.evidence_required,
    }
