"""Numbers as Indonesians type and read them: 12.345,67.

Django's localised DecimalField reads "0.875" as 875 and refuses "98,7%"; a figure that is signed must not be guessed
silently. So there is one parser, mirrored in the browser: both run `tests/kinerja/common/numbers.json`.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

from kinerja.common.words import in_words

MAX_DECIMALS = 6
MAX_DIGITS = (
    15  # SQLite and Excel keep no more of a number exactly; a longer figure is a slip of the keyboard
)
MAX_WHOLE_DIGITS = (
    18  # what is computed may be longer, its last digits zeros; more fits no column of the database
)

_GROUP = 3  # digits between two thousands marks
_WIDE = Context(prec=100)  # rounding for display must not fail on figures longer than the default 28 digits
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f", " "))
_EDGES = " \t\r\n"
_RUPIAH = re.compile(r"rp\.?", re.IGNORECASE)
_SIGN = re.compile(r"[-−+]")
_DOUBTFUL = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_DIGITS_AND_SEPARATORS = re.compile(r"[., ]*[0-9][0-9., ]*")
# The first pattern that fits the whole body decides: (pattern, thousands mark, decimal mark).
_SHAPES = (
    (re.compile(r"[0-9]+"), "", ""),
    (re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?"), ".", ","),
    (re.compile(r"[1-9][0-9]{0,2}( [0-9]{3})+(,[0-9]+)?"), " ", ","),
    (re.compile(r"[0-9]*,[0-9]+"), "", ","),
    (re.compile(r"[0-9]*\.[0-9]+"), "", "."),
)


class ReadingCode(StrEnum):
    """How a text was read; only the first three may be saved."""

    OK = "ok"
    EMPTY = "empty"
    DOUBTFUL = "doubtful"
    SEPARATOR = "separator"
    UNREADABLE = "unreadable"
    UNIT = "unit"
    INTEGER = "integer"
    DECIMALS = "decimals"
    DIGITS = "digits"


_SENTENCES = {
    ReadingCode.SEPARATOR: "Tulis 12.345,67: titik untuk ribuan, koma untuk desimal.",
    ReadingCode.UNREADABLE: "Tulis angka tanpa satuan, misalnya 5,4. Bila datanya tidak ada, buka Keterangan lalu centang ‘Tidak ada data’.",
    ReadingCode.UNIT: "Satuan indikator ini {unit}.",
    ReadingCode.INTEGER: "Satuan {unit} memakai bilangan bulat.",
    ReadingCode.DECIMALS: "Tulis paling banyak 6 angka di belakang koma.",
    ReadingCode.DIGITS: "Tulis paling banyak 15 angka.",
}


@dataclass(frozen=True)
class Reading:
    """What was understood of a typed text.

    `value` is exactly what was typed, never rounded, without trailing zeros; None when empty or refused.
    `alternative` is the other sensible reading, offered with [Ganti]; also beside some refusals.
    `sentence` says what to do, or asks about the doubt; `echo` shows the value read ("Terbaca: 12.345,67 %").
    """

    value: Decimal | None
    alternative: Decimal | None
    code: ReadingCode
    sentence: str
    echo: str

    @property
    def saveable(self) -> bool:
        """Whether the text may be stored (an emptied cell and a doubtful value may)."""
        return self.code in {ReadingCode.OK, ReadingCode.EMPTY, ReadingCode.DOUBTFUL}


def parse(text: str, *, unit: str, decimals: int) -> Reading:
    """Read a typed figure of an indicator with this unit ("%", "orang", "Rp") and number of decimals."""
    trimmed = text.translate(_SPACES).strip(_EDGES)
    if not trimmed:
        return Reading(None, None, ReadingCode.EMPTY, "", "")
    bare = _without_unit(trimmed, unit)
    if bare is None:
        return _refused(ReadingCode.UNIT, unit)
    sign, body = _signed(bare)
    shape = next((shape for shape in _SHAPES if shape[0].fullmatch(body)), None)
    if shape is None:
        separators = _DIGITS_AND_SEPARATORS.fullmatch(body)
        return _refused(ReadingCode.SEPARATOR if separators else ReadingCode.UNREADABLE, unit)
    _, thousands, mark = shape
    value = _exact(sign, body, thousands=thousands, mark=mark)
    return _judged(
        value, _alternative(sign, body, unit=unit, decimals=decimals), unit=unit, decimals=decimals
    )


def format_number(value: Decimal | None, decimals: int | None = None) -> str:
    """Write 12345.67 as "12.345,67": all its digits, or rounded half up to `decimals`; None becomes ""."""
    if value is None:
        return ""
    if decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=_WIDE)
    whole, _, fraction = f"{value.copy_abs():f}".partition(".")
    if decimals is None:
        fraction = fraction.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = "-" if value < 0 else ""
    return f"{sign}{grouped},{fraction}" if fraction else f"{sign}{grouped}"


def format_figure(value: Decimal | None, decimals: int) -> str:
    """Write an entered figure with at least `decimals` digits after the comma; what was typed is never rounded away."""
    text = format_number(value)
    whole, _, fraction = text.partition(",")
    fraction = fraction.ljust(decimals, "0")
    return f"{whole},{fraction}" if text and fraction else text


def too_long(value: Decimal) -> bool:
    """Whether a figure has more digits than are kept exactly; zeros before the first and behind the comma do not count."""
    digits = f"{value.copy_abs():f}"
    digits = digits.rstrip("0") if "." in digits else digits
    return len(digits.replace(".", "").lstrip("0")) > MAX_DIGITS


def storable(value: Decimal) -> Decimal:
    """A computed number as every database keeps it: at most 6 decimals and 15 digits, rounded half up."""
    places = min(MAX_DECIMALS, MAX_DIGITS - 1 - value.adjusted())
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)
    return rounded.quantize(Decimal(1), context=_WIDE) if places < 0 else rounded


def undoubtful(value: Decimal) -> str:
    """Write a number that is already known exactly so that parse() reads this very number and raises no doubt.

    1250 as "1250" and 1.234 as "1,2340": "1.250" and "1,234" can each be read in two ways.
    """
    whole, _, fraction = f"{value.normalize() + 0:f}".partition(".")
    padded = f"{fraction}0" if len(fraction) == _GROUP else fraction
    return f"{whole},{padded}" if fraction else whole


def format_with_unit(value: Decimal, unit: str) -> str:
    """Write "12.345,67 %", "40 orang", "Rp 1.000": all digits of the value with its unit."""
    number = format_number(value)
    return f"Rp {number}" if is_rupiah(unit) else f"{number} {unit}".rstrip()


def unchanged(text: str, rendered: str) -> bool:
    """Whether a cell came back as the server had written it: then it is neither parsed nor saved."""
    return text.translate(_SPACES).strip(_EDGES) == rendered.translate(_SPACES).strip(_EDGES)


def is_rupiah(unit: str) -> bool:
    """Whether a figure of this unit may carry "Rp" ("juta rupiah" may not: it would hide a factor of a million)."""
    return unit.strip().casefold() in {"rp", "rp.", "rupiah"}


def is_percent(unit: str) -> bool:
    """Whether a figure of this unit may carry "%"."""
    return unit.strip().casefold() in {"%", "persen"}


def _without_unit(text: str, unit: str) -> str | None:
    """Drop a leading Rp and a trailing %; None where they contradict the unit of the indicator."""
    prefix = _RUPIAH.match(text)
    percent = text.endswith("%")
    if (prefix and not is_rupiah(unit)) or (percent and not is_percent(unit)):
        return None
    return text[prefix.end() if prefix else 0 :].removesuffix("%").strip(_EDGES)


def _signed(text: str) -> tuple[str, str]:
    """Split off one sign: ("-" or "", the rest)."""
    if not _SIGN.match(text):
        return "", text
    return ("" if text[0] == "+" else "-"), text[1:].strip(_EDGES)


def _exact(sign: str, body: str, *, thousands: str, mark: str) -> Decimal:
    """Build the Decimal from its digits: arithmetic would round at 28 digits and keep a negative zero."""
    digits = body.replace(thousands, "") if thousands else body
    whole, _, fraction = digits.partition(mark) if mark else (digits, "", "")
    value = Decimal(f"{sign}{whole or 0}.{fraction.rstrip('0')}")
    return Decimal(0) if value == 0 else value


def _alternative(sign: str, body: str, *, unit: str, decimals: int) -> Decimal | None:
    """Read "1.250" as 1.25 and "1,250" as 1250: the reading the typist may have meant instead."""
    if not _DOUBTFUL.fullmatch(body):
        return None
    if "," in body:
        return _exact(sign, body, thousands=",", mark="")
    if is_rupiah(unit) or decimals == 0:
        return None
    return _exact(sign, body, thousands="", mark=".")


def _judged(value: Decimal, alternative: Decimal | None, *, unit: str, decimals: int) -> Reading:
    if too_long(value):
        return _refused(ReadingCode.DIGITS, unit)
    places = len(f"{value:f}".partition(".")[2])
    if places > MAX_DECIMALS:
        return _refused(ReadingCode.DECIMALS, unit)
    if decimals == 0 and places:
        return _refused(ReadingCode.INTEGER, unit, alternative)
    echo = f"Terbaca: {format_with_unit(value, unit)}"
    if alternative is None:
        return Reading(value, None, ReadingCode.OK, "", echo)
    question = f"Maksud Anda {format_number(alternative)}?"
    sentence = f"Terbaca: {format_number(value)} ({in_words(value)}). {question}"
    return Reading(value, alternative, ReadingCode.DOUBTFUL, sentence, echo)


def _refused(code: ReadingCode, unit: str, alternative: Decimal | None = None) -> Reading:
    return Reading(None, alternative, code, _SENTENCES[code].format(unit=unit), "")
