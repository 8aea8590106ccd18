"""What a row still owes before it can be handed on: its figure, its bounds, its explanation. Pure, by the frozen definition.

The page of the last look lists these; `act()` refuses while there is one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from kinerja.common.numbers import format_number
from kinerja.indicators.ratios import ratio_of
from kinerja.submissions.figures import Figure


@dataclass(frozen=True)
class Debt:
    """A stable code, the field that settles it, and the sentence that says what to do."""

    code: str
    field: str
    sentence: str


def debts_of(figure: Figure) -> list[Debt]:
    """Everything this row owes, the figure first."""
    return [debt for rule in _RULES if (debt := rule(figure))]


def first_field(figure: Figure) -> str:
    """The input in which the figure of a row begins."""
    return "numerator" if ratio_of(figure.definition) else "value"


def _empty(figure: Figure) -> Debt | None:
    if figure.filled:
        return None
    ratio, name = ratio_of(figure.definition), figure.definition["name"]
    if ratio is None or (figure.numerator is None and figure.denominator is None):
        return Debt("empty", first_field(figure), f"Isi realisasi untuk ‘{name}’.")
    missing = "numerator" if figure.numerator is None else "denominator"
    words = ratio.numerator if missing == "numerator" else ratio.denominator
    return Debt("empty", missing, f"Isi {words} untuk ‘{name}’.")


def _unspent(figure: Figure) -> Debt | None:
    """Where money was set aside for the row, what was spent of it is owed, 0 included."""
    if not figure.definition.get("budgeted") or figure.budget is None or figure.spent is not None:
        return None
    return Debt("spent", "spent", f"Isi realisasi anggaran untuk ‘{figure.definition['name']}’.")


def _outside(figure: Figure) -> Debt | None:
    """Bounds bind only where the indicator says so; elsewhere they warn."""
    definition, value = figure.definition, figure.value
    if value is None or not definition.get("strict_bounds"):
        return None
    lowest, highest = (definition[name] and Decimal(definition[name]) for name in ("lowest", "highest"))
    if (lowest is None or value >= lowest) and (highest is None or value <= highest):
        return None
    must = (
        f"Realisasi ‘{definition['name']}’ harus {_range(lowest, highest)} {_measure(definition['measure'])}"
    )
    return Debt("outside", first_field(figure), f"{must.rstrip()}.")


def _unexplained(figure: Figure) -> Debt | None:
    """The office says below which achievement a word about the obstacles is owed."""
    limit = figure.definition.get("explain_below")
    if limit is None or figure.achievement is None or figure.achievement >= Decimal(limit):
        return None
    if figure.explanation or figure.hindered:
        return None
    name, percent = figure.definition["name"], format_number(Decimal(limit))
    sentence = f"Jelaskan kendala ‘{name}’ karena capaian di bawah {percent} persen."
    return Debt("unexplained", "hindered", sentence)


def _range(lowest: Decimal | None, highest: Decimal | None) -> str:
    if lowest is None:
        return f"paling tinggi {format_number(highest)}"
    if highest is None:
        return f"paling rendah {format_number(lowest)}"
    return f"antara {format_number(lowest)} dan {format_number(highest)}"


def _measure(measure: str) -> str:
    return "persen" if measure.strip() == "%" else measure


_RULES: tuple[Callable[[Figure], Debt | None], ...] = (_empty, _unspent, _outside, _unexplained)
