"""Reading the figures beside the value: numerator, denominator, money; and whether a quotient can be computed from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kinerja.common.numbers import MAX_DECIMALS, MAX_WHOLE_DIGITS, Reading, ReadingCode, format_number, parse
from kinerja.indicators.ratios import ratio_of
from kinerja.submissions.errors import ABOVE_ZERO
from kinerja.submissions.rows.row import Row

PARTS = ("numerator", "denominator", "spent")
MONEY = "Rp"
THOUSAND_DIGITS = 3


@dataclass(frozen=True)
class Parts:
    """What was understood: new figures by field, and sentences by the field they concern; `value` is the quotient."""

    figures: Mapping[str, Decimal | None]
    problems: Mapping[str, str] = field(default_factory=dict)
    value: Decimal | None = None


def read_parts(row: Row, mine: Mapping[str, str]) -> Parts:
    """Read those of PARTS that were typed over; the others stay as they are."""
    figures: dict[str, Decimal | None] = {}
    problems: dict[str, str] = {}
    for name in PARTS:
        if name in mine:
            figures[name], sentence = _read(name, mine[name])
            if sentence:
                problems[name] = f"‘{row.name}’, {label_of(row, name)}: {sentence}"
    if problems or not {"numerator", "denominator"} & set(figures):
        return Parts(figures, problems, row.figure.value)
    return _divided(row, figures)


def label_of(row: Row, name: str) -> str:
    """What the input is called: the indicator's own words."""
    ratio = ratio_of(row.figure.definition)
    if name == "spent" or ratio is None:
        return "Realisasi anggaran"
    return ratio.numerator if name == "numerator" else ratio.denominator


def written(value: Decimal | None) -> str:
    """A part as its input is written: all its digits."""
    return format_number(value)


def _divided(row: Row, figures: Mapping[str, Decimal | None]) -> Parts:
    ratio = ratio_of(row.figure.definition)
    if ratio is None:
        return Parts(figures)
    numerator = figures.get("numerator", row.figure.numerator)
    denominator = figures.get("denominator", row.figure.denominator)
    if denominator is not None and denominator <= 0:
        return Parts(figures, {"denominator": f"‘{row.name}’: {ratio.denominator} {ABOVE_ZERO}"})
    value = ratio.value(numerator, denominator)
    if value is not None and value.adjusted() >= MAX_WHOLE_DIGITS:
        return Parts(
            figures, {"numerator": f"‘{row.name}’: Periksa banyaknya angka; hasil baginya terlalu besar."}
        )
    return Parts(figures, {}, value)


def _read(name: str, text: str) -> tuple[Decimal | None, str]:
    """The figure and, where it cannot be saved, what to do. These are counts: 1.250 has a thousands mark, not a doubt.

    A comma before three digits is asked for again, since here nobody answers a question beside the cell.
    """
    unit = MONEY if name == "spent" else ""
    reading = parse(text, unit=unit, decimals=0)
    if reading.code is ReadingCode.INTEGER:
        reading = parse(text, unit=unit, decimals=MAX_DECIMALS)
    if reading.code is ReadingCode.DOUBTFUL:
        return None, _plainly(reading)
    if reading.code is ReadingCode.UNIT:
        return None, "Tulis angka saja, tanpa satuan."
    if name == "spent" and reading.value is not None and reading.value < 0:
        return None, "Tulis 0 atau angka yang lebih besar."
    return (reading.value, "") if reading.saveable else (None, reading.sentence)


def _plainly(reading: Reading) -> str:
    """Both readings in a way that has one reading only: 1,2550 and 1255."""
    bare = format_number(reading.value)
    plain = f"{bare}0" if len(bare.partition(",")[2]) == THOUSAND_DIGITS else bare
    return f"{reading.sentence} Tulis {plain} atau {format_number(reading.alternative).replace('.', '')}."
