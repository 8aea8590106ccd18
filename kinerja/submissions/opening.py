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
from kinerja.periods.windows import window_of
from kinerja.submissions.errors import AlreadyStarted, CannotOpen
from kinerja.submissions.figures import Figure
from kinerja.submissions.models import Submission
from kinerja.submissions.papers.snapshots import number
from sop.durations.calendar import Calendar
from sop.errors import RuleError
from sop.offices.models import Unit, User
from sop.offices.queries import calendar_of
from sop.procedures.definition import Definition, StepDef
from sop.procedures.models import Publication
from sop.procedures.queries import definition_of
from sop.runs.actions import start_run
from sop.runs.engine import holders
from sop.runs.errors import NotYourStep
from sop.runs.models import Run
from sop.runs.performers import Application, Duty, Performer, performer_for
from sop.runs.queries import publication_in_force, units_per_step

# Who opens a file when its day has come; it is no account and has no rights.
APPLICATION = Application("Aplikasi (dibuka otomatis)")


@dataclass(frozen=True)
class Opener:
    """Who opens a file, in which capacity (None: the application by itself), when, and by which sheet."""

    publication: Publication
    performer: Performer | Application
    duty: Duty | None
    at: dt.datetime

    @property
    def capacity(self) -> str:
        return self.duty.capacity if self.duty else ""

    @property
    def definition(self) -> Definition:
        return definition_of(self.publication)

    @property
    def first(self) -> StepDef:
        """The step a file begins with."""
        return self.definition.steps[self.definition.starts[0]]


def start(obligation: Obligation, period: Period, *, by: User, at: dt.datetime | None = None) -> Submission:
    """Open the file of this period. Whoever may do the first step may open it; raises a RuleError otherwise."""
    opener = opener_of(obligation, period, by=by, at=at or timezone.now())
    return _opened(Submission(obligation=obligation, period=period), opener)


def start_by_itself(obligation: Obligation, period: Period, *, at: dt.datetime) -> Submission:
    """Open the file of this period in nobody's name: the application holds no duty and does no step of it.

    A first step without a holder is no obstacle; the file then stands there as "tanpa pelaksana".
    Raises CannotOpen, AlreadyStarted.
    """
    opener = Opener(_publication(obligation, period), APPLICATION, None, at)
    return _opened(Submission(obligation=obligation, period=period), opener)


def _opened(submission: Submission, opener: Opener) -> Submission:
    """The file of a period with its own figures; AlreadyStarted where it is there already."""
    try:
        with transaction.atomic():
            return open_file(submission, _figures(submission.obligation, submission.period), opener)
    except IntegrityError as error:
        raise AlreadyStarted(submission.period.name) from error


def _publication(obligation: Obligation, period: Period) -> Publication:
    publication = publication_in_force(obligation.sop_id, period.start)
    if publication is None:
        raise CannotOpen("Belum ada naskah SOP yang terbit dan berlaku untuk periode ini. Hubungi admin.")
    return publication


def opener_of(obligation: Obligation, period: Period, *, by: User, at: dt.datetime) -> Opener:
    """The sheet in force for the period and the right to begin by it. CannotOpen, NotYourStep. Two queries."""
    publication = _publication(obligation, period)
    definition = definition_of(publication)
    performer = performer_for(by, publication.version_id, at.astimezone(obligation.office.tz).date())
    first = definition.steps[definition.starts[0]]
    duty = next((duty for duty in performer.duties if duty.actor in first.actors), None)
    if duty is None:
        raise NotYourStep(first.number or "1", holders(definition, first))
    return Opener(publication, performer, duty, at)


def may_open(submission: Submission, user: User, at: dt.datetime) -> bool:
    """Whether this person could begin the file of this period today. Three queries."""
    obligation = Obligation.objects.select_related("office").get(pk=submission.obligation_id)
    try:
        opener_of(obligation, submission.period, by=user, at=at)
    except RuleError:
        return False
    return True


def open_file(submission: Submission, rows: list[Figure], opener: Opener) -> Submission:
    """Save this new file with its rows and its run, whose first steps are open. Inside a transaction."""
    obligation, period, publication = submission.obligation, submission.period, opener.publication
    calendar = calendar_of(obligation.office, opener.at)
    run = Run(
        office=obligation.office, publication=publication, year=period.year, period_end=period.end,
        not_before=_not_before(submission, opener.at, calendar), title=_title(submission), units=_units(publication, opener.definition, rows),
    )  # fmt: skip
    details = {"period": period.slug}
    if submission.replaces:
        details |= {"replaces": submission.replaces.code, "reason": submission.reason}
    start_run(run, by=opener.performer, at=opener.at, calendar=calendar, details=details)
    submission.office, submission.run = obligation.office, run
    submission.save(force_insert=True)
    for row in rows:
        row.submission = submission
    Figure.objects.bulk_create(rows)
    return submission


def _not_before(submission: Submission, at: dt.datetime, calendar: Calendar) -> dt.datetime | None:
    """Before this moment nobody could fill: a correction before it was opened, any other file before its window opens."""
    if submission.replaces:
        return at
    return window_of(submission.obligation, submission.period.end, calendar).opens


def _title(submission: Submission) -> str:
    """A correction is told from what it corrects wherever the file is named: in the inbox, in mail, in lists."""
    name = f"{submission.obligation.sop.name} {submission.period.name}"
    return name if submission.revision == 1 else f"{name} (revisi {submission.revision})"


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
    goals = goals_of(obligation, period)
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


NO_GOAL = Goal()  # what nobody has set


def goals_of(obligation: Obligation, period: Period) -> dict[tuple[int, int], Goal]:
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
