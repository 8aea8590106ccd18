"""What the form that is filled outside says, as frozen data; `entry_book` turns it into bytes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from kinerja.common.numbers import format_number
from kinerja.documents.lines import amount_text
from kinerja.documents.parts import Amount, Stationery

KEPT_DIGITS = 15  # more of them Excel turns into zeros
LONGEST = 32_767  # characters a cell may hold
Content = Decimal | str | Amount | None


@dataclass(frozen=True, slots=True)
class BookRow:
    """One indicator: the content of its cells by the key of their column. `marks`: what is wrong with which cell.

    `formula` is a code of kinerja.indicators.kinds.Formula; `choices` the labels of a predicate. `closed` are the
    figures this row does not ask for; a value that is a quotient is one of them, and has its `factor`.
    """

    id: int
    cells: Mapping[str, Content]
    decimals: int
    formula: str
    choices: tuple[str, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()
    factor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class EntryBook:
    """`identity` and `seal` are written as they are; `meta` has a line per row: id, version, marks of the locked cells.

    `findings` (address, sentence) are listed on a sheet of their own.
    """

    office: Stationery
    author: str
    titles: tuple[str, str]
    rows: Sequence[BookRow]
    identity: str
    seal: str
    meta: Sequence[tuple[str, str, str]]
    findings: Sequence[tuple[str, str]] = ()


def settled(content: Content) -> Decimal | str:
    """What is really written: a number where Excel can keep it, else a text; "" for nothing."""
    if isinstance(content, Amount):
        is_number = content.number is not None and content.upper is None and not content.label
        content = content.number if is_number else amount_text(content)
    if isinstance(content, Decimal) and len(content.normalize().as_tuple().digits) > KEPT_DIGITS:
        return format_number(content)
    return content if isinstance(content, Decimal) else clean(content or "")


def plain(content: Content) -> str:
    """A content for comparing with what comes back: spaces and line ends do not count, and 99.0 is 99."""
    written = settled(content)
    return digits_of(written) if isinstance(written, Decimal) else " ".join(written.split())


def digits_of(number: Decimal) -> str:
    """A number as it is compared and carried: "98.75", "99", "0"."""
    return f"{number.normalize() + 0:f}"


def clean(text: str) -> str:
    """Drop what XML cannot hold, and what is longer than a cell."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST]
