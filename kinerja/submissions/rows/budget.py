"""The money behind a row: the pagu of the year, what was spent of it up to the end of the period, and the serapan."""

from dataclasses import dataclass
from decimal import Decimal

from kinerja.common.numbers import format_number
from kinerja.indicators.arithmetic import Achievement
from kinerja.indicators.budgets import absorption, efficiency, efficiency_margin
from kinerja.submissions.figures import Figure


@dataclass(frozen=True)
class Budget:
    """`ceiling` is the pagu, None where none was set; `achieved` the achievement of the same row."""

    ceiling: Decimal | None
    spent: Decimal | None
    achieved: Decimal | None

    @property
    def absorbed(self) -> Achievement:
        """Percent of the pagu that was spent, or why there is none."""
        return absorption(self.spent, self.ceiling)

    @property
    def ceiling_text(self) -> str:
        return _rupiah(self.ceiling)

    @property
    def spent_text(self) -> str:
        return _rupiah(self.spent)

    @property
    def absorbed_text(self) -> str:
        """Write "48,25%"; "" where it cannot be said."""
        share = self.absorbed.value
        return "" if share is None else f"{format_number(share, 2)}%"

    @property
    def sentence(self) -> str:
        """Write "Rp 45.000.000 dari pagu Rp 90.000.000, serapan 50,00%"; says what is missing."""
        share = f", serapan {self.absorbed_text}" if self.absorbed_text else ""
        return (
            f"{self.spent_text or 'belum diisi'} dari pagu {self.ceiling_text or 'yang belum diisi'}{share}"
        )

    @property
    def efficiency(self) -> str:
        """What achievement and serapan say together: "efisien", or "" where one of them is missing."""
        judged = efficiency(efficiency_margin(self.achieved, self.absorbed.value))
        return judged.label if judged else ""


def budget_of(figure: Figure) -> Budget | None:
    """None where the indicator counts no money."""
    if not figure.definition.get("budgeted"):
        return None
    return Budget(figure.budget, figure.spent, figure.achievement)


def _rupiah(value: Decimal | None) -> str:
    return "" if value is None else f"Rp {format_number(value)}"
