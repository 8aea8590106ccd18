"""Reading of amounts: "2 hari", "1 hari 2 jam", "1 – 20 Hari Kerja", "1 (satu) jam", a bare "15" under "Waktu (menit)"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from sop.durations.units import Amount, Unit

# ASCII: a Turkish dotless i or Arabic digits look right to IGNORECASE and \d, and are not.
FLAGS = re.IGNORECASE | re.ASCII

WORKING_DAY = "working_day"
_WORDS = {
    "menit": Unit.MINUTE,
    "mnt": Unit.MINUTE,
    "jam": Unit.HOUR,
    "hari": Unit.DAY,
    "hr": Unit.DAY,
    "minggu": Unit.WEEK,
    "mgg": Unit.WEEK,
    "bulan": Unit.MONTH,
    "bln": Unit.MONTH,
}
UNITS = "|".join(_WORDS)  # for a pattern
# A dot before exactly three digits groups thousands, as Indonesians write; before one digit it is a decimal.
_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+|\d{1,7}(?:,\d{1,2}|\.\d)?)"
_AMOUNT = rf"(?P<number>{_NUMBER}) ?(?P<unit>{UNITS})\b\.?(?: (?P<sort>kerja|kalender)\b)?"
_ONE = re.compile(_AMOUNT, FLAGS)
_UNNAMED = re.sub(r"\?P<\w+>", "", _AMOUNT)
_COMPOUND = re.compile(rf"{_UNNAMED}(?:(?:, ?| dan | ){_UNNAMED})*", FLAGS)
_BARE = re.compile(_NUMBER, FLAGS)
_DASH = re.compile(r" ?[-–—−~] ?")
_UNIT_IN_HEADER = re.compile(rf"\b({UNITS})\b\.?(?: (kerja)\b)?", FLAGS)

QUALIFIER = (
    r"(?:\+/-|\+-|\+|±|≤|<=|<|kurang lebih|lebih kurang|kira-kira|sekitar|maksimal|maksimum|maks\b\.?|max\b\.?"
    r"|paling (?:lambat|lama)(?:nya)?|selambat-lambatnya|selama-lamanya|dalam(?: waktu)?|selama)"
)
_QUALIFIERS = re.compile(rf"^(?:(?:{QUALIFIER}|–) ?)+", FLAGS)


@dataclass(frozen=True)
class Reading:
    """Amounts of one cell; `minimum` is empty unless a range was written."""

    maximum: tuple[Amount, ...]
    minimum: tuple[Amount, ...]
    explicit_working: bool
    explicit_calendar: bool
    unit_from_header: bool


NOTHING = Reading((), (), explicit_working=False, explicit_calendar=False, unit_from_header=False)


def header_unit(text: str) -> str:
    """Unit that a column heading gives to bare numbers below it: "Waktu (menit)" → "minute"; "" where it gives none.

    A value of Unit, or "working_day" for "Waktu (hari kerja)". A heading that names two units gives none.
    """
    words = " ".join(text.split())
    if not re.search(r"waktu|^\(.*\)$", words, FLAGS):
        return ""
    found = {_header_value(*match.groups()) for match in _UNIT_IN_HEADER.finditer(words)}
    return found.pop() if len(found) == 1 else ""


def _header_value(word: str, working: str | None) -> str:
    unit = _WORDS[word.lower()]
    return WORKING_DAY if working and unit is Unit.DAY else unit.value


def read_amounts(text: str, header: str = "") -> Reading | None:
    """The amounts in a cell whose spaces were collapsed; None where anything is left unread.

    `header` is "" or what `header_unit` gave; anything else is a ValueError.
    """
    *lower, upper = _DASH.split(_QUALIFIERS.sub("", text))
    last = _side(upper, _default_unit(header))
    if last is None or len(lower) > 1:
        return None
    first = _side(lower[0], last[0].unit if len(last) == 1 else None) if lower else ()
    if first is None or not _in_order(first, last):
        return None
    from_header = not _ONE.search(text)
    return Reading(
        maximum=last,
        minimum=first,
        explicit_working="kerja" in text.lower() or (from_header and header == WORKING_DAY),
        explicit_calendar="kalender" in text.lower(),
        unit_from_header=from_header,
    )


def _default_unit(header: str) -> Unit | None:
    if header == WORKING_DAY:
        return Unit.DAY
    return Unit(header) if header else None


def mentions_duration(text: str) -> bool:
    """Whether a time hides in another column ("Proses pengajuan 2 bulan" in Ket). It is warned of, never applied."""
    return bool(re.search(_UNNAMED, " ".join(text.split()), FLAGS))


def _side(text: str, default: Unit | None) -> tuple[Amount, ...] | None:
    """One end of a range, largest unit first."""
    if default and _BARE.fullmatch(text):
        amounts = [Amount(_number(text), default)]
    elif _COMPOUND.fullmatch(text):
        amounts = [Amount(_number(m["number"]), _WORDS[m["unit"].lower()]) for m in _ONE.finditer(text)]
    else:
        return None
    amounts.sort(key=lambda amount: -amount.unit.rank)
    return tuple(amounts) if _computable(amounts) else None


def _number(text: str) -> Decimal:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text, FLAGS):
        text = text.replace(".", "")
    return Decimal(text.replace(",", "."))


def _computable(amounts: list[Amount]) -> bool:
    """Each unit once, nothing absurdly long, and no half month (nobody can say how long that is)."""
    units = {amount.unit for amount in amounts}
    return len(units) == len(amounts) and all(
        amount.within_reason and (amount.unit is not Unit.MONTH or amount.value == int(amount.value))
        for amount in amounts
    )


def _in_order(first: tuple[Amount, ...], last: tuple[Amount, ...]) -> bool:
    """Refuses "20 – 1 hari". Different units are compared by size only: nothing is converted."""
    if not first:
        return True
    low, high = first[0], last[0]
    if low.unit is high.unit:
        return low.value <= high.value
    return low.unit.rank < high.unit.rank
