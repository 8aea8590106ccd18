"""A row of a sheet as screens and papers show it: one figure with all it is compared to."""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Self

from kinerja.common.numbers import format_number, format_with_unit
from kinerja.indicators.arithmetic import Target
from kinerja.indicators.bands import Band, band_for, thawed
from kinerja.indicators.kinds import Polarity, formula_in_words
from kinerja.indicators.models import Level
from kinerja.indicators.ratios import Ratio, legible, ratio_of
from kinerja.submissions.evidence.flags import evidence_flags
from kinerja.submissions.evidence.queries import NO_FILES, Files, owes_files
from kinerja.submissions.figures import Figure
from kinerja.submissions.rows.anomalies import Record, anomalies
from kinerja.submissions.rows.budget import Budget, budget_of
from kinerja.submissions.rows.checks import (
    SETTLING,
    Before,
    Case,
    Change,
    Flag,
    change,
    check_flags,
    entry_warnings,
    shown,
)
from kinerja.submissions.rows.cross_checks import cross_checks
from kinerja.submissions.rows.past import NOTES, NOTHING, Earlier, History
from kinerja.submissions.verification.threads import Thread

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
        """Whether a warning about the way the figure moved is answered."""
        return any(getattr(self.figure, name) for name in SETTLING)

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
