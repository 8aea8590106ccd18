"""What looks odd about a figure beside its own history, each rule in words. Pure; nothing here refuses.

The rules that need only the period before are in `checks`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from kinerja.common.numbers import format_number
from kinerja.indicators.arithmetic import HUNDRED
from kinerja.submissions.rows.checks import JUMP, Before, Case, Flag, shown

SPREADS = 3  # how many median deviations from the median are still usual
USUAL_FROM = 5  # figures; fewer say nothing about what is usual
KNOWN_FROM = 3  # figures; fewer say nothing about the size of the unit
FACTORS = (Decimal(1000), Decimal(100))
NEAR = Decimal("1.25")  # a factor is recognised up to a quarter away
RUNNING = 3  # times on target, this one included


@dataclass(frozen=True)
class Record:
    """Earlier figures of a row, oldest first, at most eight; for each period whether it met its target exactly."""

    values: tuple[Decimal, ...] = ()
    on_target: tuple[bool, ...] = ()
    year_before: Before | None = None


def anomalies(case: Case, record: Record) -> tuple[Flag, ...]:
    """The rules that strike, the one that explains most first; a predicate has no distance and only the last rule."""
    if case.value is None:
        return ()
    if case.definition["scale"]:
        return _always_on_target(case, record)
    distance = _wrong_unit(case, record.values) or _unusual(case, record.values)
    return (*distance, *_jump_in_a_year(case, record.year_before), *_always_on_target(case, record))


def _jump_in_a_year(case: Case, earlier: Before | None) -> tuple[Flag, ...]:
    """More than 50 % away from the same period a year before; from 0 there is no percentage."""
    if case.value is None or earlier is None or not earlier.value:
        return ()
    share = abs(case.value - earlier.value) * HUNDRED / abs(earlier.value)
    if share <= JUMP:
        return ()
    word = "Naik" if case.value > earlier.value else "Turun"
    named = f"{earlier.period} ({shown(earlier.value, case.definition)})"
    return (Flag("jump_year", f"{word} {format_number(share, 0)}% dibanding {named}.", "Periksa kembali."),)


def _wrong_unit(case: Case, values: Sequence[Decimal]) -> tuple[Flag, ...]:
    """About 100 or 1,000 times the median, or that part of it: a percentage as a fraction, rupiah in thousands."""
    middle = median(values) if len(values) >= KNOWN_FROM else Decimal(0)
    if not case.value or not middle:
        return ()
    ratio = abs(case.value / middle)
    for factor in FACTORS:
        for size, word in (
            (factor, f"{format_number(factor)} kali"),
            (1 / factor, f"1/{format_number(factor)} dari"),
        ):
            if size / NEAR <= ratio <= size * NEAR:
                sentence = f"Kira-kira {word} median {len(values)} periode ({_rounded(middle, case)}): mungkin salah satuan."
                return (Flag("unit", sentence, f"Satuan indikator ini {case.definition['measure']}."),)
    return ()


def _unusual(case: Case, values: Sequence[Decimal]) -> tuple[Flag, ...]:
    """More than three median deviations from the median.

    Where more than half of the figures are equal the deviation is 0 and measures nothing: then a figure is unusual
    that lies outside everything seen so far.
    """
    if case.value is None or len(values) < USUAL_FROM:
        return ()
    middle = median(values)
    spread = median(abs(value - middle) for value in values)
    low, high = (
        (middle - SPREADS * spread, middle + SPREADS * spread) if spread else (min(values), max(values))
    )
    if low <= case.value <= high:
        return ()
    usual = f"{_rounded(low, case)} sampai {_rounded(high, case)}"
    sentence = f"Di luar kebiasaan {len(values)} periode ({usual}, median {_rounded(middle, case)})."
    return (Flag("unusual", sentence, "Periksa kembali."),)


def _rounded(value: Decimal, case: Case) -> str:
    """A figure that nobody entered, with the decimals of the indicator."""
    return shown(round(value, case.definition["decimals"]), case.definition)


def _always_on_target(case: Case, record: Record) -> tuple[Flag, ...]:
    """Exactly the target again and again: perhaps the target was copied."""
    last = record.on_target[-(RUNNING - 1) :]
    if (
        len(last) < RUNNING - 1
        or not all(last)
        or case.target.value is None
        or case.value != case.target.value
    ):
        return ()
    return (Flag("on_target", f"Tepat sama dengan target {RUNNING} periode berturut-turut."),)
