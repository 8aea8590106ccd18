"""From the words of the column "waktu" to a Standard. What is not understood becomes `free`; nothing is refused here."""

import re
from dataclasses import dataclass
from typing import TypedDict, Unpack

from sop.durations.amounts import FLAGS, NOTHING, QUALIFIER, Reading, read_amounts
from sop.durations.spellings import tidy
from sop.durations.standard import Kind, Standard

_LONGEST = 200  # a cell longer than this is prose
_LAST_DAY = 31
_DATE = r"(?:tanggal|tgl\b\.?)"
_EVERY = r"(?:di ?)?(?:se)?tiap (?:bulan|tribulan|triwulan|semester|periode)(?:nya)?"
_NEXT = r"(?:pada )?(?:(?:bulan|triwulan|periode) )?(?:berikut|selanjut|ke ?depan|depan)(?:nya)?"
_TAIL = rf"(?: {_EVERY})?(?: {_NEXT})?"
_LEAD = rf"(?:(?:{QUALIFIER}|(?:se)?tiap|pada|–) ?)*"
_DEADLINE = re.compile(rf"\(?{_LEAD}{_DATE} ?(?P<day>\d{{1,2}}){_TAIL}\)?", FLAGS)
_WINDOW = re.compile(
    rf"(?P<head>[^()]*?) ?\(?{_LEAD}{_DATE} ?(?P<first>\d{{1,2}}) ?[-–—−~] ?(?:{_DATE} ?)?(?P<last>\d{{1,2}}){_TAIL}\)?",
    FLAGS,
)
_RELATIVE = re.compile(r"(?:(?P<head>.*\S) )?sebelum(?:nya)? (?P<anchor>[^\d()/]+)", FLAGS)
_AT_LEAST = re.compile(r"^(?:minimal|minimum|min\b\.?|paling sedikit|sekurang-kurangnya) ?", FLAGS)
_PER_ITEM = re.compile(
    r"(?P<head>.+?) ?(?:/| per | (?:untuk )?(?:se)?tiap )(?: ?1 )? ?(?P<item>[^\d()/]{1,60})", FLAGS
)


class _Parts(TypedDict, total=False):
    item: str
    anchor: str
    day_from: int
    day_to: int


@dataclass(frozen=True)
class _Cell:
    """`text` as printed, `words` tidied for reading."""

    text: str
    words: str
    header: str

    def standard(self, kind: Kind, reading: Reading = NOTHING, **parts: Unpack[_Parts]) -> Standard:
        return Standard(
            self.text,
            kind,
            maximum=reading.maximum,
            minimum=reading.minimum,
            explicit_working=reading.explicit_working,
            explicit_calendar=reading.explicit_calendar,
            unit_from_header=reading.unit_from_header,
            **parts,
        )

    def amounts(self, words: str) -> Reading | None:
        """Amounts in a part of the cell that may be empty."""
        return read_amounts(words, self.header) if words else NOTHING


def parse(text: str, header_unit: str = "") -> Standard:
    """Read one cell; `header_unit` is "" or what `amounts.header_unit` read in the column heading.

    Never raises for any text: what is not understood comes back as `free`.
    """
    words = tidy(text)
    if not words:
        return Standard(text, Kind.BLANK)
    if len(words) > _LONGEST:
        return Standard(text, Kind.FREE)
    cell = _Cell(text, words, header_unit)
    readings = (read(cell) for read in (_window, _deadline, _relative, _per_item, _duration))
    return next((standard for standard in readings if standard), Standard(text, Kind.FREE))


def _window(cell: _Cell) -> Standard | None:
    match = _WINDOW.fullmatch(cell.words)
    if not match:
        return None
    first, last = int(match["first"]), int(match["last"])
    reading = cell.amounts(match["head"].strip())
    if not reading or not 1 <= first <= last <= _LAST_DAY:
        return None
    return cell.standard(Kind.WINDOW, reading, day_from=first, day_to=last)


def _deadline(cell: _Cell) -> Standard | None:
    match = _DEADLINE.fullmatch(cell.words)
    if not match or not 1 <= int(match["day"]) <= _LAST_DAY:
        return None
    return cell.standard(Kind.DEADLINE, day_to=int(match["day"]))


def _relative(cell: _Cell) -> Standard | None:
    match = _RELATIVE.fullmatch(cell.words)
    reading = cell.amounts(_AT_LEAST.sub("", match["head"] or "")) if match else None
    if not match or not reading:
        return None
    return cell.standard(Kind.RELATIVE, reading, anchor=match["anchor"].strip())


def _per_item(cell: _Cell) -> Standard | None:
    match = _PER_ITEM.fullmatch(cell.words)
    reading = read_amounts(match["head"], cell.header) if match else None
    if not match or not reading:
        return None
    return cell.standard(Kind.PER_ITEM, reading, item=match["item"].strip())


def _duration(cell: _Cell) -> Standard | None:
    reading = read_amounts(cell.words, cell.header)
    if not reading:
        return None
    return cell.standard(Kind.RANGE if reading.minimum else Kind.FIXED, reading)
