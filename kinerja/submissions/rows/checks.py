"""What looks odd about a figure, with the rule in words. Nothing here refuses: a warning is saved and shown.

Pure: the frozen definition of the row, its value and the value of the period before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kinerja.common.numbers import format_figure, format_number
from kinerja.indicators.arithmetic import HUNDRED, Target, is_worse
from kinerja.indicators.bounds import bounds_in_words, is_outside
from kinerja.indicators.kinds import Aggregation, Formula, Polarity
from kinerja.indicators.ratios import legible

JUMP = Decimal(50)  # percent
SETTLING = ("explanation", "hindered")  # the notes that answer a warning; what helped and what follows do not
WHOLE_FROM = 10  # percent; below it one decimal is shown


@dataclass(frozen=True)
class Before:
    """The figure of the period before: its value, how the period is called here ("TW II"), and whether it is signed."""

    value: Decimal | None
    period: str
    same_year: bool
    signed: bool = True


@dataclass(frozen=True)
class Case:
    """One row as the rules see it. `definition` is the frozen one of the figure."""

    definition: Mapping[str, Any]
    value: Decimal | None
    target: Target
    before: Before | None = None
    no_data: bool = False
    explained: bool = False


@dataclass(frozen=True)
class Flag:
    """A rule that struck: a stable code, the sentence that says which rule against which number, and what to do."""

    code: str
    sentence: str
    advice: str = ""


@dataclass(frozen=True)
class Change:
    """From the period before to this one: kind is up, down, same or none; the text says it without the arrow."""

    kind: str
    text: str


def entry_warnings(case: Case) -> tuple[Flag, ...]:
    """What the person who fills should look at again; an explanation settles all but the bounds."""
    if case.value is None:
        return ()
    moved = () if case.explained else (_jump(case) or _fallen(case) or _worse(case))
    return (*_outside(case), *moved)


def check_flags(case: Case) -> tuple[Flag, ...]:
    """What the person who verifies should look at, explained or not."""
    if case.no_data:
        return (Flag("no_data", "Unit menyatakan tidak ada data."),)
    if case.value is None:
        return (Flag("empty", "Belum diisi."),)
    return (*_outside(case), *_jump(case), *_fallen(case), *_same(case))


def shown(value: Decimal | None, definition: Mapping[str, Any]) -> str:
    """A value as this indicator writes it: a figure with its decimals, or the label of the scale; "" for nothing."""
    if value is None:
        return ""
    for label, score in definition["scale"].items():
        if Decimal(score) == value:
            return str(label)
    return format_figure(legible(value, definition), definition["decimals"])


def change(case: Case) -> Change:
    """How far the value moved since the period before, as the verifier reads it."""
    if case.value is None or case.before is None or case.before.value is None:
        return Change("none", "–")
    difference = case.value - case.before.value
    if difference == 0:
        return Change("same", "tetap")
    kind, word = ("up", "naik") if difference > 0 else ("down", "turun")
    if case.definition["scale"]:
        return Change(kind, word)
    size = format_figure(legible(abs(difference), case.definition), case.definition["decimals"])
    share = _share(case.value, case.before.value)
    percent = "" if share is None else f" ({_percent(share)})"
    return Change(kind, f"{word} {size}{percent}")


def _outside(case: Case) -> tuple[Flag, ...]:
    lowest, highest = (_bound(case.definition[name]) for name in ("lowest", "highest"))
    if case.value is None or not is_outside(case.value, lowest, highest):
        return ()
    between = bounds_in_words(lowest, highest, case.definition["measure"])
    return (Flag("outside", f"Di luar batas wajar ({between}).", "Periksa kembali."),)


def _jump(case: Case) -> tuple[Flag, ...]:
    """More than 50 % away from the period before; a step from 0 has no percentage and says nothing."""
    before = case.before
    if case.value is None or before is None or before.value is None or case.definition["scale"]:
        return ()
    share = _share(case.value, before.value)
    if share is None or share <= JUMP:
        return ()
    word = "Naik" if case.value > before.value else "Turun"
    sentence = f"{word} {_percent(share)} dibanding {_named(before, case)}."
    return (Flag("jump", sentence, "Periksa kembali atau beri keterangan."),)


def _fallen(case: Case) -> tuple[Flag, ...]:
    """A figure counted from the beginning of the year (`last`, never summed) cannot become smaller within the year."""
    before, definition = case.before, case.definition
    if case.value is None or before is None or before.value is None or not before.same_year:
        return ()
    counted_up = definition["aggregation"] == Aggregation.LAST and definition["direction"] == Polarity.HIGHER
    if definition["formula"] == Formula.PREDICATE or not counted_up or case.value >= before.value:
        return ()
    sentence = f"Realisasi kumulatif lebih kecil dari {_named(before, case)}."
    return (Flag("fallen", sentence, "Bila angka ini bukan kumulatif, beri keterangan."),)


def _worse(case: Case) -> tuple[Flag, ...]:
    """Worse in the indicator's own direction than the period before: an explanation is owed."""
    before = case.before
    if case.value is None or before is None or before.value is None:
        return ()
    if not is_worse(case.value, before.value, direction=case.definition["direction"], target=case.target):
        return ()
    return (Flag("worse", f"Kurang baik dibanding {_named(before, case)}.", "Tulis penjelasannya."),)


def _same(case: Case) -> tuple[Flag, ...]:
    before = case.before
    if before is None or before.value is None or case.value != before.value:
        return ()
    return (Flag("same", f"Sama dengan {_named(before, case)}."),)


def _share(value: Decimal, before: Decimal) -> Decimal | None:
    return abs(value - before) * HUNDRED / abs(before) if before else None


def _percent(share: Decimal) -> str:
    return f"{format_number(share, 0 if share >= WHOLE_FROM else 1)}%"


def _named(before: Before, case: Case) -> str:
    return f"{before.period} ({shown(before.value, case.definition)})"


def _bound(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
