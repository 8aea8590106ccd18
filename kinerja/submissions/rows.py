"""The rows of a sheet as screens and papers show them: one figure with what it is compared to. Constant queries."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import Self

from kinerja.common.numbers import format_number, format_with_unit
from kinerja.indicators.arithmetic import Target
from kinerja.indicators.bands import Band, band_for, thawed
from kinerja.indicators.kinds import Polarity, formula_in_words
from kinerja.indicators.models import Level
from kinerja.indicators.ratios import Ratio, legible, ratio_of
from kinerja.periods.models import Period
from kinerja.submissions.anomalies import Record, anomalies
from kinerja.submissions.budget import Budget, budget_of
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
from kinerja.submissions.cross_checks import cross_checks
from kinerja.submissions.evidence.flags import evidence_flags
from kinerja.submissions.evidence.queries import NO_FILES, Files, files_of, owes_files
from kinerja.submissions.figures import Figure
from kinerja.submissions.models import Submission
from kinerja.submissions.past import NOTES, NOTHING, Earlier, History, known_before
from kinerja.submissions.threads import Thread, threads_of

EXPLANATIONS = NOTES
_ARROWS = {Polarity.HIGHER: "arrow-up", Polarity.LOWER: "arrow-down", Polarity.WITHIN: "equal"}


@dataclass(frozen=True)
class Row:
    """One figure of a sheet. `number` counts from 1 within its unit; `before` None: no figure in the period before."""

    figure: Figure
    number: int
    before: Before | None = None
    band: Band | None = None
    thread: Thread | None = None
    earlier: Earlier = NOTHING
    evidence: Files = NO_FILES

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
        """How value and achievement are computed, in words."""
        definition = self.figure.definition
        words = formula_in_words(definition["formula"], definition["zero_policy"])
        return f"{self.ratio.in_words} {words}" if self.ratio else words

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
        value = legible(self.figure.value, self.figure.definition)
        return self.text if self.choices else format_with_unit(value, self.measure)

    @property
    def echo(self) -> str:
        """What stands under the input: how a text was read, or what was computed; "" where there is no value."""
        if not self.with_unit:
            return ""
        return f"= {self.with_unit}" if self.ratio else f"Terbaca: {self.with_unit}"

    @property
    def before_text(self) -> str:
        return self.written(self.before.value) if self.before else ""

    def written(self, value: Decimal | None) -> str:
        """Another value as this row writes its own."""
        return shown(value, self.figure.definition)

    @property
    def ratio(self) -> Ratio | None:
        """What the figure is computed from; None where it is entered as it is."""
        return ratio_of(self.figure.definition)

    @property
    def quotient(self) -> str:
        """The two figures of a ratio: "475 ÷ 500"; "" where there is none, or one is missing."""
        over, under = self.figure.numerator, self.figure.denominator
        return "" if over is None or under is None else f"{format_number(over)} ÷ {format_number(under)}"

    @property
    def budget(self) -> Budget | None:
        return budget_of(self.figure)

    @cached_property
    def history(self) -> History:
        return History(self.figure, self.earlier, self.target)

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
        return (*entry_warnings(self.case), *cross_checks(self.figure))

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        """What the verifier should look at: the rules of one comparison, then those of the whole history."""
        return (
            *check_flags(self.case),
            *cross_checks(self.figure),
            *anomalies(self.case, self.record),
            *self._evidence_flags,
        )

    @property
    def _evidence_flags(self) -> tuple[Flag, ...]:
        """Files of another time; none where the indicator demands one."""
        if self.earlier.now is None:
            return ()
        owed = owes_files(self.figure, self.evidence)
        missing = (Flag("no_evidence", "Belum ada bukti dukung, padahal wajib."),) if owed else ()
        return (*missing, *evidence_flags(self.evidence.current, self.earlier.now))

    @property
    def mark(self) -> str:
        """The row and its evidence as they stand now; whoever judges posts it along."""
        return f"{self.figure.version}.{self.figure.evidence_version}"

    @property
    def record(self) -> Record:
        """The figures of earlier periods as the rules of anomalies read them."""
        past = self.earlier.history if self.earlier.periods else []
        return Record(
            tuple(one.value for one in past if one.value is not None),
            tuple(one.target is not None and one.value == one.target for one in past),
            self.year_before,
        )

    @property
    def year_before(self) -> Before | None:
        """The same period a year earlier, compared like the period before."""
        past = self.earlier.year_before
        return Before(past.value, past.period.short, same_year=False, signed=past.signed) if past else None

    def compared_with(self, other: Before | None) -> Change:
        """How far the value is from another figure than that of the period before."""
        return change(replace(self.case, before=other))

    @property
    def change(self) -> Change:
        return change(self.case)

    def changed(self, figure: Figure) -> Self:
        """Return the row with the new content of its figure; an objection to the old one counts as answered."""
        band = band_for(figure.achievement, thawed(figure.definition["bands"]))
        thread = replace(self.thread, changed=True) if self.thread else None
        return replace(self, figure=figure, band=band, thread=thread)

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


def rows_of(submission: Submission, *, unit: int | None = None, figure: int | None = None) -> list[Row]:
    """The rows of one unit, or of all; `submission.period` and `submission.run` must be loaded. Five queries at most.

    `figure` leaves only this row of the unit, whose `number` then means nothing.
    """
    figures = Figure.objects.filter(submission=submission).select_related("unit", "entered_by")
    if unit is not None:
        figures = figures.filter(unit=unit)
    if figure is not None:
        figures = figures.filter(pk=figure)
    ordered = list(figures.order_by("unit__order", "unit_id", "order", "pk"))
    known, threads = known_before(submission, unit), threads_of(submission)
    files = files_of(submission, unit=unit)
    return [
        _row(figure, number, known.of(figure), threads.get(figure.pk), files.get(figure.pk, NO_FILES))
        for _unit, figures_of_unit in groupby(ordered, key=lambda figure: figure.unit_id)
        for number, figure in enumerate(figures_of_unit, start=1)
    ]


def _row(figure: Figure, number: int, earlier: Earlier, thread: Thread | None, files: Files) -> Row:
    return Row(
        figure,
        number,
        _before(earlier),
        band_for(figure.achievement, thawed(figure.definition["bands"])),
        thread,
        earlier,
        files,
    )


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


def _before(earlier: Earlier) -> Before | None:
    past, now = earlier.before, earlier.now
    if past is None or now is None:
        return None
    return Before(past.value, called(past.period, now), past.period.year == now.year, past.signed)


def _heading(row: Row) -> tuple[str, str, str]:
    return row.figure.unit.name, row.level, row.objective
