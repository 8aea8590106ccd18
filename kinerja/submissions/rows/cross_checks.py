"""Fields of one row that contradict each other: said to both sides, saved all the same. Pure."""

from kinerja.common.numbers import format_number, is_percent
from kinerja.indicators.ratios import ratio_of
from kinerja.submissions.figures import Figure
from kinerja.submissions.rows.budget import budget_of
from kinerja.submissions.rows.checks import Flag


def cross_checks(figure: Figure) -> tuple[Flag, ...]:
    """A part that is larger than its whole, and more money than there was."""
    return (*_larger_part(figure), *_overspent(figure))


def _larger_part(figure: Figure) -> tuple[Flag, ...]:
    """A share in percent counts some of the cases; more than all of them is a slip, or a wrong measure."""
    ratio, numerator, denominator = ratio_of(figure.definition), figure.numerator, figure.denominator
    if ratio is None or numerator is None or denominator is None or numerator <= denominator:
        return ()
    if not is_percent(figure.definition["measure"]):
        return ()
    sentence = f"Pembilang ({format_number(numerator)}) lebih besar daripada penyebut ({format_number(denominator)})."
    return (Flag("larger_part", sentence, "Periksa kembali keduanya."),)


def _overspent(figure: Figure) -> tuple[Flag, ...]:
    budget = budget_of(figure)
    if budget is None or budget.spent is None or budget.ceiling is None or budget.spent <= budget.ceiling:
        return ()
    sentence = f"Realisasi anggaran ({budget.spent_text}) melebihi pagu ({budget.ceiling_text})."
    return (Flag("overspent", sentence, "Periksa kembali banyaknya angka."),)
