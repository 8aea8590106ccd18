"""The rows of a sheet as screens and papers show them: one figure with what it is compared to. Constant queries."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from kinerja.common.numbers import format_with_unit
from kinerja.indicators.arithmetic import Target
from kinerja.indicators.bands import Band, band_for, thawed
from kinerja.indicators.kinds import Polarity, formula_in_words
from kinerja.indicators.models import Level
from kinerja.periods.models import Period
from kinerja.periods.queries import period_before
from kinerja.submissions.checks import (
    Before,
    Case,
    Change,
    Flag,
    change,
    check_flags,
    entry_warnings,
    shown,
)
from kinerja.submissions.figures import Figure
from kinerja.submissions.models import Status, Submission
from kinerja.submissions.threads import Thread, threads_of

EXPLANATIONS = ("explanation", "helped", "hindered", "follow_up")
_ARROWS = {Polarity.HIGHER: "arrow-up", Polarity.LOWER: "arrow-down", Polarity.WITHIN: "equal"}


@dataclass(frozen=True)
class Row:
    """One figure of a sheet. `number` counts from 1 within its unit; `before` None: no figure in the period before."""

    figure: Figure
    number: int
    before: Before | None = None
    band: Band | None = None
    thread: Thread | None = None

    @property
    def pk(self) -> int:
        return self.figure.pk

    @property
    def name(self) -> str:
        return str(self.figure.definition["name"])

    @property
    def level(self) -> str:
        return Level(self.figure.definition["level"]).label

    @property
    def objective(self) -> str:
        return str(self.figure.definition["objective"])

    @property
    def measure(self) -> str:
        return str(self.figure.definition["measure"])

    @property
    def polarity(self) -> Polarity:
        return Polarity(self.figure.definition["direction"])

    @property
    def arrow(self) -> str:
        return _ARROWS[self.polarity]

    @property
    def choices(self) -> list[str]:
        """Labels of the scale of a predicate-valued indicator, best first; empty for a number."""
        scale = self.figure.definition["scale"]
        return sorted(scale, key=lambda label: -Decimal(scale[label]))

    @property
    def formula(self) -> str:
        definition = self.figure.definition
        return formula_in_words(definition["formula"], definition["zero_policy"])

    @property
    def target(self) -> str:
        figure = self.figure
        if figure.target_lower is not None and figure.target_upper is not None:
            return f"{shown(figure.target_lower, figure.definition)}–{shown(figure.target_upper, figure.definition)}"
        return shown(figure.target, figure.definition)

    @property
    def text(self) -> str:
        """The value as it is written into its input; "" where nothing was entered, "0" for zero."""
        return shown(self.figure.value, self.figure.definition)

    @property
    def with_unit(self) -> str:
        """The value as it was understood: "12.345,67 %"."""
        if self.figure.value is None:
            return ""
        return self.text if self.choices else format_with_unit(self.figure.value, self.measure)

    @property
    def before_text(self) -> str:
        return shown(self.before.value, self.figure.definition) if self.before else ""

    @property
    def explained(self) -> bool:
        return any(getattr(self.figure, name) for name in EXPLANATIONS)

    @property
    def explanations(self) -> int:
        """How many of the four texts are written."""
        return sum(bool(getattr(self.figure, name)) for name in EXPLANATIONS)

    @cached_property
    def case(self) -> Case:
        figure = self.figure
        return Case(
            definition=figure.definition,
            value=figure.value,
            target=Target(figure.target, figure.target_lower, figure.target_upper),
            before=self.before,
            no_data=figure.no_data,
            explained=self.explained,
        )

    @cached_property
    def warnings(self) -> tuple[Flag, ...]:
        return entry_warnings(self.case)

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        return check_flags(self.case)

    @property
    def change(self) -> Change:
        return change(self.case)

    @property
    def returned(self) -> bool:
        """Whether an objection to this row still waits for an answer."""
        return self.thread is not None and not self.thread.answered


@dataclass(frozen=True)
class Group:
    """Consecutive rows under one objective of one unit."""

    level: str
    objective: str
    unit: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Counts:
    """How far a sheet is."""

    total: int
    filled: int
    warned: int
    returned: int

    @property
    def empty(self) -> int:
        return self.total - self.filled


def rows_of(submission: Submission, *, unit: int | None = None) -> list[Row]:
    """The rows of one unit, or of all; `submission.period` and `submission.run` must be loaded. Four queries at most."""
    figures = Figure.objects.filter(submission=submission).select_related("unit", "entered_by")
    if unit is not None:
        figures = figures.filter(unit=unit)
    ordered = list(figures.order_by("unit__order", "unit_id", "order", "pk"))
    before, threads = _before(submission, unit), threads_of(submission)
    return [
        Row(
            figure,
            number,
            before.get((figure.indicator_id, figure.unit_id)),
            band_for(figure.achievement, thawed(figure.definition["bands"])),
            threads.get(figure.pk),
        )
        for _unit, figures_of_unit in groupby(ordered, key=lambda figure: figure.unit_id)
        for number, figure in enumerate(figures_of_unit, start=1)
    ]


def grouped(rows: Iterable[Row]) -> list[Group]:
    """Rows under their unit and objective, in the order they came."""
    return [
        Group(level, objective, unit, tuple(members))
        for (unit, level, objective), members in groupby(rows, key=_heading)
    ]


def counts(rows: Sequence[Row], doubted: Collection[int] = ()) -> Counts:
    """Counters of a sheet; each equals the length of the list its filter shows."""
    return Counts(
        total=len(rows),
        filled=sum(row.figure.filled for row in rows),
        warned=sum(bool(row.warnings) or row.pk in doubted for row in rows),
        returned=sum(row.returned for row in rows),
    )


def called(before: Period, now: Period) -> str:
    """How the period before is called beside this one: "TW II", with its year where that differs ("TW IV 2025")."""
    if before.year == now.year:
        return before.short.rsplit(" ", 1)[0]
    return before.short


def _before(submission: Submission, unit: int | None) -> dict[tuple[int, int], Before]:
    """Figures of the period before by (indicator, unit): the signed one, else the latest; those of this duty go first."""
    period = submission.period
    earlier = period_before(period)
    figures = Figure.objects.filter(
        office=submission.office_id,
        submission__period__kind=earlier.kind,
        submission__period__year=earlier.year,
        submission__period__number=earlier.number,
    )
    if unit is not None:
        figures = figures.filter(unit=unit)
    found = figures.values_list(
        "submission__obligation", "submission__status", "submission__revision", "indicator", "unit", "value"
    )
    ranked = sorted(
        found,
        key=lambda row: (row[0] == submission.obligation_id, _is_signed(row[1]), row[2]),
    )
    name, same_year = called(earlier, period), earlier.year == period.year
    return {
        (indicator, owner): Before(value, name, same_year, _is_signed(status))
        for _obligation, status, _revision, indicator, owner, value in ranked
    }


def _is_signed(status: str) -> bool:
    return status in {Status.SIGNED, Status.ARCHIVED}


def _heading(row: Row) -> tuple[str, str, str]:
    return row.figure.unit.name, row.level, row.objective
